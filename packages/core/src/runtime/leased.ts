import type { Bus, Clock, Consumer, Store } from './ports.ts'

/** How long a lease lasts that nobody renews, in ms: so long after a holder died its work goes on elsewhere. */
const lasts = 3000

/** What a turn needs: the store that those share who take turns, who this one is, and its time. */
export interface Turn {
  readonly store: Pick<Store, 'lease'>
  /** Unlike every other replica's. */
  readonly holder: string
  readonly clock: Clock
  readonly report: (what: string, error: unknown) => void
}

/**
 * Work that one of several replicas does at a time: `begin` is called when it is this one's turn, what it gives back when it no longer is.
 * A replica that was paused may overlap with its successor for a moment, so the work must bear to be done twice.
 */
export const inTurns = (name: string, { store, holder, clock, report }: Turn, begin: () => Promise<() => Promise<void>>): { stop(): Promise<void> } => {
  let stopped = false
  let wake = () => {}
  let end: (() => Promise<void>) | undefined
  const leave = async () => {
    const last = end
    end = undefined
    await last?.()
  }
  const rest = (ms: number) =>
    new Promise<void>(done => {
      const cancel = clock.alarm(ms, done)
      wake = () => {
        cancel()
        done()
      }
    })
  const loop = async () => {
    let until = 0
    while (!stopped) {
      const asked = clock.now()
      try {
        if (await store.lease(name, holder, lasts)) {
          until = asked + lasts
          end ??= await begin()
        } else {
          until = 0
          await leave()
        }
      } catch (error) {
        report(`it is not known whose turn it is: ${name}`, error)
      }
      if (end && clock.now() > until) await leave().catch(error => report(`what was begun could not be ended: ${name}`, error))
      if (!stopped) await rest(lasts / 3)
    }
    await leave()
    await store.lease(name, holder, 0).catch(() => {}) // it ends by itself
  }
  const running = loop()
  return {
    stop: () => {
      stopped = true
      wake()
      return running
    },
  }
}

/** A bus whose consumer is one of several replicas: only one of them at a time is brought events. */
export const leased = (bus: Bus, name: string, turn: Turn): Bus => ({
  consume: async (consumer: Consumer) =>
    inTurns(name, turn, async () => {
      await consumer.assigned?.()
      const { stop } = await bus.consume(consumer)
      return stop
    }),
})
