import type { Aggregate } from '../model/index.ts'
import { same } from './audit.ts'
import { passed } from './clock.ts'
import type { Progress } from './filling.ts'
import type { Node } from './node.ts'
import { Conflict, isTemporary, type Key } from './ports.ts'

const page = 500
/** So many items are folded at the same time. */
const atOnce = 16

/** What folding the items of an aggregate again came to. `failed`: items that the present folds cannot make, with the first reason. */
export interface Refolded {
  readonly items: number
  readonly changed: number
  readonly failed?: { readonly items: number; readonly why: string }
}

/**
 * Writes the states of items anew where they are of older folds. Meanwhile whoever reads one gets it folded again by the node's store, so it is
 * of no matter when its turn comes.
 */
export class Refolding {
  private readonly node: Node
  /** How far those are that are being folded again, by aggregate. */
  readonly progress = new Map<string, Progress>()

  constructor(node: Node) {
    this.node = node
  }
  /** All items of an aggregate that is stale. Rejects where the store is away; what was written stays written. */
  async refold(a: Aggregate): Promise<Refolded> {
    const { written, clock } = this.node
    let [items, changed] = [0, 0]
    let failed: Refolded['failed']
    const one = async (key: Key): Promise<void> => {
      try {
        if (await this.item(a, key)) changed++
      } catch (error) {
        if (isTemporary(error)) throw error
        failed = { items: (failed?.items ?? 0) + 1, why: failed?.why ?? (error instanceof Error ? error.message : String(error)) }
      }
    }
    for (let offset = 0; !this.node.stopped; offset += page) {
      const { items: some, total } = await written.list({ of: a.name, where: {}, hidden: true, sort: [], offset, limit: page })
      for (let i = 0; i < some.length && !this.node.stopped; i += atOnce) {
        this.progress.set(a.name, { done: items, of: total })
        const group = some.slice(i, i + atOnce)
        await Promise.all(group.map(({ key }) => one(key)))
        items += group.length
        await passed(0, clock) // everybody else of the process has a turn
      }
      if (some.length < page) break
    }
    return { items, changed, ...(failed ? { failed } : {}) }
  }
  /** True: it was written anew. */
  private async item(a: Aggregate, key: Key): Promise<boolean> {
    const { written, store } = this.node
    for (;;) {
      const [was, is] = [await written.load(a.name, key), await store.load(a.name, key)]
      if (!was || !is || (was.version === is.version && same(was.state, is.state))) return false
      const { version, id, state } = is
      try {
        await written.commit({
          item: { aggregate: a.name, key, version, id, state, listed: this.node.isListed(a.name, state.status), again: true },
        })
        return true
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
    }
  }
}
