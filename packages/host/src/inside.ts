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

type Inside = { readonly [name: string]: (...args: any[]) => Promise<unknown> }

/** What a process lets operators' tools of others ask of one of its contexts. */
export const insideOf = (host: Host, system: string, context: string, store: Store): Inside => {
  const operations = operationsOf(host, (s, c) => s === system && c === context)
  return {
    books: async () => [...host.boards.get(system)!.running.books()],
    ...Object.fromEntries(reads.map(name => [`store.${name}`, (...args: any[]) => (store[name] as (...a: any[]) => Promise<unknown>)(...args)])),
    ...Object.fromEntries(acts.map(name => [name, (...args: any[]) => (operations[name] as (...a: any[]) => Promise<unknown>)(...args)])),
  }
}

const asked = async (peer: Peer, name: string, args: readonly unknown[]): Promise<any> =>
  (await peer.call('POST', `/inside/${name}`, patience, { args })).result

/** The store of a context in another process, as far as an audit reads it. */
export const remoteStore = (peer: Peer): Store =>
  Object.fromEntries(reads.map(name => [name, (...args: unknown[]) => asked(peer, `store.${name}`, args)])) as unknown as Store
/** What operators see and do there. */
export const remoteOperations = (peer: Peer): Pick<Operations, (typeof acts)[number]> =>
  Object.fromEntries(acts.map(name => [name, (...args: unknown[]) => asked(peer, name, args)])) as unknown as Pick<Operations, (typeof acts)[number]>
/** The books of the provider that stands beside a context in another process. */
export const remoteBooks = (peer: Peer): Promise<readonly { readonly key: string }[]> => asked(peer, 'books', [])
