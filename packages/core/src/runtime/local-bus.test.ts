import { busContract } from '@jumun/core/testing'
import { LocalBus } from './local-bus.ts'
import { StillClock } from './time.test.ts'

busContract('the local bus', async log => {
  const clock = new StillClock()
  const bus = new LocalBus(log, clock)
  return { bus, clock, committed: source => bus.committed(source), until: holds => clock.until(holds), close: async () => {} }
})
