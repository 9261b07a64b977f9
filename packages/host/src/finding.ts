import type { Collection } from '@jumun/core/model'
import type { FoundCase } from '@jumun/http'
import type { Live } from './running.ts'

/** So many are named of each search. */
const most = 20

const isWhole = (schema: any): boolean => schema?.type === 'integer' || schema?.anyOf?.some(isWhole) === true
/** What a field may be searched for: the number that the text writes, or the text, also without what people put between digits. */
const valuesOf = (schema: unknown, text: string): readonly (string | number)[] => {
  if (isWhole(schema)) return /^\d{1,15}$/.test(text) ? [Number(text)] : []
  return [...new Set([text, text.replaceAll(/[\s-]/g, '')])]
}

/** The fields that a collection is searched by, each alone. */
const fieldsOf = ({ searches = {} }: Collection): readonly string[] => [
  ...new Set(Object.values(searches).flatMap(({ by = [] }) => (by.length === 1 ? [...by] : []))),
]

/** The field of an item that names its case, and what it says. */
const caseOf = (
  { of }: Collection,
  state: { readonly [field: string]: string | number | null | undefined },
  key: string | number,
): string | null => {
  if (of.kind === 'view') return null
  const fields = [of.case ?? of.key].flat() as readonly string[]
  const field = fields.find(f => (state[f] ?? (f === of.key ? key : null)) !== null)
  return field === undefined ? null : `${field}/${state[field] ?? key}`
}

/**
 * Everything of one context that a text names: the item of that number, and whatever its searches by one field find (a phone number, a plate,
 * a customer). Also what is hidden from lists: an operator looks for what is stuck.
 */
export const findIn = async (system: string, { node, store }: Live, text: string): Promise<readonly FoundCase[]> => {
  const found = new Map<string, FoundCase>()
  for (const [name, collection] of Object.entries(node.context.routes)) {
    const { of, item } = collection
    const add = (key: string | number, id: number, state: any): void => {
      const path = `/${name}/${encodeURIComponent(String(collection.byKey ? key : id))}`
      const status = typeof state.status === 'string' ? state.status : null
      found.set(`${name} ${key}`, {
        system,
        context: node.context.name,
        collection: name,
        item,
        path,
        case: caseOf(collection, state, key),
        status,
      })
    }
    if (of.kind === 'aggregate')
      for (const key of valuesOf(of.fields[of.key], text)) {
        const one = await store.load(of.name, key)
        if (one) add(key, one.id, one.state)
      }
    for (const field of fieldsOf(collection))
      for (const value of valuesOf(of.fields[field], text)) {
        const query = {
          of: of.name,
          where: { [field]: value },
          hidden: true,
          sort: [{ field: 'id', descending: true }],
          offset: 0,
          limit: most,
        }
        for (const { key, id, state } of (await store.list(query)).items) add(key, id, state)
      }
  }
  return [...found.values()]
}
