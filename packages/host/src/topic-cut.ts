import type { System } from '@jumun/core/model'
import { type Store, systemClock } from '@jumun/core/runtime'
import { brokersOf } from './broker.ts'

/** What of a system lies on a topic, and can be taken away. Both reject where the broker is away, or does not let us. */
export interface OnTopic {
  /** Who has to read before it goes, in words. */
  unread(): Promise<readonly string[]>
  /** Rejects where somebody has still to read, too. */
  cut(): Promise<void>
}

/** Undefined: nothing is told by a broker. `bus`: as the settings name it. */
export const onTopic = async (
  system: System,
  bus: string | undefined,
  stores: ReadonlyMap<string, Pick<Store, 'progress'>>,
): Promise<OnTopic | undefined> => {
  const cluster = bus === undefined ? undefined : brokersOf(bus)
  if (!cluster) return undefined
  const inLogs: string[] = []
  // what services of the original systems said lies in no log: whoever heard them once must have heard all
  for (const { name } of system.contexts) if (!(await stores.get(name)?.progress('classic'))) inLogs.push(name)
  const { cutTopic, unreadOn } = await import('@jumun/bus-kafka')
  const cutting = { cluster, system: system.name, inLogs, clock: systemClock }
  const unread = () => unreadOn(cutting)
  return {
    unread,
    cut: async () => {
      const left = await unread()
      if (left.length) throw new Error(left.join('; '))
      await cutTopic(cutting)
    },
  }
}
