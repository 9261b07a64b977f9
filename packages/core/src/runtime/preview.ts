import type { Message, View } from '../model/index.ts'
import { foldInto, rowKeyOf } from './folds.ts'
import type { Node } from './node.ts'
import type { Key, Recorded } from './ports.ts'
import { byPolicy, check, outcomeOf } from './table.ts'

/** What a command of a reaction would come to. */
export type Foreseen =
  /** Decided here: these events, or none where it is done already. */
  | { readonly kind: 'events'; readonly events: readonly Pick<Message, 'type' | 'data'>[] }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It was done before, and would not be done again. */
  | { readonly kind: 'before' }
  /** Another context decides; it is not asked. */
  | { readonly kind: 'asks'; readonly context: string }
  /** It would be issued at this time (ms since 1970). */
  | { readonly kind: 'later'; readonly at: number }
/** What an event would do in a context if it were taken up now. */
export interface Preview {
  /** What the event says, or would say. */
  readonly event: Pick<Recorded, 'type' | 'time' | 'data'>
  /** Why it would be put aside again, as far as that can be known without doing it. */
  readonly wrong: string | null
  readonly commands: readonly { readonly policy: string; readonly command: string; readonly data: unknown; readonly becomes: Foreseen }[]
  /** Rows of views as they are and as they would be; null: there is none. */
  readonly rows: readonly { readonly view: string; readonly key: Key; readonly before: unknown; readonly after: unknown }[]
}

/** What a command of a policy would come to now. Nothing is written. */
export const foresee = async (node: Node, message: Pick<Message, 'type' | 'data'>, id: string): Promise<Foreseen> => {
  const a = node.owners.get(message.type)
  if (!a) return { kind: 'asks', context: node.targetOf(message.type) ?? 'nobody' }
  if ((await node.store.marked(id)) !== undefined) return { kind: 'before' }
  const { data: wish } = message
  const key: Key | undefined = wish[a.key]
  const state = key === undefined ? undefined : (await node.store.load(a.name, key))?.state
  const read: { [name: string]: unknown } = {}
  for (const [name, [of, field]] of Object.entries(a.reads))
    if (wish[field] !== undefined) read[name] = (await node.store.load(of.name, wish[field]))?.state
  const verdict = check(a, message.type, byPolicy, state, wish)
  const at = { now: node.clock.now(), actor: byPolicy.actor }
  const { refusal, happened } = outcomeOf(a.decide[message.type]!, verdict, state, wish, read, at)
  return refusal
    ? { kind: 'refused', reason: refusal.reason }
    : { kind: 'events', events: happened.map(({ type, data }) => ({ type, data })) }
}

/** An event that would be put aside again, for a reason that is known before it is tried. */
export const unfit = (e: Recorded, wrong: string): Preview => ({ event: told(e), wrong, commands: [], rows: [] })
const told = ({ type, time, data }: Recorded): Preview['event'] => ({ type, time, data })

/** Works out what an event would do, by the tables and folds that would do it. Nothing is written, and nobody is asked. */
export const previewOf = async (node: Node, views: readonly View[], e: Recorded): Promise<Preview> => {
  const commands: Preview['commands'][number][] = []
  const rows: Preview['rows'][number][] = []
  let wrong: string | null = null
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      wrong ??= `${what} threw: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  for (const [policy, p] of node.reactions(e.source, e.type))
    await attempt(policy, async () => {
      for (const { wish, id } of node.effectsOf(e, policy, p.react({ ...e.data, id: e.item }, node.occurrence(e)))) {
        const isLater = wish.kind === 'later'
        const message = isLater ? wish.command : wish
        const becomes: Foreseen = isLater ? { kind: 'later', at: node.laterTimer(e, wish, id).at } : await foresee(node, message, id)
        if (becomes.kind === 'refused') wrong ??= `${policy}: ${message.type} would be refused: ${becomes.reason}`
        commands.push({ policy, command: message.type, data: message.data, becomes })
      }
    })
  for (const view of views)
    await attempt(view.name, async () => {
      const key = rowKeyOf(view, e)
      const row = await node.store.row(view.name, key)
      const isFolded = row !== undefined && e.number !== null && (row.seen[e.source] ?? 0) >= e.number
      rows.push({
        view: view.name,
        key,
        before: row?.value ?? null,
        after: isFolded ? row.value : foldInto(view, node.system, row, e).value,
      })
    })
  return { event: told(e), wrong, commands, rows }
}
