import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Release } from './rolling.ts'
import { keepLines, keptLines, lineOf, linesWords, oneLine } from './rolling-words.ts'

const release = (more: Partial<Release> = {}): Release => ({
  act: 'with readiness',
  replaced: 10,
  tally: {
    requests: 100,
    good: 96,
    failed: new Map([['POST no answer', 1]]),
    failures: [],
    putOff: new Map([['payment-unknown', 3]]),
    promised: new Set([1]),
    seconds: 20.04,
    median: 5,
    slowest: 9,
  },
  fate: { orders: 40, lost: 0, doubled: 2 },
  besieged: undefined,
  wrong: ['1 × POST no answer'],
  ...more,
})

test('a release is a line, also of those who besiege it; all together are the last', () => {
  const said = { transactions: 50 } as NonNullable<Release['besieged']>['said']
  const besieged = { users: 9, said, failed: new Map([['GET 500', 4]]), putOff: 5, promised: new Set<number>(), gone: 0 }
  const lines = [lineOf(1, release()), lineOf(2, release({ besieged, wrong: [] }))]
  assert.equal(
    oneLine(lines[0]!).split('; ')[0],
    'release 1, 10 replaced, 100 requests, 1 failed, 3 put off, 40 orders, 0 lost, 2 doubled, 20.0 s',
  )
  assert.match(oneLine(lines[0]!), /; 1 things are wrong$/)
  assert.match(linesWords(lines), /\| all 2 +\| +20 \| +250 \| +6 \| +11 \| +80 \| +0 \| +4 \| +40\.0 \|$/)
})
test('lines are kept in a file, and who goes on later finds them; what is no release is refused', t => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-lines-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'releases.jsonl')
  assert.deepEqual(keptLines(file), [])
  const lines = [lineOf(1, release()), lineOf(2, release({ wrong: [] }))]
  for (const n of [1, 2]) keepLines(file, lines.slice(0, n))
  assert.deepEqual(keptLines(file), lines)
  appendFileSync(file, '{"n":3,"repl')
  assert.throws(() => keptLines(file), /Line 3 of .* is no release/)
})
