import type { Kept } from '@jumun/core/runtime'
import type { Book, Meta } from './book.ts'
import type { Entry } from './delta.ts'
import { noteName } from './statements.ts'

/** How much is read at once: between two pages others have their turn. */
const page = 1000

/** Page after page, each asked for with the last of the one before. */
function* pages<Row>(next: (last: Row | undefined) => readonly Row[]): Generator<Row> {
  for (let last: Row | undefined; ; ) {
    const found = next(last)
    yield* found
    last = found.at(-1)
    if (found.length < page) return
  }
}

/** Everything that a file keeps, the log first. The tables must be complete; what a reader's tables lack is in what is unsettled. */
export async function* dump(book: Book, numbers: Meta['numbers']): AsyncGenerator<Kept> {
  const { sql, unsettled, begin } = book
  const asked = <Row>(rows: unknown): readonly Row[] => rows as readonly Row[]
  for (let at = 0; at < book.log.head; ) {
    const events = book.log.read(at, page)
    for (const event of events) yield { kind: 'event', event }
    at += events.length
  }
  for (const [name, tab] of book.tabs)
    for (const { key, version, id, state, seen, listed } of pages<Entry>(last => tab.after(last?.key, page)))
      yield tab.table.kind === 'item'
        ? { kind: 'item', aggregate: name, key, version, id, state, listed }
        : { kind: 'row', view: name, key, version, id, value: state, seen: seen ?? {}, listed }

  type Mark = { id: string; at: number; refused: string | null }
  begin()
  for (const { id, at, refused } of pages<Mark>(last => asked(sql.dump.marks.all(last?.id ?? '', page))))
    if (!unsettled.marks.has(id)) yield { kind: 'mark', id, at, refused: refused === null ? null : JSON.parse(refused) }
  for (const [id, { at, refused }] of unsettled.marks) yield { kind: 'mark', id, at, refused }

  type KeyRow = { name: string; data: string }
  begin()
  for (const { name, data } of pages<KeyRow>(last => asked(sql.dump.keys.all(last?.name ?? '', page))))
    if (!unsettled.keys.has(name)) yield { kind: 'keyed', keyed: JSON.parse(data) }
  for (const keyed of unsettled.keys.values()) yield { kind: 'keyed', keyed }

  type TimerRow = { id: string }
  begin()
  for (const row of pages<TimerRow>(last => asked(sql.dump.timers.all(last?.id ?? '', page))))
    yield { kind: 'timer', timer: book.timer(row) }

  type SeenRow = { source: string; kase: string; number: number }
  begin()
  for (const { source, kase, number } of pages<SeenRow>(last => asked(sql.dump.seen.all(last?.source ?? '', last?.kase ?? '', page))))
    if (!unsettled.seen.get(source)?.has(kase)) yield { kind: 'seen', source, case: kase, number }
  for (const [source, cases] of unsettled.seen) for (const [kase, number] of cases) yield { kind: 'seen', source, case: kase, number }

  for (const [source, position] of book.progress) yield { kind: 'progress', source, position }
  begin()
  for (const { data } of asked<{ data: string }>(sql.aside.all())) yield { kind: 'aside', waiting: JSON.parse(data) }
  for (const { data } of asked<{ data: string }>(sql.audits.all(-1, 0)).toReversed()) yield { kind: 'audit', audit: JSON.parse(data) }
  for (const [of, number] of Object.entries(numbers)) yield { kind: 'number', of, number }
  for (const { name, value } of asked<{ name: string; value: string }>(sql.notes.all()))
    yield { kind: 'note', name: name.slice(noteName('').length), text: value }
}
