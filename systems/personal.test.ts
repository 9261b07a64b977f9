// Whatever people write has to be known to be about a person, or not to be: else nobody knows what to erase.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Context, isImpersonal, isPersonal, list, namedBy, names, personal, type System, Type } from '@jumun/core/model'
import { systems } from './index.ts'

/** The texts of a schema of which nothing is said, by where they are. */
const unsaid = (schema: any, path = ''): readonly string[] => {
  if (namedBy(schema) || isPersonal(schema) || isImpersonal(schema)) return []
  if (Array.isArray(schema.anyOf)) return schema.anyOf.flatMap((s: any) => unsaid(s, path))
  // one of a few words, or the beginning of a telling pattern, is what the program knows already
  const isFree = schema.type === 'string' && schema.enum === undefined && schema.const === undefined
  const inside = Object.entries({ ...schema.properties, ...schema.patternProperties })
  return [
    ...(isFree ? [path] : []),
    ...inside.flatMap(([name, s]) => unsaid(s, path ? `${path}.${name}` : name)),
    ...(schema.items ? unsaid(schema.items, `${path}[]`) : []),
  ]
}
/** What people may write in the commands that they give, and whose nature nobody has said. */
const unsaidIn = ({ contexts }: Pick<System, 'contexts'>): readonly string[] =>
  contexts.flatMap((c: Context) =>
    c.aggregates.flatMap(a =>
      Object.entries(a.decide)
        .filter(([, row]) => list(row.by).some(who => who !== 'policy' && who !== 'system'))
        .flatMap(([type]) => unsaid(a.commands[type]!.schema).map(path => `${c.name} ${type} ${path}`)),
    ),
  )

for (const system of Object.values(systems))
  test(`${system.name}: every text that a person gives is personal, names somebody, or is said to be neither`, () => {
    assert.deepEqual(unsaidIn(system), [])
  })
test('a text of which nothing is said is seen, wherever it stands', () => {
  const Note = Type.String()
  const shape = {
    a: Note,
    b: Type.Optional(Type.Union([Note, Type.Null()])),
    c: Type.Array(Type.Object({ d: Note })),
    e: personal(Note),
    f: names(Note),
  }
  assert.deepEqual(unsaid(Type.Object(shape)), ['a', 'b', 'c[].d'])
})
