import { marksAfter } from '@jumun/core/runtime'
import type { Book } from './book.ts'
import type { Journal } from './journal.ts'
import { answer, type Server } from './server.ts'
import type { Settler } from './settler.ts'

/** Throws away old marks and keys, a part at a time, but no mark whose timer is still there, and none of what followed from an event that is still aside. */
export const forget = async (server: Server, book: Book, journal: Journal, settler: Settler, before: number): Promise<void> => {
  await journal.fresh()
  if (!book.unsettled.isEmpty) await settler.settle()
  await answer(server.collection('keys').deleteMany({ at: { $lt: before } }))
  const marks = server.collection('marks')
  const timers = server.collection('timers')
  for await (const { waiting } of server.collection('aside').find({ position: { $gt: 0 } }, { projection: { 'waiting.event': 1 } })) {
    const [from, end] = marksAfter(waiting.event)
    await answer(marks.updateMany({ _id: { $gte: from, $lt: end } as any, at: { $lt: before } }, { $set: { at: before } }))
  }
  let part: string[] = []
  const drop = async (): Promise<void> => {
    const held = new Set((await answer(timers.find({ _id: { $in: part } }, { projection: { _id: 1 } }).toArray())).map(t => t._id))
    await answer(marks.deleteMany({ _id: { $in: part.filter(id => !held.has(id)) }, at: { $lt: before } }))
    part = []
  }
  const old = marks.find({ at: { $lt: before } }, { projection: { _id: 1 } })
  try {
    for await (const { _id } of old) {
      part.push(_id)
      if (part.length === 1000) await drop()
    }
  } catch (thrown) {
    await answer(Promise.reject(thrown))
  }
  await drop()
}
