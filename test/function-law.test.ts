// The law of functions: each can be read at once. It is asked about every source of this repository, and about planted
// ones that break it, so that it does not pass by seeing nothing.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseSync } from 'oxc-parser'

/** So many lines a function may have, from its first to its last one, with the functions in it. */
const most = 70

interface Found {
  /** Its file, and its name after those of what it stands in. */
  readonly name: string
  readonly lines: number
}
type Node = { readonly [key: string]: unknown } & { readonly type: string; readonly start: number; readonly end: number }

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const isFunction = ({ type, body }: Node): boolean => /^(Arrow)?Function(Declaration|Expression)$/.test(type) && isNode(body)
/** What names what stands in it: a declaration, a member, a property; of a call, whom it calls. */
const nameOf = ({ id, key, callee }: Node): string | undefined => {
  const said = [id, key, callee].find(isNode)
  return typeof said?.name === 'string' ? said.name : undefined
}
const childrenOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode)

/** Every function of a source that is longer than the law allows. */
const longIn = (path: string, text: string): readonly Found[] => {
  const { program, errors } = parseSync(path, text)
  assert.deepEqual(errors, [], `${path} cannot be read`)
  const linesOf = ({ start, end }: Node) => text.slice(start, end).split('\n').length
  const walk = (node: Node, names: readonly string[]): readonly Found[] => {
    const own = nameOf(node)
    const inside = own === undefined || own === names.at(-1) ? names : [...names, own]
    const found = isFunction(node) && linesOf(node) > most ? [{ name: `${path}: ${inside.join('.')}`, lines: linesOf(node) }] : []
    return [...found, ...childrenOf(node).flatMap(child => walk(child, inside))]
  }
  return walk(program as unknown as Node, [])
}

/** Tests, and the suites and stages that only tests run, are read from sentence to sentence; what a program wrote nobody reads. */
const isAsked = (path: string): boolean => !/\.test\.tsx?$|-(contract|suite)\.ts$|^packages\/[^/]+\/testing\/|\/generated\//.test(path)

const root = join(import.meta.dirname, '..')
const sources = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules', 'data', 'dist', 'build'] })
  .map(path => path.replaceAll('\\', '/'))
  .filter(isAsked)

/**
 * What was longer when the law came, and how long it may be at most (counted in tens): factories and tables of steps, mostly. The list only
 * becomes shorter: nothing is added, and whatever keeps the law is struck off.
 */
const longer: { readonly [name: string]: number } = {
  'bench/breaker.ts: breaker': 80,
  'bench/engines.ts: engines': 100,
  'bench/latency.ts: latency': 80,
  'bench/load.ts: offered': 80,
  'bench/peak.ts: peak': 100,
  'bench/restart.ts: restart': 80,
  'bench/rows.ts: rows': 80,
  'bench/store.ts: order': 120,
  'bench/throughput.ts: throughput': 100,
  'packages/testing/src/cast.ts: counterOf': 100,
  'packages/testing/src/memory-store.ts: memoryStore': 310,
  'packages/testing/src/simulate.ts: stage': 200,
  'systems/air/cast.ts: cast': 220,
  'systems/air/cast.ts: cast.judge': 80,
  'systems/bread/cast.ts: cast': 120,
  'systems/cafeteria/cast.ts: cast': 90,
  'systems/cars/cast.ts: cast': 240,
  'systems/cars/cast.ts: cast.judge': 130,
  'systems/delivery/cast.ts: cast': 260,
  'systems/delivery/cast.ts: cast.judge': 110,
  'systems/delivery/story.ts: steps.scene': 110,
  'systems/paid-at-once.ts: paidAtOnce': 90,
  'systems/payable.ts: payable': 300,
  'systems/payable.ts: payable.rows': 140,
  'systems/stocked.ts: stocked': 130,
  'systems/talk.ts: talking': 270,
  'tools/crash-town.ts: crashTown': 170,
  'tools/crash.ts: crash': 160,
}

const found = sources.flatMap(path => longIn(path, readFileSync(join(root, path), 'utf8')))

test(`no function has more than ${most} lines, but those on the list, which do not grow`, () => {
  const broken = found.filter(({ name, lines }) => lines > (longer[name] ?? most))
  assert.deepEqual(broken, [], 'split it into functions that say what each part does')
})

test('what keeps the law is not on the list', () => {
  const long = new Set(found.map(({ name }) => name))
  const kept = Object.keys(longer).filter(name => !long.has(name))
  assert.deepEqual(kept, [], 'strike it off')
})

test('no page of the web app is on the list', () => {
  assert.ok(sources.includes('packages/web/src/shops/air/flight-page.tsx'))
  assert.deepEqual(
    Object.keys(longer).filter(name => name.startsWith('packages/web/')),
    [],
  )
})

const body = (lines: number, line = 'say()'): string => Array.from({ length: lines }, () => line).join('\n')
test('a breach is seen in every form that a function has', () => {
  const planted: { readonly [text: string]: readonly string[] } = {
    [`function f() {\n${body(69)}\n}`]: ['f'],
    [`export const f = async () => {\n${body(69)}\n}`]: ['f'],
    [`class C {\n  #f() {\n${body(69)}\n  }\n  constructor() {\n${body(69)}\n}\n}`]: ['C.f', 'C.constructor'],
    [`export const t = { f() {\n${body(69)}\n} }`]: ['t.f'],
    [`export default () => (\n<p>\n${body(67, '<b>a</b>')}\n</p>\n)`]: [''],
    [`const f = () => {\n const g = () => {\n${body(69)}\n}\n}`]: ['f', 'f.g'],
    [`when(() => {\n${body(69)}\n})`]: ['when'],
  }
  for (const [text, names] of Object.entries(planted)) {
    const seen = longIn('a.tsx', text)
    assert.deepEqual(
      seen.map(({ name }) => name),
      names.map(name => `a.tsx: ${name}`),
      text.slice(0, 40),
    )
    assert.equal(seen.at(-1)?.lines, most + 1)
  }
})

test('what the law allows is not a breach', () => {
  for (const text of [
    `function f() {\n${body(68)}\n}`,
    `export const table = [\n${body(200, "'a',")}\n]`,
    `class C {\n${body(100, 'a = 1')}\n}`,
    `interface I {\n${body(100, 'f(): void')}\n}`,
    body(200),
  ])
    assert.deepEqual(longIn('a.ts', text), [], text.slice(0, 40))
})
