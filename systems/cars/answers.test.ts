// Every role, owner or not, in every state, with every command: what each table of the dealer says is what happens.
import { everyAnswer, noon, type Search } from '@jumun/testing'
import { cars } from './system.ts'

const ofNothing = ({ puId, saleId }: { puId: number | null; saleId: number | null }) => puId === null && saleId === null
const another = ({ puId, saleId, carId }: { puId?: number; saleId?: number; carId?: number }) =>
  [puId, saleId, carId].some(n => (n ?? 1) !== 1)
const never: Search['never'] = {
  // what is told is of a purchase or of a sale: by its number it is found
  Tell: ofNothing,
  NoteSent: ofNothing,
  NoteSendFailed: ofNothing,
  SendAgain: ofNothing,
  // nobody has that many cars that there is no number after the last one
  TryNext: ({ taken }) => taken === Number.MAX_SAFE_INTEGER,
}
/** One purchase, one sale and one car are enough: how far a transport has come shall differ, not what it is called. */
const ofOne: Search = { never: { NotePayed: another, NotePurchased: another, RequestCollection: another }, times: [noon] }
const shared: Search = { never }

for (const { aggregates } of cars.contexts)
  for (const aggregate of aggregates) everyAnswer(aggregate, cars, aggregate.name === 'consign' ? ofOne : shared)
