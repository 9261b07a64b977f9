// What an OpenAPI document says of a system, as far as pages can be made of it: its lists, what an item holds, and what can be asked.
import { useQuery } from '@tanstack/react-query'
import { read } from '../api/answer.ts'
import { ask } from '../api/client.ts'

/** A JSON Schema, as far as forms and tables read it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly (string | number | null)[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: { readonly [field: string]: Schema }
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly description?: string
}
interface Operation {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly 'x-roles'?: readonly string[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
}
interface Document {
  readonly paths: { readonly [path: string]: { readonly get?: Operation; readonly post?: Operation } }
  readonly components: { readonly schemas: { readonly [name: string]: Schema } }
}
/** What may be asked, and by whom. */
export interface Asked {
  readonly name: string
  readonly summary: string
  readonly roles: readonly string[]
  /** What it needs besides the item. */
  readonly schema: Schema
}
export interface Collection {
  readonly name: string
  readonly context: string
  readonly fields: { readonly [field: string]: Schema }
  /** Which field says how far it is; undefined: none does. */
  readonly stateField: string | undefined
  /** What that may be, in the order of the model. */
  readonly states: readonly string[]
  readonly create: Asked | undefined
  readonly commands: readonly Asked[]
  readonly hasHistory: boolean
}

const bodyOf = (operation: Operation): Schema => operation.requestBody?.content['application/json'].schema ?? {}
const askedOf = (name: string, operation: Operation): Asked => ({
  name,
  summary: operation.summary ?? name,
  roles: operation['x-roles'] ?? [],
  schema: bodyOf(operation),
})

/** The lists of a document: whatever has a list and items with an address of their own. */
export const collectionsOf = ({ paths, components }: Document): readonly Collection[] => {
  const resolved = (schema: Schema | undefined): Schema =>
    schema?.$ref === undefined ? (schema ?? {}) : (components.schemas[schema.$ref.split('/').at(-1)!] ?? {})
  return Object.entries(paths).flatMap(([path, { get, post }]) => {
    const name = path.slice(1)
    if (name === '' || name.includes('/') || !get || !paths[`${path}/{id}`]) return []
    const item = resolved(itemOf(get, resolved))
    const fields = Object.fromEntries(Object.entries(item.properties ?? {}).filter(([field]) => field !== '_links'))
    const commands = Object.entries(paths).flatMap(([at, operations]) => {
      const command = at.startsWith(`${path}/{id}/`) ? at.slice(path.length + 6) : ''
      return command && operations.post ? [askedOf(command, operations.post)] : []
    })
    const stateField = stateFieldOf(fields)
    const states = (stateField === undefined ? [] : (plain(fields[stateField]!).enum ?? [])).filter(s => typeof s === 'string')
    const hasHistory = paths[`${path}/{id}/history`] !== undefined
    const create = post?.requestBody ? askedOf('create', post) : undefined
    return [{ name, context: get.tags?.[0] ?? '', fields, stateField, states, create, commands, hasHistory }]
  })
}
/** `status` where it says how far an item is; some call it a stage, or by a longer name. */
const stateFieldOf = (fields: Collection['fields']): string | undefined => {
  const choices = Object.keys(fields).filter(field => plain(fields[field]!).enum)
  return ['status', 'stage'].find(f => choices.includes(f)) ?? choices.find(f => f.endsWith('Status'))
}
/** The schema of one item of a list's answer. */
const itemOf = (get: Operation, resolved: (schema: Schema | undefined) => Schema): Schema | undefined => {
  const { responses } = get as { responses?: { [status: string]: { content?: { [type: string]: { schema: Schema } } } } }
  const page = resolved(responses?.['200']?.content?.['application/json']?.schema)
  const embedded = page.properties?.['_embedded']
  return Object.values(embedded?.properties ?? {})[0]?.items
}

export const useCollections = (system: string) =>
  useQuery({
    queryKey: ['document', system],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => collectionsOf(await read<Document>(ask(`/docs/${system}/openapi.json`), document => document.json())),
  })

/** `phoneNumber` as people read it. */
export const spoken = (name: string): string => {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
/** The one type that a field has beside null. */
export const plain = (schema: Schema): Schema => {
  const [only, ...others] = (schema.anyOf ?? []).filter(s => s.type !== 'null')
  if (only) return others.length ? {} : plain(only)
  const types = [schema.type].flat().filter(t => t !== 'null' && t !== undefined)
  return types.length === 1 ? { ...schema, type: types[0] as string } : schema
}
