import type { Store } from '@jumun/core/runtime'
import type { Operations } from '@jumun/http'
import type { Peer } from '@jumun/http/peer'
import type { Host } from './host.ts'
import { operationsOf } from './operations.ts'

/** What an audit reads of a store. */
const reads = ['load', 'row', 'list', 'read', 'eventsOf', 'head', 'timersOf', 'aside', 'progress', 'seen', 'counts'] as const
/** What operators see and do, context by context. */
const acts = ['contexts', 'parked', 'retry', 'drop', 'timers', 'tasks', 'audits', 'views', 'rebuild'] as const
/** How long an operator's tool waits for a context of another process, in ms. */
const patience = 10_000

/** A question to a store. */
interface Call {
  readonly name: (typeof reads)[number]
  readonly args: readonly unknown[]
}
/** So many go together at most. */
const most = 200

type Inside = { readonly [name: string]: (...args: any[]) => Promise<unknown> }

/** What a process lets operators' tools of others ask of one of its contexts. */
export const insideOf = (host: Host, system: string, context: string, store: Store): Inside => {
  const operations = operationsOf(host, (s, c) => s === system && c === context)
  return {
    books: async () => [...host.boards.get(system)!.running.books()],
    ...Object.fromEntries(reads.map(name => [`store.${name}`, (...args: any[]) => (store[name] as (...a: any[]) => Promise<unknown>)(...args)])),
    'store.many': (...calls: readonly Call[]) =>
      Promise.all(
        calls.map(async ({ name, args }) => {
          if (!reads.includes(name)) throw new Error(`a store is not asked ${String(name)} from outside`)
          return { result: await (store[name] as (...a: any[]) => Promise<unknown>)(...args) }
        }),
      ),
    ...Object.fromEntries(acts.map(name => [name, (...args: any[]) => (operations[name] as (...a: any[]) => Promise<unknown>)(...args)])),
  }
}

const asked = async (peer: Peer, name: string, args: readonly unknown[]): Promise<any> =>
  (await peer.call('POST', `/inside/${name}`, patience, { args })).result

/** The store of a context in another process, as far as an audit reads it. What is asked in one turn of the loop goes together: an audit asks a hundred times about each case. */
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
  return Object.fromEntries(reads.map(name => [name, (...args: unknown[]) => ask(name, args)])) as unknown as Store
}
/** What operators see and do there. */
export const remoteOperations = (peer: Peer): Pick<Operations, (typeof acts)[number]> =>
  Object.fromEntries(acts.map(name => [name, (...args: unknown[]) => asked(peer, name, args)])) as unknown as Pick<Operations, (typeof acts)[number]>
/** The books of the provider that stands beside a context in another process. */
export const remoteBooks = (peer: Peer): Promise<readonly { readonly key: string }[]> => asked(peer, 'books', [])
