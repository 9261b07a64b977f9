import type { Context } from '../model/index.ts'
import type { Table } from './ports.ts'

/** The tables that a context needs in its store: one for each aggregate and view, with the indexes that its wire asks for. */
export const tablesOf = (context: Context): readonly Table[] => {
  const routes = Object.values(context.routes)
  const indexesOf = (name: string) => [
    ...new Set(
      routes
        .filter(c => c.of.name === name)
        .flatMap(c => [
          ...(c.owner ? [c.owner] : []),
          ...Object.values(c.searches ?? {}).flatMap(s => s.by ?? []),
          ...(Object.values(c.searches ?? {}).some(s => s.states) ? ['status'] : []),
        ]),
    ),
  ]
  return [
    ...context.aggregates.map(
      (a): Table => ({
        name: a.name,
        kind: 'item',
        keyType: keyTypeOf(a.fields[a.key]),
        numbered: a.numbered,
        indexes: indexesOf(a.name),
        fields: a.fields,
      }),
    ),
    ...context.views.map(
      (v): Table => ({
        name: v.name,
        kind: 'row',
        keyType: keyTypeOf(v.fields[v.key]),
        numbered: true,
        indexes: indexesOf(v.name),
        fields: v.fields,
      }),
    ),
  ]
}
/** How a store keeps a key of this schema. */
export const keyTypeOf = (schema: unknown): Table['keyType'] =>
  (schema as { type?: string } | undefined)?.type === 'integer' ? 'integer' : 'text'
