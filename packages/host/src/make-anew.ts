import { type Aggregate, type Context, contextOfEvent, type System, type View } from '@jumun/core/model'
import {
  filled,
  type Filled,
  type Filling,
  type Node,
  passed,
  type Refolding,
  type Store,
  type Takeover,
  type Trouble,
} from '@jumun/core/runtime'
import { isAtWork } from './model-look.ts'

const pause = 1000

interface Work {
  readonly system: System
  readonly node: Node
  readonly store: Store
  readonly filling: Filling
  readonly refolding: Refolding
  /** Taken from when they are not stale any more. */
  readonly stale: Map<string, Aggregate>
  readonly taken: Takeover
  /** Other processes may work on the same database. */
  readonly shared: boolean
  /** Contexts whose events come from services of the original systems: no log of ours has them. */
  readonly originals: readonly string[]
  readonly tell: (what: string, about: string) => void
  readonly report: (trouble: Trouble) => void
}

/**
 * Makes anew what is of an older model, while the context works: states of items, and views that are new or changed. It returns when whoever
 * reads a state gets it of the present folds, and what is heard for those views makes whole rows; the work goes on, again after each start, until
 * it is noted that it is done. Where processes of an older model live beside this one, what they write is of theirs, so all of it is done once
 * more when they are gone.
 */
export const makeAnew = (context: Context, work: Work): void => {
  const { taken, originals, system, filling, report, stale } = work
  const wanted = context.views.filter(v => taken.fill.includes(v.name))
  const isFoldable = (v: View) => !v.folds.some(f => originals.includes(contextOfEvent(system, f.event).name))
  for (const v of wanted.filter(v => !isFoldable(v)))
    report({
      what: `the view ${v.name} has events of original services, which no log has: it cannot be filled anew, and goes on as it is`,
      about: context.name,
    })
  const views = wanted.filter(isFoldable)
  const release = views.map(v => filling.hold(v))
  const all = async () => {
    const failed = []
    for (const a of stale.values()) if (!(await refold(a, work))) failed.push(a.name)
    for (const v of views) await fill(v, work)
    return failed
  }
  const done = async () => {
    let failed = await all()
    if (work.shared && (await areGone(work))) failed = await all()
    if (work.node.stopped) return
    for (const name of stale.keys()) if (!failed.includes(name)) stale.delete(name)
    await filled(work.store, taken, failed)
  }
  if (taken.fill.length || taken.refold.length)
    void done()
      .catch((error: unknown) =>
        report({
          what: 'it could not be noted that states and views are made anew; they are made again after the next start',
          about: context.name,
          error,
        }),
      )
      .finally(() => release.forEach(free => free()))
}
/** Does it again and again while a log or the store cannot be read: who tells the events may start later. Undefined: the context stops. */
const insistently = async <T>(what: string, { node, report }: Work, make: () => Promise<T>): Promise<T | undefined> => {
  let said: string | undefined
  while (!node.stopped) {
    try {
      const made = await make()
      return node.stopped ? undefined : made
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (why !== said) report({ what: `${what} now; it is tried again`, about: node.context.name, error })
      said = why
      await passed(pause)
    }
  }
  return undefined
}
/** False: not all of them can be. Whoever reads one of those is told why; the next start tries again. */
const refold = async (a: Aggregate, work: Work): Promise<boolean> => {
  const about = work.node.context.name
  const { refolding } = work
  const made = await insistently(`the states of ${a.name} cannot be folded again`, work, () => refolding.refold(a))
  refolding.progress.delete(a.name)
  if (!made) return false
  const { items, changed, failed } = made
  work.tell(`the states of ${a.name} are folded again: ${items} items, ${changed} of them changed`, about)
  if (failed)
    work.report({ what: `${failed.items} items of ${a.name} cannot be folded again, and are as good as away: ${failed.why}`, about })
  return !failed
}
const fill = async (view: View, work: Work): Promise<void> => {
  const about = work.node.context.name
  const made = await insistently(`the view ${view.name} cannot be filled`, work, () => work.filling.fill(view, true))
  if (!made) return
  work.tell(`the view ${view.name} is filled: ${wordsOf(made)}`, about)
  if (made.failed)
    work.report({ what: `${made.failed.rows} rows of ${view.name} end before an event that cannot be folded: ${made.failed.why}`, about })
}
const wordsOf = ({ rows, gone }: Filled): string => `${rows} rows${gone ? `, ${gone} taken away` : ''}`

/** Waits until no process of an older model lives. False: none did. */
const areGone = async ({ taken, store, node, tell }: Work): Promise<boolean> => {
  let waited = false
  for (const print of taken.before)
    for (;;) {
      if (node.stopped) return false
      if (!(await isAtWork(store, print))) break
      if (!waited)
        tell(
          'a process of an older version works beside this one; states and views are looked through again when it is gone',
          node.context.name,
        )
      waited = true
      await passed(pause)
    }
  return waited
}
