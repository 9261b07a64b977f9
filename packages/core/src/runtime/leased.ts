import { alone, type Replica } from './alone.ts'
import type { Bus } from './ports.ts'

/** A bus whose consumer is one of several replicas: one of them at a time is brought events. */
export const leased = (bus: Bus, name: string, replica: Replica): Bus => ({
  consume: async consumer =>
    alone(replica, name, async () => {
      await consumer.assigned?.()
      return bus.consume(consumer)
    }),
})
