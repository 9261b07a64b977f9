/** A message to a person, as a channel gets it. */
export interface Message {
  /** One key is one message, however often it is sent; the name of the installation is in it. */
  readonly key: string
  readonly system: string
  /** In which part the person is spoken to: customer, owner, buyer, seller. */
  readonly role: string
  /** Who it is to, as the system names them: a phone number, or the number of a customer. */
  readonly to: string
  readonly text: string
  /** Which of the texts of its system it is. */
  readonly what?: string | undefined
  readonly language?: string | undefined
  /** When it was first to be sent, in ms since 1970. */
  readonly at?: number | undefined
}
/** Where a person is reached. */
export interface Contact {
  readonly phone?: string | undefined
  readonly mail?: string | undefined
}
/**
 * What became of one try. `refused`: this channel takes it neither now nor later, and it did not reach the person; `failed`: it may be tried
 * again, and perhaps it arrived all the same. `why` is read by operators and logged: no address and no text is in it.
 */
export type Sent = { readonly kind: 'sent' } | { readonly kind: 'refused' | 'failed'; readonly why: string }

/** A way to a person. It must make one message of all that is sent under one key, as far as it can. Never throws. */
export interface Channel {
  readonly name: string
  /** `signal`: nobody waits any longer. */
  send(message: Message, contact: Contact, signal: AbortSignal): Promise<Sent>
  close?(): void
}

export const sent: Sent = { kind: 'sent' }
export const refused = (why: string): Sent => ({ kind: 'refused', why })
export const failed = (why: string): Sent => ({ kind: 'failed', why })
