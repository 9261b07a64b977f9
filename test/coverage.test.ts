// The page of coverage is true: every requirement is on it, and every test that it names is there.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'

const at = (path: string) => new URL(`../${path}`, import.meta.url)
const page = readFileSync(at('docs/coverage.md'), 'utf8')

/** The requirements, by family: their numbers. */
const requirements: { readonly [family: string]: string } = {
  'CAF-F': '1-10',
  'CAF-N': '1-5',
  'CAF-D': '1-12',
  'CAF-X': '1-4',
  'CAF-O': '1-10',
  'CAF-B': '1-6',
  'BRD-F': '1-6',
  'BRD-N': '1-3',
  'BRD-C': '1-12',
  'BRD-D': '1-5',
  'BRD-X': '1-4',
  'BRD-O': '1-8',
  'BRD-B': '1-6',
  'AIR-F': '1-8',
  'AIR-N': '1-8',
  'AIR-K': '1-7',
  'AIR-R': '1-8',
  'AIR-D': '1-14',
  'AIR-X': '1',
  'AIR-O': '1-14',
  'AIR-B': '1-8',
  'DLV-F': '1-14',
  'DLV-N': '1-5',
  'DLV-C': '1-6 6a',
  'DLV-D': '1-17',
  'DLV-X': '1-3',
  'DLV-O': '1-7',
  'DLV-B': '1-7',
  'CAR-F': '1-8',
  'CAR-S': '1-8',
  'CAR-N': '1-6',
  'CAR-V': '1-8',
  'CAR-D': '1-18',
  'CAR-X': '1-4',
  'CAR-O': '1-14 4a',
  'CAR-B': '1-5',
  'CHK-': '1-34 5a',
  'COM-': '1-5 10-16 20-28 30-32 40 50-54 60-68 70-75 80-82 90-92 100-107 110-116 120',
}
const ids = Object.entries(requirements).flatMap(([family, numbers]) =>
  numbers.split(' ').flatMap(range => {
    const [from, to = from] = range.split('-')
    return /^\d+$/.test(from!)
      ? Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${family}${Number(from) + i}`)
      : [`${family}${from}`]
  }),
)
const rows = [...page.matchAll(/^\| ([A-Z]{3}-[A-Z]?\d+[a-z]?) \| (.*) \|$/gm)].map(([, id, shown]) => ({ id: id!, shown: shown! }))
const inWords = ({ shown }: { readonly shown: string }) => shown.startsWith('**in words only**')
const isShown = (row: { readonly shown: string }) => !row.shown.startsWith('**not shown yet**') && !inWords(row)

test('every requirement has a row', () => {
  const named = rows.map(r => r.id)
  assert.deepEqual(
    ids.filter(id => !named.includes(id)),
    [],
    'without a row',
  )
  assert.deepEqual(
    named.filter((id, i) => !ids.includes(id) || named.indexOf(id) !== i),
    [],
    'unknown, or twice',
  )
})
test('what is said to be shown is counted', () => {
  const said = `${rows.filter(isShown).length} of ${rows.length} are shown. ${rows.filter(inWords).length} are answered in words only.`
  assert.ok(
    page.split('\n').some(line => line.startsWith(said)),
    said,
  )
})
test('what nobody has shown says why', () => {
  for (const { id, shown } of rows) if (!isShown({ shown })) assert.match(shown, /^\*\*(not shown yet|in words only)\*\*: ./, id)
})

// ---- the tests that are named
/** Sentences that a file tells by calling a suite which lies elsewhere. */
const suites: { readonly [call: string]: string } = {
  'everyAnswer(': 'packages/testing/src/exhaustive.ts',
  'restSuite(': 'packages/http/src/rest-suite.ts',
  'storeContract(': 'packages/testing/src/store-contract.ts',
  'itemsContract(': 'packages/testing/src/store-items-contract.ts',
  'commitsContract(': 'packages/testing/src/store-commits-contract.ts',
  'logContract(': 'packages/testing/src/store-log-contract.ts',
  'timersContract(': 'packages/testing/src/store-timers-contract.ts',
  'listsContract(': 'packages/testing/src/store-lists-contract.ts',
  'viewsContract(': 'packages/testing/src/store-views-contract.ts',
  'consumerContract(': 'packages/testing/src/store-consumer-contract.ts',
}
const sentences =
  /\b(?:(?:test|it|describe|always|settles|walk)\(|says:)\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/g
/** The names in a file; what is filled in when it runs may be anything. */
const namesOf = (path: string): readonly RegExp[] => {
  const text = readFileSync(at(path), 'utf8')
  const own = [...text.matchAll(sentences)].map(([, single, double, template]) => {
    const name = (single ?? double ?? template!).replace(/\\(['"`])/g, '$1')
    const parts = template === undefined ? [name] : name.split(/\$\{[^}]*\}/)
    return new RegExp(`^${parts.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`)
  })
  return [...own, ...Object.entries(suites).flatMap(([call, suite]) => (path !== suite && text.includes(call) ? namesOf(suite) : []))]
}
const known = new Map<string, readonly RegExp[]>()
const has = (path: string, sentence: string): boolean => {
  if (!known.has(path)) known.set(path, existsSync(at(path)) ? namesOf(path) : [])
  return known.get(path)!.some(name => name.test(sentence))
}
const named = (shown: string): void => {
  const pieces = shown.split('<br>').filter(piece => !/^\*.*\*$/.test(piece))
  assert.ok(pieces.length, 'nothing shows it')
  for (const piece of pieces) {
    const [, path, sentence] = /^`([^`]+)`: (.+)$/.exec(piece) ?? assert.fail(`not a file and a sentence: ${piece}`)
    assert.ok(has(path!, sentence!), `${path} says nothing like: ${sentence}`)
  }
}
describe('every named test is there', () => {
  for (const { id, shown } of rows.filter(isShown)) test(id, () => named(shown))
})
describe('every line of the page of security is shown by tests that are there', () => {
  const lines = [...readFileSync(at('docs/security.md'), 'utf8').matchAll(/^\| (?!from whom|what \|)([^-|][^|]*) \| [^|]* \| (.*) \|$/gm)]
  test('there are lines', () => assert.ok(lines.length > 15))
  for (const [, whom, shown] of lines) test(whom!, () => named(shown!))
})
