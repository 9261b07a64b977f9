import type { Context } from '@jumun/core/model'
import type { Caller, Store } from '@jumun/core/runtime'
import { type Act, type Inside, type Operations, Problem } from '@jumun/http'
import type { Peer } from '@jumun/http/peer'
import type { Host } from './host.ts'
import { checkoutHere, webhookInside } from './money.ts'
import { operationsOf } from './operations.ts'

/** What an audit reads of a store, and the kinds of what it names. */
const reads = {
  load: ['table', 'key'],
  row: ['table', 'key'],
  list: ['query'],
  read: ['whole', 'whole'],
  eventsOf: ['object'],
  head: [],
  timersOf: ['text'],
  aside: [],
  progress: ['text'],
  seen: ['text', 'text'],
  noted: ['text'],
  counts: [],
} as const
type Read = keyof typeof reads
/** What operators see and do, context by context. An act comes last where there is one. */
const acts = {
  contexts: [],
  parked: [],
  retry: ['object', 'act'],
  drop: ['object', 'act'],
  preview: ['object', 'maybe'],
  edit: ['object', 'object', 'act'],
  hold: ['object', 'act'],
  letGo: ['object', 'act'],
  forward: ['object', 'act'],
  noteTask: ['object', 'object', 'act'],
  timers: ['whole', 'whole'],
  tasks: [],
  find: ['text'],
  audits: ['whole', 'whole'],
  views: [],
  rebuild: ['text', 'text', 'text', 'act'],
  flows: ['text'],
  last: ['text', 'text', 'object'],
  money: [],
  messages: [],
  resend: ['text', 'act'],
} as const
type ActName = keyof typeof acts
/** How long an operator's tool waits for a context of another process, in ms. */
const patience = 10_000

type Kind = (typeof reads)[Read][number] | (typeof acts)[ActName][number] | 'signature'
const isObject = (v: unknown): v is { readonly [name: string]: unknown } => typeof v === 'object' && v !== null && !Array.isArray(v)
const isWhole = (v: unknown): v is number => Number.isSafeInteger(v) && (v as number) >= 0
const isText = (v: unknown): v is string => typeof v === 'string'
const isQuery = (v: unknown) =>
  isObject(v) && isObject(v['where']) && Array.isArray(v['sort']) && isWhole(v['offset']) && isWhole(v['limit'])
const isAct = (v: unknown): v is Act => isObject(v) && isText(v['reason']) && v['reason'].trim() !== '' && isText(v['actor'])
/** Throws a `malformed` problem where something else is given than what is asked for; `tables`: the names that a store knows. */
const check = (kinds: readonly Kind[], args: readonly unknown[], tables: ReadonlySet<string>): void => {
  const isA: { readonly [kind in Kind]: (v: unknown) => boolean } = {
    table: v => isText(v) && tables.has(v),
    query: v => isQuery(v) && tables.has((v as { of: string }).of),
    key: v => isText(v) || isWhole(v),
    text: isText,
    whole: isWhole,
    object: isObject,
    maybe: v => v === undefined || v === null || isObject(v),
    act: isAct,
    signature: v => v === null || isText(v),
  }
  const wrong = kinds.findIndex((kind, i) => !isA[kind](args[i]))
  if (wrong >= 0 || args.length > kinds.length) throw new Problem('malformed', { errors: [{ field: `args[${wrong}]`, word: 'form' }] })
}

/** A question to a store. */
interface Call {
  readonly name: Read
  readonly args: readonly unknown[]
}
/** So many go together at most. */
const most = 200

/**
 * Who did what when is never taken from a message: it is who asks, now. Only our own processes (role `system`) speak for somebody else;
 * where access is open everybody is everybody.
 */
const actBy = (caller: Caller, action: string, { actor, reason, detail }: Act): Act => {
  const speaksForOthers = caller.anyone || caller.roles.includes('system')
  return { time: Date.now(), actor: speaksForOthers ? actor : caller.actor, action, reason, detail }
}

/** What a process lets operators' tools of others ask of one of its contexts. */
export const insideOf = (host: Host, system: string, { name: context, aggregates, views }: Context, store: Store): Inside => {
  const operations = operationsOf(host, (s, c) => s === system && c === context)
  const tables = new Set([...aggregates, ...views].map(t => t.name))
  const read = (name: Read, args: readonly unknown[]): Promise<unknown> => {
    check(reads[name], args, tables)
    return (store[name] as (...a: readonly unknown[]) => Promise<unknown>)(...args)
  }
  const act = (name: ActName, caller: Caller, args: readonly unknown[]): Promise<unknown> => {
    const kinds: readonly Kind[] = acts[name]
    check(kinds, args, tables)
    const said = args.map((arg, i) => (kinds[i] === 'act' ? actBy(caller, name, arg as Act) : arg))
    return (operations[name] as (...a: readonly unknown[]) => Promise<unknown>)(...said)
  }
  return {
    webhook: async (caller, args) => {
      check(['text', 'text', 'signature'], args, tables)
      if (!caller.anyone && !caller.roles.includes('system')) throw new Problem('role')
      const [name, body, signature] = args as readonly [string, string, string | null]
      return webhookInside(host, system, name, body, signature)
    },
    checkout: async (_, args) => {
      check(['whole'], args, tables)
      return checkoutHere(host, host.boards.get(system)!, args[0] as number)
    },
    books: async () => [...host.boards.get(system)!.running.books()],
    ...Object.fromEntries(namesOf(reads).map(name => [`store.${name}`, (_: Caller, args: readonly unknown[]) => read(name, args)])),
    'store.many': (_, calls) => {
      const isCall = (c: unknown): c is Call => isObject(c) && Object.hasOwn(reads, String(c['name'])) && Array.isArray(c['args'])
      if (calls.length > most || !calls.every(isCall)) throw new Problem('malformed', { errors: [{ field: 'args', word: 'form' }] })
      return Promise.all(calls.map(async ({ name, args }) => ({ result: await read(name, args) })))
    },
    ...Object.fromEntries(namesOf(acts).map(name => [name, (caller: Caller, args: readonly unknown[]) => act(name, caller, args)])),
  }
}
const namesOf = <T extends object>(of: T): readonly (keyof T & string)[] => Object.keys(of) as (keyof T & string)[]

const asked = async (peer: Peer, name: string, args: readonly unknown[]): Promise<any> =>
  (await peer.call('POST', `/inside/${name}`, patience, { args })).result

/**
 * The store of a context in another process, as far as an audit reads it. What is asked in one turn of the loop goes together: an audit
 * asks a hundred times about each case.
 */
export const remoteStore = (peer: Peer): Store => {
  const waiting: (Call & { resolve(result: unknown): void; reject(why: unknown): void })[] = []
  const send = (): void => {
    const calls = waiting.splice(0, most)
    if (waiting.length) setImmediate(send)
    asked(
      peer,
      'store.many',
      calls.map(({ name, args }) => ({ name, args })),
    ).then(
      (results: readonly { readonly result?: unknown }[]) => calls.forEach(({ resolve }, i) => resolve(results[i]!.result)),
      why => calls.forEach(({ reject }) => reject(why)),
    )
  }
  const ask = (name: Call['name'], args: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ name, args, resolve, reject }) === 1) setImmediate(send)
    })
  return Object.fromEntries(namesOf(reads).map(name => [name, (...args: unknown[]) => ask(name, args)])) as unknown as Store
}
/** What operators see and do there. */
export const remoteOperations = (peer: Peer): Pick<Operations, ActName> =>
  Object.fromEntries(namesOf(acts).map(name => [name, (...args: unknown[]) => asked(peer, name, args)])) as unknown as Pick<
    Operations,
    ActName
  >
/** What a context in another process knows of money, and is told of it. */
export const remoteTill = (peer: Peer) => ({
  webhook: (name: string, body: string, signature: string | null): Promise<unknown> => asked(peer, 'webhook', [name, body, signature]),
  checkout: (reference: number): Promise<object | undefined> => asked(peer, 'checkout', [reference]),
})
/** The books of the provider that stands beside a context in another process. */
export const remoteBooks = (peer: Peer): Promise<readonly { readonly key: string }[]> => asked(peer, 'books', [])
