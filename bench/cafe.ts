import { allOf, type Ask, countOf, sleep, until } from '@jumun/testing/cast'
import { clientOf } from '../tools/demo-client.ts'
import { type Addresses, launch, type Launched } from '../tools/demo-process.ts'
import { shot, type Shot } from './load.ts'

/** A café that is being measured. */
export interface Cafe {
  readonly process: Launched
  readonly at: Addresses
  /** Through the gateway, so that it is the same client for every context. */
  readonly ask: Ask
}
export const openCafe = async (data: string, settings: readonly string[] = []): Promise<Cafe> => {
  const profile = process.env['BENCH_PROF']
  const flags = process.env['BENCH_NODE']?.split(' ') ?? []
  const started = launch('cafeteria', { data, settings, node: [...flags, ...(profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : [])] })
  const at = await started.ready
  return { process: started, at, ask: clientOf(() => at.gateway) }
}

/** The published order, each from a phone of its own. */
export const order = (address: string, { card, keyed = false }: { card?: string; keyed?: boolean } = {}): Shot =>
  shot(
    address,
    'POST',
    '/orders',
    `{"phoneNumber": "010#","productName": "coffee","qty": 2,"amt": 1000${card ? `,"paymentToken": "${card}"` : ''}}`,
    keyed ? 'idempotency-key: bench-#\r\n' : '',
  )

/** All five systems in one process, and what asks them. */
export const openAll = async (data: string): Promise<Pick<Cafe, 'process' | 'ask'>> => {
  const started = launch([], { data })
  const { gateway } = await started.ready
  return { process: started, ask: clientOf(() => gateway) }
}

/** How far the café is: an order is complete when it is paid, has its drink ticket and its row on My Page. */
export const complete = async (ask: Ask): Promise<number> =>
  Math.min(...(await Promise.all([countOf(ask, '/orders'), countOf(ask, '/payments'), countOf(ask, '/drinks'), countOf(ask, '/mypages')])))
/** Waits until so many orders are complete. */
export const completed = async ({ ask }: Pick<Cafe, 'ask'>, orders: number, within = 120_000): Promise<void> => {
  if (!(await until(async () => (await complete(ask)) >= orders, within, 20)))
    throw new Error(`${await complete(ask)} of ${orders} orders are complete after ${within / 1000} s`)
}
/** Waits until every message is sent as well. */
export const quiet = async ({ ask }: Cafe, messages: number, within = 120_000): Promise<void> => {
  const sent = async () => (await countOf(ask, '/messages')) >= messages
  if (!(await until(sent, within, 50)))
    throw new Error(`${await countOf(ask, '/messages')} of ${messages} messages after ${within / 1000} s`)
  await sleep(200)
}
export { allOf, type Ask, clientOf, countOf, sleep, until }
