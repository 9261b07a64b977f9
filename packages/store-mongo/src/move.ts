import type { Keyed, Kept, Recorded, Table } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import { Delta, type Entry, frozen, index, kindOf } from './delta.ts'
import { entryOf } from './finder.ts'
import { type Journal, writtenMeta } from './journal.ts'
import { answer, insertAbsent, nameOf, note, Refused, type Server } from './server.ts'
import { chunkOf, type Settler } from './settler.ts'
import { timerOf } from './timers.ts'

/** Everything the collections keep, which must be up to date. */
export async function* dump(server: Server, book: Book, journal: Journal, settler: Settler, tables: readonly Table[]): AsyncIterable<Kept> {
  await journal.fresh()
  await settler.settle()
  const head = book.settledHead
  const all = (of: string, filter: object = {}) => server.collection(of).find(filter).sort({ _id: 1 })
  for (let from = 0; from <= chunkOf(head) && head > 0; from += 50) {
    const chunks = await answer(
      server
        .collection('log')
        .find({ _id: { $in: Array.from({ length: 50 }, (_, i) => from + i) } })
        .sort({ _id: 1 })
        .toArray(),
    )
    for (const { events } of chunks) for (const event of events) if (event.position <= head) yield { kind: 'event', event: frozen(event) }
  }
  for (const { name, kind } of tables)
    for await (const document of all(`table.${name}`)) {
      const { key, version, id, state, seen, listed } = entryOf(document)
      if (version === 0) continue
      if (kind === 'item') yield { kind: 'item', aggregate: name, key, version, id, state, listed }
      else yield { kind: 'row', view: name, key, version, id, value: state, seen: seen ?? {}, listed }
    }
  for await (const { _id, at, refused } of all('marks')) yield { kind: 'mark', id: _id, at, refused: refused ?? null }
  for await (const { _id, page: _, ...rest } of all('keys')) yield { kind: 'keyed', keyed: { name: _id, ...rest } as Keyed }
  for await (const document of all('timers')) yield { kind: 'timer', timer: timerOf(document) }
  for await (const { _id, seen } of all('cases'))
    for (const [source, number] of Object.entries(seen ?? {}))
      yield { kind: 'seen', source: nameOf(source), case: _id, number: number as number }
  for (const [source, position] of book.progress) yield { kind: 'progress', source, position }
  for await (const { waiting } of all('aside', { position: { $gt: 0 } })) yield { kind: 'aside', waiting: frozen(waiting) }
  for await (const { audit } of server.collection('audits').find().sort({ page: 1, place: 1 }))
    yield { kind: 'audit', audit: frozen(audit) }
  for await (const { _id, number } of all('numbers')) yield { kind: 'number', of: _id, number }
  for await (const { _id, text } of all('notes')) yield { kind: 'note', name: _id, text }
}

/** How many things are gathered before they are written. */
const batch = 2000

/** What is moved, gathered until it is written. */
class Filling {
  private readonly server: Server
  private readonly settler: Settler
  private readonly sums = new Delta()
  private readonly progress = new Map<string, number>()
  private readonly kinds = new Map<string, Set<string>>()
  private readonly numbers = new Map<string, number>()
  private delta = new Delta()
  private head = 0
  /** As far as it was written. */
  private before = 0
  private place = 0
  private gathered = 0

  constructor(server: Server, settler: Settler) {
    this.server = server
    this.settler = settler
  }
  async take(thing: Kept): Promise<void> {
    switch (thing.kind) {
      case 'event':
        this.event(thing.event)
        break
      case 'item': {
        const { aggregate, key, version, id, state, listed } = thing
        this.entry(aggregate, { key, version, id, state, seen: undefined, listed })
        break
      }
      case 'row': {
        const { view, key, version, id, value, seen, listed } = thing
        this.entry(view, { key, version, id, state: value, seen, listed })
        break
      }
      case 'mark':
        this.delta.marks.set(thing.id, { at: thing.at, refused: thing.refused })
        break
      case 'keyed':
        this.delta.keys.set(thing.keyed.name, thing.keyed)
        break
      case 'timer':
        this.delta.timers.set(thing.timer.id, { timer: thing.timer, page: 0 })
        break
      case 'seen':
        this.delta.setSeen(thing.case, thing.source, thing.number)
        break
      case 'progress':
        this.progress.set(thing.source, thing.position)
        break
      case 'aside':
        this.delta.setAside(thing.waiting.source, thing.waiting.event.position, thing.waiting, 0)
        break
      case 'audit':
        this.delta.audits.push({ audit: thing.audit, page: 0, place: this.place++ })
        break
      case 'number':
        this.number(thing.of, thing.number)
        break
      case 'note':
        await note(this.server, thing.name, thing.text)
        break
    }
    if (++this.gathered >= batch) await this.write()
  }
  async write(): Promise<void> {
    await this.settler.write(this.delta, this.before)
    this.before = this.head
    this.delta = new Delta()
    this.gathered = 0
  }
  /** Writes the rest, and what the store as a whole is like now. */
  async finish(): Promise<void> {
    await this.write()
    const numbers = [...this.numbers].filter(([, to]) => to > 0).map(([_id, to]) => ({ _id, number: to }))
    await answer(insertAbsent(this.server.collection('numbers'), numbers))
    const { head, sums, progress } = this
    const kinds = new Map([...this.kinds].map(([of, set]) => [of, [...set]]))
    const written = writtenMeta({ applied: 0, head, sums: sums.sums, progress, kinds })
    await answer(this.server.collection('meta').updateOne({ _id: 'meta' }, { $set: written, $unset: { filling: '' } }))
  }
  private event(event: Recorded): void {
    if (event.position !== this.head + 1) throw new Refused(`the log has no event ${this.head + 1}: what is moved is not whole`)
    this.head = event.position
    this.delta.events.push(event)
    index(event, this.delta)
    const of = this.kinds.get(event.aggregate)
    const kind = kindOf(event) ?? ''
    if (of) of.add(kind)
    else this.kinds.set(event.aggregate, new Set([kind]))
  }
  private entry(table: string, of: Omit<Entry, 'page'>): void {
    const it = { ...of, page: 0 }
    this.delta.entriesOf(table).set(it.key, it)
    this.sums.count(table, it, 1)
    this.number(table, it.id)
  }
  private number(of: string, to: number): void {
    this.numbers.set(of, Math.max(to, this.numbers.get(of) ?? 0))
  }
}

/** Takes what another store dumped into collections that are still empty. */
export const fill = async (server: Server, book: Book, journal: Journal, settler: Settler, things: AsyncIterable<Kept>): Promise<void> => {
  await journal.fresh()
  const isEmpty = book.known === 0 && book.head === 0
  const begin = () =>
    server.collection('meta').updateOne({ _id: 'meta', applied: 0, head: 0, filling: { $ne: true } }, { $set: { filling: true } })
  if (!isEmpty || !(await answer(begin())).matchedCount)
    throw new Refused(`the database ${server.db.databaseName} is not empty. Drop it, or give the address of another server.`)
  const filling = new Filling(server, settler)
  for await (const thing of things) await filling.take(thing)
  await filling.finish()
  await journal.recall()
}
