// Every role, owner or not, in every state, with every command: what each table of the bakery says is what happens.
import { everyAnswer, type Search } from '@jumun/testing'
import { NoteProgress, RestoreOrder } from './order/commands.ts'
import { bread } from './system.ts'

/** Nobody sells a loaf for ten million won, or has almost a million of something: sums beyond what the fields hold are not tried. */
const immense = ({ price, stock }: { price?: number | null; stock?: number | null }) =>
  (price ?? 0) >= 10_000_000 || (stock ?? 0) >= 1_000_000 - 100
const known = ['Confirmed', 'Baking', 'OutForDelivery', 'Delivered']
const never: Search['never'] = {
  AddItem: immense,
  ChangeItem: immense,
  // who was never asked for money has nothing to say about it
  NotePaid: (_, payment) => payment?.price === null,
  // what is too late to be cancelled is being baked, or further
  RestoreOrder: ({ status }) => !known.includes(status),
}
const wishes = known.flatMap(status => [NoteProgress({ orderId: 1, status }), RestoreOrder({ orderId: 1, status })])

for (const { aggregates } of bread.contexts) for (const aggregate of aggregates) everyAnswer(aggregate, bread, { never, wishes })
