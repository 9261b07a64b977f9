// Every role, owner or not, in every state, with every command: what each table of the café says is what happens.
import { everyAnswer, type Search } from '@jumun/testing'
import { cafeteria } from './system.ts'

/** Nobody has almost a million of something: sums beyond what the fields hold are not tried. */
const immense = ({ stock }: { stock?: number | null }) => (stock ?? 0) >= 1_000_000 - 100
const never: Search['never'] = {
  AddMenuItem: immense,
  ChangeMenuItem: immense,
  // who was never asked for money has nothing to say about it
  NotePaid: (_, payment) => payment?.amt === null,
}

for (const { aggregates } of cafeteria.contexts) for (const aggregate of aggregates) everyAnswer(aggregate, cafeteria, { never })
