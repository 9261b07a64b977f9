// What was seen of releases, as people read it, and a line each for many of them, kept in a file: who goes on later goes on after the last.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Refusal } from '@jumun/host'
import type { Besieged } from './besiegers.ts'
import { availability, sum } from './crowd.ts'
import type { Act, Release } from './rolling.ts'
import { tableOf } from './table.ts'

/** One release in figures. */
export interface Line {
  readonly n: number
  readonly replaced: number
  readonly requests: number
  readonly failed: number
  readonly putOff: number
  readonly orders: number
  readonly lost: number
  readonly doubled: number
  readonly seconds: number
  readonly wrong: readonly string[]
}
export const lineOf = (n: number, { replaced, tally, fate, besieged, wrong }: Release): Line => ({
  n,
  replaced,
  requests: tally.requests + (besieged?.said.transactions ?? 0),
  failed: sum(tally.failed) + (besieged ? sum(besieged.failed) : 0),
  putOff: sum(tally.putOff) + (besieged?.putOff ?? 0),
  orders: fate.orders,
  lost: fate.lost,
  doubled: fate.doubled,
  seconds: Math.round(tally.seconds * 10) / 10,
  wrong,
})

/** A file of such lines. */
export const keptLines = (file: string): readonly Line[] => {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text, i) => {
      try {
        return JSON.parse(text) as Line
      } catch {
        throw new Refusal(`Line ${i + 1} of ${file} is no release. Take it out, or name another file with --figures.`)
      }
    })
}
/** Whole or not at all: whoever is stopped in the middle leaves those before. */
export const keepLines = (file: string, lines: readonly Line[]): void => {
  writeFileSync(`${file}.new`, lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  renameSync(`${file}.new`, file)
}

const heads = ['release', 'replaced', 'requests', 'failed', 'put off', 'orders', 'lost', 'doubled', 's']
const cells = (name: string | number, l: Omit<Line, 'n' | 'wrong'>): readonly (string | number)[] => [
  name,
  l.replaced,
  l.requests,
  l.failed,
  l.putOff,
  l.orders,
  l.lost,
  l.doubled,
  l.seconds.toFixed(1),
]
export const oneLine = (l: Line): string =>
  `${cells(`release ${l.n}`, l)
    .map((cell, i) => (i ? `${cell} ${heads[i]}` : cell))
    .join(', ')}${l.wrong.length ? `; ${l.wrong.length} things are wrong` : ''}`
/** All of them, and together. */
export const linesWords = (lines: readonly Line[]): string => {
  const all = (of: (l: Line) => number) => lines.reduce((sum, l) => sum + of(l), 0)
  const total = {
    replaced: all(l => l.replaced),
    requests: all(l => l.requests),
    failed: all(l => l.failed),
    putOff: all(l => l.putOff),
    orders: all(l => l.orders),
    lost: all(l => l.lost),
    doubled: all(l => l.doubled),
    seconds: all(l => l.seconds),
  }
  return tableOf(heads, [...lines.map(l => cells(l.n, l)), cells(`all ${lines.length}`, total)])
}

const besiegedRow = (act: Act, { users, said: s, failed, putOff }: Besieged): readonly (string | number)[] => [
  act,
  users,
  s.transactions,
  `${s.availability.toFixed(2)} %`,
  s.elapsed_time,
  s.data_transferred,
  s.response_time,
  s.transaction_rate,
  s.concurrency,
  sum(failed),
  putOff,
]
/** What the originals printed. */
const published: readonly (readonly (string | number)[])[] = [
  ['café, with readiness (CAF-O7, copied from a template)', 100, 3078, '100 %', 120, 0.34, '5.60', 17.15, 96.02, 0, '–'],
  ['café, without readiness (CAF-O6, copied from a template)', 100, 3078, '70.45 %', 120, 0.34, '5.60', 17.15, 96.02, '–', '–'],
  ['airline, release of reservationmgmt (AIR-O1)', 1, 1386, '100 %', '59.0', 0.61, 0.04, 23.48, 0.92, 0, '–'],
]
const besiegedHeads = ['users', 'hits', 'availability', 's', 'MB', 'response s', 'hits/s', 'concurrency', 'failed', 'put off']
/** A report as people read it. */
export const rollingWords = (played: readonly Release[]): string =>
  [
    tableOf(
      ['release', 'replaced', 'requests', 'availability', 'failed', 'put off', 'orders', 'lost', 'doubled', 's', 'median ms', 'slowest ms'],
      played.map(({ act, replaced, tally, fate }) => [
        act,
        replaced,
        tally.requests,
        `${availability(tally).toFixed(2)} %`,
        sum(tally.failed),
        sum(tally.putOff),
        fate.orders,
        fate.lost,
        fate.doubled,
        tally.seconds.toFixed(1),
        tally.median.toFixed(0),
        tally.slowest.toFixed(0),
      ]),
    ),
    ...(played.some(r => r.besieged)
      ? [
          tableOf(
            ['beside it siege, GET and POST', ...besiegedHeads],
            [...played.flatMap(({ act, besieged }) => (besieged ? [besiegedRow(act, besieged)] : [])), ...published],
          ),
        ]
      : []),
    ...played.map(({ act, tally }) => [...tally.failed].map(([what, n]) => `  ${act}: ${n} × ${what}`).join('\n')).filter(Boolean),
  ].join('\n\n')
