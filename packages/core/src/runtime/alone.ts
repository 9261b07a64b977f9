import type { Clock, Store } from './ports.ts'
import type { Trouble } from './deciding.ts'

/** How long a lease is taken for, in ms: who dies is missed for so long. */
const leaseTime = 4000
const renewAfter = 1000

/** Who shares a store with others, and how it is known among them. */
export interface Replica {
  readonly store: Pick<Store, 'lease'>
  /** Another one for each process that runs. */
  readonly holder: string
  readonly clock: Clock
  readonly report: (trouble: Trouble) => void
}

/**
 * Of those who share a store one at a time does this: it begins when the lease is taken, is stopped when it is lost, and begins anew when it
 * is taken again. A process that was paused may go on for a moment beside its successor: what is done here must be harmless when done twice.
 */
export const alone = (
  { store, holder, clock, report }: Replica,
  name: string,
  begin: () => Promise<{ stop(): Promise<void> }>,
): { stop(): Promise<void> } => {
  let stopped = false
  let wake = () => {}
  const rest = () =>
    new Promise<void>(done => {
      const cancel = clock.alarm(renewAfter, done)
      wake = () => {
        cancel()
        done()
      }
    })
  let work: { stop(): Promise<void> } | undefined
  /** It ends where the store is away, too: what it could not keep then is done again by whoever follows. */
  const end = async () => {
    const ending = work
    work = undefined
    await ending?.stop().catch(error => report({ what: 'what is done under a lease could not be ended well', about: name, error }))
  }
  const keep = async () => {
    let until = 0
    while (!stopped) {
      const now = clock.now()
      let mine: boolean | undefined
      try {
        mine = await store.lease(name, holder, leaseTime)
        if (mine) until = now + leaseTime
        if (mine && !stopped) work ??= await begin()
      } catch (error) {
        report({ what: 'a lease could not be renewed, or what is done under it not begun', about: name, error })
      }
      // nobody said no: it is ours until its time is over
      if (work && (mine === false || clock.now() >= until - renewAfter)) await end()
      if (!stopped) await rest()
    }
    await end()
    await store.lease(name, holder, 0).catch(() => {}) // it ends by itself
  }
  const keeping = keep()
  return {
    stop: () => {
      stopped = true
      wake()
      return keeping
    },
  }
}
