import { type Kept, Refused, type Table } from '@jumun/core/runtime'
import type { Engine, Line } from './engine.ts'
import { kyselyOf } from './kysely.ts'
import type { Shared } from './lines.ts'
import { dump } from './move.ts'
import { placeOf } from './schema.ts'

export interface Place {
  /** Such as `cafeteria/order`. */
  readonly context: string
  readonly tables: readonly Table[]
}
/** Several contexts as they were at one moment, for as long as it is open. Ask for one after the other. */
export interface Moment {
  dump(place: Place): AsyncIterable<Kept>
  close(): Promise<void>
}

/**
 * Looks at all contexts of one server in one transaction that only reads: what others commit from now on is not in it, so whatever an
 * effect lies in, its cause lies in as well. Nobody waits for it; the server keeps what it sees until it is closed.
 */
export const momentOf = async (engine: Engine): Promise<Moment> => {
  const line = await engine.connect(undefined, 0)
  try {
    const asked = await engine.lacks(line)
    if (asked) throw new Refused(asked)
    await line.run(engine.stand, true)
  } catch (thrown) {
    await line.close()
    throw thrown
  }
  const shared = alone(line)
  const db = kyselyOf(engine, shared)
  return {
    async *dump({ context, tables }) {
      await line.run([engine.enter(placeOf(context, engine.prefix))], true)
      yield* dump(engine, shared, db, tables)
    },
    close: () => line.close(),
  }
}
/** One line, of which nobody else knows: where it is lost, so is the moment. */
const alone = (line: Line): Shared => ({ read: statements => line.run(statements, true), use: work => work(line) })
