import type { Command } from './message.ts'

/**
 * What a collection understands beside the interface that it has, because a document from before asks for it: of that document only, in no
 * link. A new system needs none of it.
 */
export interface Originals {
  /** `PUT`, `PATCH` and `POST /{things}/{id}/{name}`: the same as the command. */
  readonly commands?: { readonly [name: string]: Command }
  /** By field and value of the body, another command than `forwards`. */
  readonly forwardsBy?: { readonly [field: string]: { readonly [value: string]: Command } }
  /** `POST /{things}` with an item's key and one of `statuses`: that command on it. */
  readonly postsStatus?: boolean
  /** The field whose change is a command, where it is not the status. */
  readonly statusField?: string
  /** Misspelt input names that are accepted. */
  readonly aliases?: { readonly [misspelt: string]: string }
}
