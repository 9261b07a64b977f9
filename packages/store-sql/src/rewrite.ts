import type { Kept, Table } from '@jumun/core/runtime'
import type { Kysely } from 'kysely'
import { inserts, insertOf, keyedRow, markRow, rowOf, seenName, timerRow } from './changes.ts'
import type { Engine, Insert, Statement, Value } from './engine.ts'
import type { Lines } from './lines.ts'
import { resting } from './event.ts'
import { dump } from './move.ts'
import { tableName } from './schema.ts'

const begin: readonly Statement[] = [
  { text: 'START TRANSACTION', values: [] },
  { text: 'SELECT flush FROM head FOR UPDATE', values: [] },
]
const end = (how: 'COMMIT' | 'ROLLBACK'): readonly Statement[] => [{ text: how, values: [] }]

/** What takes the old row away, and what brings the new one. */
const replaced = (engine: Engine, was: Kept, is: Kept): readonly Statement[] => {
  const one = (table: string, where: string, values: readonly Value[], insert: Insert, row: readonly Value[]): readonly Statement[] => [
    { text: `DELETE FROM ${table} WHERE ${where}`, values },
    ...engine.insert(insert, [row]),
  ]
  if (was.kind === 'event' && is.kind === 'event') {
    const { event } = is
    const text = 'UPDATE log SET kase = ?, num = ?, aggregate = ?, k = ?, event = ? WHERE position = ?'
    return [{ text, values: [event.case, event.number, event.aggregate, String(event.key), resting(event), event.position] }]
  }
  if (was.kind === 'item' && is.kind === 'item')
    return one(
      tableName({ name: was.aggregate }),
      'k = ?',
      [was.key],
      insertOf(is.aggregate),
      rowOf(is.key, is.id, is.version, is.listed, is.state, null),
    )
  if (was.kind === 'row' && is.kind === 'row')
    return one(
      tableName({ name: was.view }),
      'k = ?',
      [was.key],
      insertOf(is.view),
      rowOf(is.key, is.id, is.version, is.listed, is.value, is.seen),
    )
  if (was.kind === 'mark' && is.kind === 'mark') {
    const [id, at, refused] = markRow(is.id, is.at, is.refused)
    return [
      { text: 'UPDATE marks SET id = ?, at = ?, refused = ? WHERE id = ?', values: [id!, at!, refused!, was.id] },
      { text: 'UPDATE log SET mark = ? WHERE mark = ?', values: [is.id, was.id] },
    ]
  }
  if (was.kind === 'keyed' && is.kind === 'keyed') return one('keyed', 'id = ?', [was.keyed.name], inserts.keyed, keyedRow(is.keyed))
  if (was.kind === 'timer' && is.kind === 'timer') {
    const { work } = is.timer
    const own = work.kind === 'owed' && work.event.position > 0 && was.timer.work.kind === 'owed' ? [work.event] : []
    return one('timers', 'id = ?', [was.timer.id], inserts.timers, timerRow(is.timer, own))
  }
  if (was.kind === 'seen' && is.kind === 'seen')
    return one('seen', 'id = ?', [seenName(was.source, was.case)], inserts.seen, [seenName(is.source, is.case), is.number])
  if (was.kind === 'aside' && is.kind === 'aside') {
    const { source, event } = was.waiting
    return one('aside', 'source = ? AND position = ?', [source, event.position], inserts.aside, [
      is.waiting.source,
      event.position,
      JSON.stringify(is.waiting),
    ])
  }
  if (was.kind === 'audit' && is.kind === 'audit')
    return [{ text: 'UPDATE audits SET data = ? WHERE data = ?', values: [JSON.stringify(is.audit), JSON.stringify(was.audit)] }]
  throw new Error(`nothing else can be put in the place of a ${was.kind}`)
}

/** Changes what is to be changed in one transaction, behind the row where every commit queues: none is lost, and none comes between. */
export const rewrite = async (
  engine: Engine,
  within: string,
  lines: Lines,
  db: Kysely<any>,
  tables: readonly Table[],
  change: (thing: Kept) => Kept,
): Promise<void> => {
  const line = await engine.connect(within, 0)
  try {
    await line.run(begin, true)
    for await (const thing of dump(engine, lines, db, tables)) {
      const next = change(thing)
      if (next !== thing) await line.run(replaced(engine, thing, next), true)
    }
    await line.run(end('COMMIT'), true)
  } catch (thrown) {
    await line.run(end('ROLLBACK'), true).catch(() => {}) // it is closed then, which undoes it as well
    throw thrown
  } finally {
    await line.close()
  }
}
