import { type Aggregate, type Collection, type Command, type Creation, list, type Message, type Outcome } from '../model/index.ts'
import type { Result } from './deciding.ts'
import type { Node } from './node.ts'
import { isTemporary, type Item, type Key, type Keyed } from './ports.ts'
import { byPolicy, type Caller, statusOf } from './table.ts'

/** How a person's request came in. */
export interface Request {
  readonly caller: Caller
  /** Nobody decides or waits after this moment: ms since 1970, counted from when it was sent. */
  readonly until: number
  /** Told when it is decided, and about to be committed: from then on it may be done. */
  readonly begins?: () => void
  /** Idempotency-Key in its scope (caller and route), and a digest of the body. */
  readonly key?: { readonly name: string; readonly digest: string }
  /** The version that the person has seen and means. */
  readonly seen?: number
  readonly trace?: string
}

/** What the person is told. All of it is durable before it is said. `replayed`: it is the first answer, said again for the same key. */
export type Told =
  | { readonly kind: 'item'; readonly key: Key; readonly item: Item; readonly made: boolean; readonly replayed?: true }
  | {
      readonly kind: 'problem'
      readonly reason: string
      readonly detail?: any
      readonly key?: Key
      readonly item?: Item
      readonly replayed?: true
    }

/** The item as it is when all attempts so far are closed, where it still waits for one: only then is "later" true. */
export const closed = async (node: Node, a: Aggregate, creation: Creation | undefined, key: Key, id: string): Promise<Item | undefined> => {
  const item = await node.store.load(a.name, key)
  if (!item || !isPending(creation, item.state)) return item
  await node.handle(creation!.pending!.postpone(item.state), { id: `${id}/postpone`, caller: byPolicy, causes: [], inline: false })
  return node.store.load(a.name, key)
}

/** Commands of people: what they asked, then the solid lines within their time, then what the state says. */
export class Counter {
  readonly node: Node
  constructor(node: Node) {
    this.node = node
  }
  private get store() {
    return this.node.store
  }

  /** `POST /{things}`. */
  async create(of: Collection, creation: Creation, wish: any, request: Request): Promise<Told> {
    const a = of.of as Aggregate
    const id = this.node.clock.id()
    for (;;) {
      const kept = request.key && (await this.store.keyed(request.key.name))
      if (kept) return this.repeat(a, creation, kept, request, id)
      const result = await this.issue(creation.command(wish), request, id)
      if (result.kind === 'keyed') continue
      return this.asRepeated(a, creation, request, await this.told(a, creation, result, id, result.events.length > 0, true)) // what was there before is not made
    }
  }

  /** `POST /{things}/{id}/{command}` and whatever means the same. */
  async command(of: Collection, command: Message, request: Request): Promise<Told> {
    const a = of.of as Aggregate
    const id = this.node.clock.id()
    const pending = of.create?.pending
    const isAgain = command.type === pending?.again.type
    const asked = isAgain || pending?.also?.some(c => c.type === command.type) === true
    // what settles the creation does not settle a command that asks for more
    const creation = pending?.settled && !isAgain ? { ...of.create!, pending: { ...pending, settled: undefined } } : of.create
    const outcome = of.outcomes?.[command.type]
    for (;;) {
      const kept = request.key && (await this.store.keyed(request.key.name))
      if (kept) {
        if (kept.digest !== request.key!.digest) return { kind: 'problem', reason: 'idempotency-key-reused' }
        // what its solid lines decide is not in the version that the intent made
        const then = outcome ? await this.store.load(a.name, kept.key) : await this.asOf(a, kept, asked ? creation : undefined)
        if (then) return replayed(this.decided(outcome, command, this.reading(creation, kept.key, then, false, asked)))
        const { key: _, ...again } = request // a 503 is not kept: it is tried again
        return this.told(a, creation, await this.issue(command, again, id), id, false, asked)
      }
      const result = await this.issue(command, request, id)
      if (result.kind === 'keyed') continue
      return this.decided(outcome, command, await this.told(a, creation, result, id, false, asked))
    }
  }
  private decided(outcome: Outcome | undefined, command: Message, told: Told): Told {
    const no = told.kind === 'item' ? outcome?.(told.item.state, command.data) : undefined
    return no && told.kind === 'item' ? { kind: 'problem', ...no, key: told.key, item: told.item } : told
  }

  private async issue(command: Message, request: Request, id: string): Promise<Result> {
    const { caller, until, begins, seen, trace } = request
    const keyed = this.keyOf(request)
    const result = await this.node.handle(command, {
      id,
      caller,
      causes: [],
      until,
      inline: true,
      ...(keyed ? { keyed } : {}),
      ...(seen === undefined ? {} : { seen }),
      ...(begins ? { begins } : {}),
      ...(trace ? { trace } : {}),
    })
    if (result.events.length) await this.node.waitFor(this.node.drive(result.events, until), until)
    return result
  }
  /** The key is committed with the intent. */
  protected keyOf(request: Request): Request['key'] {
    return request.key
  }

  /** `asked`: the request was for what the creation asks for, so the states that refuse it are its answer too. */
  private async told(
    a: Aggregate,
    creation: Creation | undefined,
    result: Result,
    id: string,
    made: boolean,
    asked: boolean,
  ): Promise<Told> {
    // nothing was decided; but an earlier request may have asked already, and "later" is true only when its attempt is closed
    if (result.kind === 'late' && !(asked && result.item)) return { kind: 'problem', reason: 'unavailable' }
    if (result.kind === 'rejected') {
      const { reason, detail } = result.refusal!
      return {
        kind: 'problem',
        reason,
        ...(detail === undefined ? {} : { detail }),
        ...(result.item ? { key: result.key, item: result.item } : {}),
      }
    }
    // it is decided: where the store is away now, nobody may say that nothing was done
    return this.tell(a, creation, result.key, id, made, asked).catch((error: unknown): Told => {
      if (isTemporary(error)) return { kind: 'problem', reason: 'unknown' }
      throw error
    })
  }

  /** What is said is read from the state, after it is durable: before a 503, all attempts so far are closed. */
  private async tell(a: Aggregate, creation: Creation | undefined, key: Key, id: string, made: boolean, asked: boolean): Promise<Told> {
    const item = asked && this.saysWhatIsDurable() ? await closed(this.node, a, creation, key, id) : await this.store.load(a.name, key)
    if (!item) return { kind: 'problem', reason: 'not-found' }
    return this.reading(creation, key, item, made, asked)
  }
  protected saysWhatIsDurable(): boolean {
    return true
  }
  private reading(creation: Creation | undefined, key: Key, item: Item, made: boolean, asked: boolean): Told {
    const status = statusOf(item.state)
    if (asked && isPending(creation, item.state))
      return { kind: 'problem', reason: item.state[creation!.pending!.reason] ?? 'payment-unknown', key, item }
    const refused = asked ? creation?.refused?.[status] : undefined
    if (refused && 'field' in refused)
      return {
        kind: 'problem',
        reason: item.state[refused.field],
        ...(refused.detail ? { detail: item.state[refused.detail] } : {}),
        key,
        item,
      }
    if (refused) return { kind: 'problem', reason: refused.reason, key, item }
    return { kind: 'item', key, item, made }
  }

  /** The same key again: the first final answer, or what the state says; still unpaid, it takes up what was asked. */
  private async repeat(a: Aggregate, creation: Creation, kept: Keyed, request: Request, id: string): Promise<Told> {
    if (kept.digest !== request.key!.digest) return { kind: 'problem', reason: 'idempotency-key-reused' }
    const settled = await this.asOf(a, kept, creation)
    if (settled) return replayed(this.reading(creation, kept.key, settled, true, true))
    const { key: _, ...again } = request
    const result = await this.issue(creation.pending!.again({ [a.key]: kept.key }), again, id)
    // it was settled between the look and the command: then that is the answer
    const meanwhile = result.kind === 'rejected' ? await this.asOf(a, kept, creation) : undefined
    if (meanwhile) return this.reading(creation, kept.key, meanwhile, true, true)
    return this.asRepeated(a, creation, request, await this.told(a, creation, result, id, true, true))
  }

  /** What is settled for now may end again before its answer is read: the first answer is the one that every repeat hears. */
  private async asRepeated(a: Aggregate, creation: Creation, request: Request, told: Told): Promise<Told> {
    if (!creation.pending?.settled || !request.key || told.key === undefined) return told
    const kept = await this.store.keyed(request.key.name).catch(() => undefined)
    const first = kept && (await this.asOf(a, kept, creation).catch(() => undefined))
    return first ? this.reading(creation, kept.key, first, true, true) : told
  }
  /** The item as it was when its first final answer was committed: the first version from the key's on that is not pending. */
  private async asOf(a: Aggregate, kept: Keyed, creation: Creation | undefined): Promise<Item | undefined> {
    let state: any
    let version = 0
    let id = 0
    for (const e of await this.store.eventsOf({ aggregate: a.name, key: kept.key })) {
      state = a.evolve[e.type]!(state, e.data)
      version++
      id = e.item
      if (version >= kept.version && !isPending(creation, state)) return { version, id, state }
    }
    return undefined
  }
}

const replayed = (told: Told): Told => ({ ...told, replayed: true })
/** Is what was asked still on its way? */
const isPending = (creation: Creation | undefined, state: any): boolean =>
  creation?.pending?.state === statusOf(state) && !creation.pending.settled?.(state)
/** The commands of a collection by the names that a URL gives them. */
export const commandsOf = (c: Collection): readonly (readonly [string, Command])[] => Object.entries(c.commands ?? {})
/** Is this state in no collection? */
export const isHidden = (c: Collection, state: any): boolean => list(c.hidden).includes(statusOf(state))
