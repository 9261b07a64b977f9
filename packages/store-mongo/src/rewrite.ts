import type { Kept, Store } from '@jumun/core/runtime'
import { answer, note, type Server } from './server.ts'

/** Where a context is written anew before it takes the place of what is there. */
export const newOf = (context: string): string => `${context}/erasing`
/** Noted in it when it is whole: from then on it is what counts. */
const whole = 'whole'

/** Takes everything away, what is noted first: half of it is never taken for a whole one. */
const empty = async ({ db }: Server): Promise<void> => {
  const names = (await answer(db.listCollections({}, { nameOnly: true }).toArray())).map(c => c.name)
  for (const name of names.toSorted((a, b) => Number(b === 'notes') - Number(a === 'notes'))) await answer(db.collection(name).drop())
}

async function* mapped(things: AsyncIterable<Kept>, change: (thing: Kept) => Kept | undefined): AsyncGenerator<Kept> {
  for await (const thing of things) {
    const changed = change(thing)
    if (changed) yield changed
  }
}

/** The first half: everything changed lies in a database beside the old one. Broken off here, nothing has changed. */
export const writeAnew = async (
  from: Pick<Store, 'dump'>,
  beside: Server,
  open: () => Promise<Store>,
  change: (thing: Kept) => Kept,
): Promise<void> => {
  await empty(beside)
  const next = await open()
  try {
    await next.fill(mapped(from.dump(), change))
    await note(beside, whole, 'yes')
  } finally {
    await next.close()
  }
}
/** Is there a whole one beside? Then what lies in the old place counts no more. */
export const isWritten = async (beside: Server): Promise<boolean> =>
  (await answer(beside.collection('notes').findOne({ _id: whole }))) !== null

/** The second half: it takes the place. Broken off here, it is done again by whoever opens it next. */
export const takePlace = async (place: Server, beside: Server, open: (server: Server) => Promise<Store>): Promise<void> => {
  await empty(place)
  const [from, to] = [await open(beside), await open(place)]
  try {
    await to.fill(mapped(from.dump(), thing => (thing.kind === 'note' && thing.name === whole ? undefined : thing)))
  } finally {
    await from.close()
    await to.close()
  }
  await empty(beside)
}
