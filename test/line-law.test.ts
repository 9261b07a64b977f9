// The law of lines: none is wider than a screen, and no type in a system is a shrug. It is asked about every source of this
// repository, and about planted ones that break it, so that it does not pass by seeing nothing.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseSync } from 'oxc-parser'

/** So many characters a line may have. */
const most = 140

const longIn = (text: string): number => text.split('\n').filter(line => Array.from(line.trimEnd()).length > most).length

type Node = { readonly [key: string]: unknown } & { readonly type: string }
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** How often a source says the type `any`; the state of an aggregate by that name, and the word in a text, are none. */
const anyIn = (path: string, text: string): number => {
  const { program, errors } = parseSync(path, text)
  assert.deepEqual(errors, [], `${path} cannot be read`)
  const count = (node: Node): number =>
    Number(node.type === 'TSAnyKeyword') +
    Object.values(node)
      .flat()
      .filter(isNode)
      .reduce((n, child) => n + count(child), 0)
  return count(program as unknown as Node)
}

const root = join(import.meta.dirname, '..')
/** What a program wrote nobody reads. */
const sources = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules', 'data', 'dist', 'build'] })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => !path.includes('/generated/'))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Of these sources, those that break a law, and how often. */
const broken = (paths: readonly string[], count: (path: string) => number): Readonly<Record<string, number>> =>
  Object.fromEntries(paths.map(path => [path, count(path)] as const).filter(([, n]) => n > 0))

/** What broke a law more often than its list allows, and what the list names though it breaks it no more. */
const against = (list: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>) => ({
  grown: Object.entries(now).filter(([path, n]) => n > (list[path] ?? 0)),
  kept: Object.keys(list).filter(path => !(path in now)),
})

/**
 * How many longer lines each file had when the law came. The list only becomes shorter: nothing is added, and whatever
 * keeps the law is struck off.
 */
const longer: Readonly<Record<string, number>> = Object.fromEntries(
  read('test/long-lines.txt')
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split(' '))
    .map(([path, lines]) => [path!, Number(lines)] as const),
)
const lines = against(
  longer,
  broken(sources, path => longIn(read(path))),
)

test(`no line has more than ${most} characters, but those on the list, which do not grow`, () => {
  assert.deepEqual(lines.grown, [], 'break it by hand where the formatter does not')
})

test('a file without longer lines is not on the list', () => {
  assert.deepEqual(lines.kept, [], 'strike it off test/long-lines.txt')
})

/** Tests may look at anything; whoever tells, judges and keeps the promises of a system may not. */
const ofSystems = sources.filter(path => path.startsWith('systems/') && !path.endsWith('.test.ts'))
/** How often each said `any` when the law came; it only becomes less. */
const untyped: Readonly<Record<string, number>> = {}
const types = against(
  untyped,
  broken(ofSystems, path => anyIn(path, read(path))),
)

test('no system says `any`, but those on the list, which do not grow', () => {
  assert.deepEqual(types.grown, [], 'take the type from the model, or narrow what is unknown')
})

test('a file of a system that says no `any` is not on the list', () => {
  assert.deepEqual(types.kept, [], 'strike it off')
})

test('the laws are asked about every kind of source', () => {
  for (const path of [
    'packages/core/src/model/aggregate.ts',
    'packages/web/src/main.tsx',
    'systems/cafeteria/order/order.ts',
    'tools/town.ts',
  ])
    assert.ok(sources.includes(path), path)
  assert.ok(ofSystems.includes('systems/air/story.ts'))
})

test('a breach is seen in every form', () => {
  assert.equal(longIn(`a\n${'b'.repeat(most + 1)}\n// ${'c'.repeat(most)}\r\n`), 2)
  for (const text of [
    'let a: any',
    'const a = (b as any).c',
    'const a: Promise<any> = b',
    'const a = (b: readonly any[]) => b',
    'interface A { b(c: string): any }',
    'type A = { [b: string]: any }',
    'const a = <T = any>(b: T) => b',
    'const a = b.reduce<any>(c, d)',
  ])
    assert.equal(anyIn('a.ts', text), 1, text)
})

test('what the laws allow is not a breach', () => {
  assert.equal(longIn(`${'b'.repeat(most)}\r\n${'커'.repeat(most)}\n${'🍞'.repeat(most)}`), 0)
  for (const text of ["const a = { from: any } // as any\nconst b = 'x: any'", 'let a: unknown', 'const any: Any = 1'])
    assert.equal(anyIn('a.ts', text), 0, text)
})

test('a list that grew, or names what keeps the law, is seen', () => {
  assert.deepEqual(against({ a: 1, b: 2, c: 3 }, { a: 2, b: 1, d: 1 }), {
    grown: [
      ['a', 2],
      ['d', 1],
    ],
    kept: ['c'],
  })
})
