import type { Aggregate, AtOnce, Circumstances, Context, Policy, Row, System } from '@jumun/core/model'
import {
  Counter,
  Inbox,
  type Key,
  type Keyed,
  Node,
  type Question,
  type Recorded,
  type Refusal,
  type Reply,
  type Request,
  type Rung,
  type Timer,
  type Told,
} from '@jumun/core/runtime'
import { type Build, seeds, type Story, tell } from './simulate.ts'
import { harsh, storm, type World } from './world.ts'

/** A known bug: one rule of the protocol broken, in a test build. The product has no switch for it. */
export interface Bug {
  /** Its number among the twenty-two rules, or the finding that it answers. */
  readonly rule: number | string
  /** What goes wrong without it. */
  readonly without: string
  readonly build: Build
}
/** Where a broken build is noticed, and by which promise. */
export interface Noticed {
  /** Told in the story `main` where nothing is said. */
  readonly story?: string
  readonly worst?: 'harsh'
  readonly seed: number
  /** How rare that is: so many stories were broken, of so many told. */
  readonly found?: string
  /** What the invariants say there: the promise must be the one that the rule keeps. */
  readonly says: RegExp
}
/** The stories of a museum by name. */
export interface Stories {
  readonly main: Story
  readonly [name: string]: Story
}
/** The museum of known bugs of one system. */
export interface Museum {
  readonly system: System
  readonly stories: Stories
  /** By rule, what is broken. */
  readonly bugs: { readonly [rule: string]: Bug }
  /** By rule, where that is noticed. */
  readonly seen: { readonly [rule: string]: Noticed }
  /** By `context.policy`, where it is noticed that the policy is missing. */
  readonly policies: { readonly [policy: string]: Noticed }
}

// ---- changing a board
const changed = (context: string, change: (c: Context) => Context): Build => ({
  system: s => ({ ...s, contexts: s.contexts.map(c => (c.name === context ? change(c) : c)) }),
})
const changedAggregate = (context: string, name: string, change: (a: Aggregate) => Aggregate): Build =>
  changed(context, c => ({ ...c, aggregates: c.aggregates.map(a => (a.name === name ? change(a) : a)) }))
/** A board without one policy, by `context.policy`. */
export const without = (policy: string): Build => {
  const [context, name] = policy.split('.') as [string, string]
  return changed(context, c => {
    const { [name]: gone, ...policies } = c.policies
    if (!gone) throw new Error(`${context} has no policy ${name}`)
    return { ...c, policies }
  })
}
/** More policies on a board; one that is there already is replaced, and comes first. */
export const withPolicies = (context: string, policies: { readonly [name: string]: Policy }): Build =>
  changed(context, c => ({ ...c, policies: { ...policies, ...c.policies, ...policies } }))
/** Other rows in the decision table, unchecked. */
export const withRows = (context: string, aggregate: string, rows: { readonly [command: string]: (row: Row) => Row }): Build =>
  changedAggregate(context, aggregate, a => ({
    ...a,
    decide: { ...a.decide, ...Object.fromEntries(Object.entries(rows).map(([command, row]) => [command, row(a.decide[command]!)])) },
  }))
/** What a row is asked with. */
interface Put<State, Wish> {
  readonly state: State
  readonly wish: Wish
  readonly read: Parameters<Row['then']>[2]
  readonly at: Circumstances
}
/** The row as it is, but asked with another state or wish, at another time: with what `change` says is other. */
export const but =
  <State = Parameters<Row['then']>[0], Wish = Parameters<Row['then']>[1]>(change: (asked: Put<State, Wish>) => Partial<Put<State, Wish>>) =>
  (row: Row): Row => ({
    ...row,
    then: (...[state, wish, read, at]) => {
      const asked = { state, wish, read, at }
      const other = { ...asked, ...change(asked) }
      return row.then(other.state, other.wish, other.read, other.at)
    },
  })
type Evolve = Aggregate['evolve'][string]
/** Another way to fold events. */
export const withFolds = (context: string, aggregate: string, folds: { readonly [event: string]: (evolve: Evolve) => Evolve }): Build =>
  changedAggregate(context, aggregate, a => ({
    ...a,
    evolve: { ...a.evolve, ...Object.fromEntries(Object.entries(folds).map(([event, evolve]) => [event, evolve(a.evolve[event]!)])) },
  }))
/** Other views. */
export const withViews = (context: string, change: (view: Context['views'][number]) => Context['views'][number]): Build =>
  changed(context, c => ({ ...c, views: c.views.map(change) }))
/** Several changes of boards at once, with at most one other Node, Inbox, Counter. */
export const together = (...builds: readonly Build[]): Build => ({
  ...Object.assign({}, ...builds),
  system: (s: System) => builds.reduce((board, b) => b.system?.(board) ?? board, s),
})

// ---- the runtime's rules, each broken
class OneId extends Node {
  protected override askId(e: Recorded, policy: string): string {
    return this.outcomeId(e, policy)
  }
}
class NoMarks extends Node {
  override handle(message: Parameters<Node['handle']>[0], meta: Parameters<Node['handle']>[1]): ReturnType<Node['handle']> {
    return super.handle(message, { ...meta, id: this.clock.id() })
  }
}
class NoLease extends Node {
  protected override leaseOf(): number {
    return 0
  }
}
class DoneFirst extends Node {
  protected override async ring(t: Timer, until: number): Promise<Rung> {
    await this.store.commit({ done: [t.id] }).catch(() => {})
    return super.ring(t, until)
  }
}
class AnyAnswer extends Node {
  protected override rowFor(line: AtOnce, reply: Reply & { kind: 'answer' }): AtOnce['answer'][string] | undefined {
    return super.rowFor(line, reply) ?? Object.values(line.answer).at(-1)
  }
}
class ForgetsRefusals extends Node {
  protected override kept(): Refusal | undefined {
    return undefined
  }
}
class NeverLate extends Node {
  protected override isLate(): boolean {
    return false
  }
}
class OwnBudget extends Node {
  protected override limitOf(line: AtOnce): number {
    return this.clock.now() + line.within
  }
}
class SurelyUnsent extends Node {
  protected override whyNoAnswer(reply: Reply): Promise<'unavailable' | 'unknown'> {
    return Promise.resolve(reply.kind === 'unreachable' ? 'unavailable' : 'unknown')
  }
}
class SurelyCommitted extends Node {
  protected override markAfterUnknown(): Promise<Refusal | null | undefined> {
    return Promise.resolve(null)
  }
}
/** The case of the event that led to it, as far as anybody remembers. */
class AskersCase extends Node {
  private static readonly cases = new Map<string, string>()
  override causesAfter(e: Recorded): readonly string[] {
    AskersCase.cases.set(`${e.source}:${e.id}`, e.case)
    return super.causesAfter(e)
  }
  protected override caseOf(...[a, data, key, meta]: Parameters<Node['caseOf']>): string {
    return AskersCase.cases.get(meta.causes.at(-1) ?? '') ?? super.caseOf(a, data, key, meta)
  }
}
class CountsFromNow extends Node {
  protected override countedFrom(): number {
    return this.clock.now()
  }
}
class AlwaysFresh extends Inbox {
  protected override isFresh(): boolean {
    return true
  }
}
class NeverTooLate extends Inbox {
  protected override isPast(): boolean {
    return false
  }
}
class NoWatermark extends Inbox {
  protected override isOld(): boolean {
    return false
  }
}
class StopsAtFirst extends Inbox {
  protected override stopsAtFirst(): boolean {
    return true
  }
}
class Impatient extends Inbox {
  protected override retryAt(failed: { forGood: boolean }, failures: number, e: Recorded): number | null {
    return failures > 12 ? null : super.retryAt(failed, failures, e)
  }
}
class PlaceFirst extends Inbox {
  override async deliver(e: Recorded): Promise<void> {
    await this.node.store.commit({ progress: { [e.source]: e.position } }).catch(() => {})
    await super.deliver(e)
  }
}
/** Counts from when it begins to read. */
class Unstamped extends Counter {
  override create(...[of, creation, wish, request]: Parameters<Counter['create']>): Promise<Told> {
    return super.create(of, creation, wish, this.asIfSentNow(request))
  }
  override command(...[of, command, request]: Parameters<Counter['command']>): Promise<Told> {
    return super.command(of, command, this.asIfSentNow(request))
  }
  private asIfSentNow(request: Request): Request {
    return { ...request, until: this.node.clock.now() + 2000 }
  }
}
class SaysAtOnce extends Counter {
  protected override saysWhatIsDurable(): boolean {
    return false
  }
}
class KeyWithReply extends Counter {
  protected override keyOf(): Request['key'] {
    return undefined
  }
  override async create(...[of, creation, wish, request]: Parameters<Counter['create']>): Promise<Told> {
    const told = await super.create(of, creation, wish, request)
    const final = told.kind === 'item' || creation.refused?.[told.item?.state.status]
    if (request.key && final && told.key !== undefined) {
      const keyed: Keyed = {
        ...request.key,
        aggregate: of.of.name,
        key: told.key as Key,
        version: told.item!.version,
        at: this.node.clock.now(),
      }
      await this.node.store.commit({ keyed }).catch(() => {})
    }
    return told
  }
}

const forgetsSoon = (w: World): void => {
  const storeFor = w.storeFor.bind(w)
  w.storeFor = (p, store) => {
    const of = storeFor(p, store)
    const commit: typeof of.commit = async unit => {
      if (w.chance(0.05)) await store.forget(w.now)
      return of.commit(unit)
    }
    return { ...of, commit }
  }
}

/** The rules of the runtime, by the name of what each one gives. A system says in which story and at which seed each is missed. */
export const runtimeBugs = {
  owed: { rule: 1, without: 'what a timer had to do is struck off before it is done, and a crash loses it', build: { Node: DoneFirst } },
  lease: { rule: 1, without: 'every inline run is raced by the timer loop, and who paid is told to pay later', build: { Node: NoLease } },
  twoIds: {
    rule: 2,
    without: 'the outcome finds the mark of its own ask and is dropped: nothing is ever confirmed',
    build: { Node: OneId },
  },
  firstWins: { rule: 2, without: 'a repeat finds no mark, and everything happens as often as it is heard of', build: { Node: NoMarks } },
  settledAnswers: {
    rule: 3,
    without: 'the state of this moment is taken for a no, and it is charged a moment later',
    build: { Node: AnyAnswer },
  },
  keepReply: { rule: 4, without: 'a question that was refused and is asked again is answered with yes', build: { Node: ForgetsRefusals } },
  keyFromState: {
    rule: 5,
    without: 'whoever pays again is charged again',
    build: { provider: p => void (p.keyOf = (q: Question) => q.id) },
  },
  saidIsDurable: {
    rule: 7,
    without: 'a customer is told to pay later, and the order is made behind their back',
    build: { Counter: SaysAtOnce },
  },
  keyWithIntent: { rule: 8, without: 'one Idempotency-Key makes two orders', build: { Counter: KeyWithReply } },
  stale: {
    rule: 9,
    without: 'a request that its sender has given up is carried out when it arrives at last',
    build: { Counter: Unstamped },
  },
  until: { rule: 9, without: 'what nobody waits for any longer is decided all the same', build: { Node: NeverLate } },
  deadline: { rule: 9, without: 'an inner call outlives the one that waits for it', build: { Node: OwnBudget } },
  surelyUnsent: { rule: 12, without: '"it was not sent" is said by one process while another one sends it', build: { Node: SurelyUnsent } },
  ownCase: { rule: 17, without: 'events of one case lie on two lanes and overtake each other', build: { Node: AskersCase } },
  watermark: { rule: 17, without: 'what is sent again after its marks are thrown away is counted twice', build: { Inbox: NoWatermark } },
  place: { rule: 17, without: 'an event counts as processed before it is, and a crash loses it', build: { Inbox: PlaceFirst } },
  retention: { rule: 'B6', without: 'marks and keys are thrown away while something may still be repeated', build: { world: forgetsSoon } },
  patience: { rule: 18, without: 'an outage parks what it should only delay', build: { Inbox: Impatient } },
  eachTried: { rule: 18, without: 'one effect of an event waits for its neighbor', build: { Inbox: StopsAtFirst } },
  eventTime: { rule: 19, without: 'who joins later sets a timer for every event of the past', build: { Node: CountsFromNow } },
  late: { rule: 19, without: 'a timer that nobody needs any more rings for every event of the past', build: { Inbox: NeverTooLate } },
  fresh: { rule: 19, without: 'people are told old news', build: { Inbox: AlwaysFresh } },
  unknownCommit: {
    rule: 'a commit whose outcome is unknown is asked for',
    without: 'a lost commit counts as done',
    build: { Node: SurelyCommitted },
  },
} as const satisfies { readonly [rule: string]: Bug }

// ---- looking for them
/** What is broken, by its name: a rule of the museum, or a policy. */
export const buildOf = (museum: Museum, name: string): Build => museum.bugs[name]?.build ?? without(name)
/** Where a broken rule, or a missing policy, is noticed. */
export const noticedOf = (museum: Museum, name: string): Noticed | undefined => museum.seen[name] ?? museum.policies[name]
/** Every policy of a system, by `context.policy`. */
export const policiesOf = (system: System): readonly string[] =>
  system.contexts.flatMap(c => Object.keys(c.policies).map(name => `${c.name}.${name}`))

const worstOf = (n: Pick<Noticed, 'worst'> | undefined) => (n?.worst === 'harsh' ? harsh : storm)
/**
 * Tells stories of a broken build until the promise that says so is broken `enough` times: by promise the seeds, and how many were told.
 */
export const search = async (
  museum: Museum,
  name: string,
  { first = 1, most = 400, enough = 4, story = noticedOf(museum, name)?.story ?? 'main' } = {},
) => {
  const where = noticedOf(museum, name)
  const found: number[] = []
  const said = new Map<string, readonly number[]>()
  let told = 0
  for (const seed of seeds(first, most)) {
    told++
    const { broken } = await tell(museum.stories[story]!, [seed], buildOf(museum, name), { worst: worstOf(where) })
    for (const promise of broken.keys()) said.set(promise, [...(said.get(promise) ?? []), seed])
    if ([...broken.keys()].some(promise => !where || where.says.test(promise))) found.push(seed)
    if (found.length >= enough) break
  }
  return { story, found, told, said }
}
/** Any change of the product shifts what happens in all stories, so as many more are told where it is not noticed at its seed any more. */
const shift = 80
/** What the invariants say about a broken build at its recorded seed, or at the first one after it at which they say what is recorded. */
export const noticed = async (stories: Stories, build: Build, n: Noticed): Promise<readonly string[]> => {
  let first: readonly string[] | undefined
  for (const seed of seeds(n.seed, shift)) {
    const { broken } = await tell(stories[n.story ?? 'main']!, [seed], build, { worst: worstOf(n) })
    const said = [...broken.keys()]
    if (said.some(promise => n.says.test(promise))) return said
    first ??= said
  }
  return first ?? []
}
/** Undefined: it is noticed that the rule is broken, or that the policy is missing. Otherwise how to search for it. */
export const notice = async (museum: Museum, name: string): Promise<string | undefined> => {
  const where = noticedOf(museum, name)
  const how = `node tools/museum.ts ${museum.system.name} ${name} --most 4000 --record`
  if (!where) return `nobody says where it is noticed. Search for it: ${how}`
  const said = await noticed(museum.stories, buildOf(museum, name), where)
  return said.some(promise => where.says.test(promise))
    ? undefined
    : `at seed ${where.seed} of the story ${where.story ?? 'main'}, and after it, nobody says ${where.says}. Search for another seed: ${how}`
}
