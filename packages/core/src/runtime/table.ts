import {
  type Aggregate,
  type Circumstances,
  decided,
  doneStates,
  list,
  type Message,
  type Own,
  policy,
  type Rejection,
  type Row,
  type Who,
} from '../model/index.ts'

/** Who issues a command. */
export interface Caller {
  /** For the record: a person's subject, or the message that caused it. */
  readonly actor: string
  readonly roles: readonly string[]
  /** What the token says of the caller: the phone number, a customer's, shop's or rider's id. */
  readonly claims: { readonly [name: string]: string }
  /** Acts for everybody and in every role: open mode without a token. */
  readonly anyone: boolean
}
/** The runtime itself: reactions, timers, outcomes. */
export const byPolicy: Caller = { actor: 'policy', roles: [policy], claims: {}, anyone: false }
/** Another context that asks. */
export const bySystem: Caller = { actor: 'system', roles: ['system'], claims: {}, anyone: false }

/** What the table says before anything is decided. */
export type Verdict = 'decide' | 'done' | 'role' | 'not-yours' | 'not-allowed-now'

/** The status of a state; of none: `nothing`. */
export const statusOf = (state: any): string => (state === undefined ? 'nothing' : state.status)

const isOwn = (who: Who): who is Own => typeof who !== 'string'

/** Whose it is: as the state says, or the wish where there is no state yet, or where somebody acts in their own name. */
const ownerIn = (o: Own, state: any, wish: any): unknown => (o.of === 'wish' ? wish : (state ?? wish))?.[o.own]

/** May this caller issue the command at all? */
export const mayIssue = (row: Row, caller: Caller, state: any, wish: any): 'yes' | 'role' | 'not-yours' => {
  const who = list<Who>(row.by)
  if (caller.roles.includes(policy)) return who.includes(policy) || who.includes('system') ? 'yes' : 'role'
  if (caller.anyone) return who.some(w => w !== policy) ? 'yes' : 'role'
  if (who.some(w => !isOwn(w) && w !== policy && caller.roles.includes(w))) return 'yes'
  const owns = who.filter(isOwn)
  const claimed = owns.filter(o => caller.claims[o.own] !== undefined)
  // a wish that names nobody yet is the caller's own
  if (claimed.some(o => (o.of === 'wish' && wish?.[o.own] === undefined) || String(ownerIn(o, state, wish)) === caller.claims[o.own]))
    return 'yes'
  return claimed.length ? 'not-yours' : 'role'
}

/** In which states a command is decided, and in which it is done already: made once for each row. */
interface States {
  readonly from: ReadonlySet<string>
  readonly done: ReadonlySet<string>
}
const asSets = new WeakMap<Aggregate['decide'], Map<string, States>>()
const statesOf = (a: Aggregate, type: string, row: Row): States => {
  let rows = asSets.get(a.decide)
  if (!rows) asSets.set(a.decide, (rows = new Map()))
  let states = rows.get(type)
  if (!states) rows.set(type, (states = { from: new Set(list(row.from)), done: new Set(doneStates(a, row)) }))
  return states
}

/** Checks a command against its row: role and ownership, then the state. */
export const check = (a: Aggregate, type: string, caller: Caller, state: any, wish: any): Verdict => {
  const row = a.decide[type]!
  const may = mayIssue(row, caller, state, wish)
  if (may !== 'yes') return may
  const status = statusOf(state)
  const { from, done } = statesOf(a, type, row)
  if (done.has(status)) return 'done'
  return from.has(status) ? 'decide' : 'not-allowed-now'
}

/** What a command comes to: what then happened, or why nothing did. */
export interface Outcome {
  readonly refusal: Rejection | undefined
  readonly happened: readonly Message[]
}
const unchanged: Outcome = { refusal: undefined, happened: [] }
/** What follows from the verdict on a command. */
export const outcomeOf = (row: Row, verdict: Verdict, state: any, wish: any, read: any, at: Circumstances): Outcome => {
  if (verdict === 'done') return unchanged
  if (verdict !== 'decide') return { refusal: { kind: 'rejection', reason: verdict }, happened: [] }
  const outcome = decided(row, state, wish, read, at) as Rejection | Message | readonly Message[]
  return 'kind' in outcome && outcome.kind === 'rejection'
    ? { refusal: outcome as Rejection, happened: [] }
    : { refusal: undefined, happened: list(outcome as Message | readonly Message[]) }
}

/**
 * Would the command be decided for this caller now, if they wished something sensible? What is refused whatever they wish is not offered.
 */
export const isOpen = (a: Aggregate, type: string, caller: Caller, state: any, now: number): boolean => {
  const row = a.decide[type]!
  const { from } = statesOf(a, type, row)
  if (!from.has(statusOf(state)) || mayIssue(row, caller, state, {}) !== 'yes') return false
  return row.unless?.(state, { now, actor: caller.actor }, undefined) === undefined
}

/**
 * By which key something is read beside the state: as the wish says; where the row asks for it, as the state says, or what was read
 * before.
 */
export const keyRead = (
  row: Row,
  name: string,
  field: string,
  wish: any,
  state: any,
  read: { readonly [name: string]: any },
): number | string | undefined => {
  const named = wish[field] ?? undefined
  if (named !== undefined || !row.reads?.includes(name)) return named
  return state?.[field] ?? Object.values(read).find(other => other?.[field] !== undefined)?.[field]
}
