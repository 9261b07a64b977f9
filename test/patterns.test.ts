// A pattern whose time grows faster than its text lets one request stop everybody. Every pattern of the repository is read from the code, those
// of schemas with them, and analyzed; planted ones show that nothing passes by not being seen.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseSync, Visitor } from 'oxc-parser'
import { analyse } from 'scslre'

const root = join(import.meta.dirname, '..')
const folders = '{bench,packages,systems,test,tools}/**/*.{ts,tsx}'
const files = [...globSync(folders, { cwd: root, exclude: path => /(^|\/)(node_modules|dist)(\/|$)/.test(path) }), 'run.ts']
/** Reads only what we write ourselves: there a pattern may be slow, but never without end. */
const readsOurs = (file: string): boolean => /^(bench|test|tools)\/|\.test\.tsx?$|-suite\.ts$/.test(file)
/** Patterns whose text cannot be long, with what bounds it. */
const bounded: { readonly [where: string]: string } = {
  'systems/cars/dashboard/words.ts \\B(?=(\\d{3})+$)': 'the digits of an amount',
}

interface Pattern {
  readonly source: string
  readonly flags: string
}
/** The patterns of a file: those between slashes, those given to RegExp as a text, and those of schemas. */
const patternsOf = (file: string, text: string): Pattern[] => {
  const found: Pattern[] = []
  const isText = (node: any): boolean => node?.type === 'Literal' && typeof node.value === 'string'
  const ofRegExp = ({ callee, arguments: [source, flags] }: any): void => {
    if (callee.name === 'RegExp' && isText(source)) found.push({ source: source.value, flags: isText(flags) ? flags.value : '' })
  }
  new Visitor({
    Literal(node: any) {
      if (node.regex) found.push({ source: node.regex.pattern, flags: node.regex.flags })
    },
    CallExpression: ofRegExp,
    NewExpression: ofRegExp,
    Property({ key, value }: any) {
      if (key.name === 'pattern' && isText(value)) found.push({ source: value.value, flags: 'u' })
    },
  }).visit(parseSync(file, text).program)
  return found
}
/** How the time of a pattern grows: undefined where with the length of the text. */
const growth = ({ source, flags }: Pattern): 'polynomial' | 'exponential' | undefined => {
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } })
  return reports.some(r => r.exponential) ? 'exponential' : reports.length ? 'polynomial' : undefined
}
const slowOf = (file: string, text: string): string[] =>
  patternsOf(file, text)
    .filter(p => growth(p) === 'exponential' || (growth(p) && !readsOurs(file)))
    .map(p => `${file} ${p.source}`)

test('no pattern takes a time that grows faster than the text it reads', () => {
  assert.ok(files.length > 300, `${files.length} files`)
  const slow = files.flatMap(file => slowOf(file, readFileSync(join(root, file), 'utf8')))
  assert.deepEqual(
    slow.filter(s => !(s in bounded)),
    [],
  )
  assert.deepEqual(new Set(slow), new Set(Object.keys(bounded)), 'what is said to be bounded is still there')
})
for (const [text, why] of [
  [String.raw`x.split(/\s*;\s*q\s*=\s*/)`, 'blanks that may begin anywhere'],
  [String.raw`x.replace(/\/+$/, '')`, 'slashes that are no end'],
  [String.raw`/^(a+)+$/.test(x)`, 'one repeat within another'],
  [String.raw`const r: RegExp = /^\s*(.*?)\s*$/`, 'two that want the same blanks'],
  [String.raw`new RegExp('^(\\d+)+$')`, 'a pattern as a text'],
  [String.raw`Type.String({ pattern: '^(a+,?)*$' })`, 'a pattern of a schema'],
] as const)
  test(`a planted one is noticed: ${why}`, () => assert.equal(slowOf('packages/http/src/planted.ts', text).length, 1))
test('in tests, too, none may go on without end', () => {
  assert.equal(slowOf('test/planted.test.ts', String.raw`/^(a+)+$/.test(x)`).length, 1)
  assert.equal(slowOf('test/planted.test.ts', String.raw`x.replace(/\/+$/, '')`).length, 0)
})
test('an ordinary one is not', () =>
  assert.deepEqual(slowOf('packages/http/src/planted.ts', String.raw`/^[a-z]+(-[a-z]+)*$/.test(x); /^t=(\d{1,16})$/`), []))
