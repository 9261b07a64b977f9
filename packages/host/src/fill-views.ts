import { type Context, contextOfEvent, type System, type View } from '@jumun/core/model'
import {
  filled,
  type Filled,
  type Filling,
  type Node,
  passed,
  type Store,
  systemClock,
  type Takeover,
  type Trouble,
} from '@jumun/core/runtime'

/** How often a process on a shared database says of which model it is, and how long that counts, in ms. */
const beat = { every: 5000, counts: 15_000 }
const pause = 1000
const leaseOf = (print: string): string => `model ${print}`

interface Work {
  readonly system: System
  readonly node: Node
  readonly store: Store
  readonly filling: Filling
  readonly taken: Takeover
  /** Other processes may work on the same database. */
  readonly shared: boolean
  /** Contexts whose events come from services of the original systems: no log of ours has them. */
  readonly originals: readonly string[]
  readonly tell: (what: string, about: string) => void
  readonly report: (trouble: Trouble) => void
}

/** Says to others on the same database that a process of this model lives, until what it returns is called. */
export const sayModel = (store: Store, { print }: Takeover): (() => void) => {
  // all processes of one model hold it together; where the database is away nobody works on it
  const say = () => void store.lease(leaseOf(print), print, beat.counts).catch(() => {})
  say()
  const beats = setInterval(say, beat.every).unref()
  return () => clearInterval(beats)
}

/**
 * Fills the views that are new or changed, while the context works. It returns when what is heard for them makes whole rows; the work goes on,
 * again after each start, until it is noted that it is done. Where processes of an older model live beside this one, what they hear is not folded
 * into them as it should be, so all of it is done once more when they are gone.
 */
export const fillViews = (context: Context, work: Work): void => {
  const { taken, originals, system, filling, report } = work
  const wanted = context.views.filter(v => taken.fill.includes(v.name))
  const isFoldable = (v: View) => !v.folds.some(f => originals.includes(contextOfEvent(system, f.event).name))
  for (const v of wanted.filter(v => !isFoldable(v)))
    report({
      what: `the view ${v.name} has events of original services, which no log has: it cannot be filled anew, and goes on as it is`,
      about: context.name,
    })
  const views = wanted.filter(isFoldable)
  const release = views.map(v => filling.hold(v))
  const done = async () => {
    for (const v of views) await fill(v, work)
    if (work.shared && (await areGone(work))) for (const v of views) await fill(v, work)
    if (!work.node.stopped) await filled(work.store, taken)
  }
  if (taken.fill.length)
    void done()
      .catch((error: unknown) =>
        report({
          what: 'it could not be noted that views are filled; they are filled again after the next start',
          about: context.name,
          error,
        }),
      )
      .finally(() => release.forEach(free => free()))
}
/** Again and again where a log cannot be read: who tells the events may start later. */
const fill = async (view: View, { node, filling, tell, report }: Work): Promise<void> => {
  const about = node.context.name
  let said: string | undefined
  while (!node.stopped) {
    try {
      const made = await filling.fill(view, true)
      if (node.stopped) return
      tell(`the view ${view.name} is filled: ${wordsOf(made)}`, about)
      if (made.failed)
        report({ what: `${made.failed.rows} rows of ${view.name} end before an event that cannot be folded: ${made.failed.why}`, about })
      return
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (why !== said) report({ what: `the view ${view.name} cannot be filled now; it is tried again`, about, error })
      said = why
      await passed(pause)
    }
  }
}
const wordsOf = ({ rows, gone }: Filled): string => `${rows} rows${gone ? `, ${gone} taken away` : ''}`

/** Waits until no process of an older model lives. False: none did. */
const areGone = async ({ taken, store, node, tell }: Work): Promise<boolean> => {
  let waited = false
  for (const print of taken.before)
    for (;;) {
      if (node.stopped) return false
      if (await store.lease(leaseOf(print), `after ${systemClock.id()}`, 1).catch(() => false)) break
      if (!waited)
        tell(
          'a process of an older version works beside this one; the views that are new or changed are looked through again when it is gone',
          node.context.name,
        )
      waited = true
      await passed(pause)
    }
  return waited
}
