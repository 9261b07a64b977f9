// The shop of the runtime's tests, alone at its counter.
import { type Message } from '../model/index.ts'
import { byPolicy, type Caller, Node, type Result } from './index.ts'
import { Confirm, kim, PlaceOrder, running, type Runs } from './town.test.ts'

/** A shop that runs alone. */
export const shop = (runs: Runs = {}) => running('shop', runs)
export type Shop = Pick<ReturnType<typeof shop>, 'clock' | 'store' | 'state'> & { node: Node }
let ids = 0
export const handle = ({ node, clock }: Shop, command: Message, caller: Caller = kim, meta: object = {}) =>
  clock.during(node.handle(command, { id: `test-${++ids}`, caller, causes: [], inline: false, ...meta }))
export const wish = { customer: 'kim', qty: 1 }
export const place = (s: Shop, orderId = 1, meta: object = {}) => handle(s, PlaceOrder({ orderId, ...wish }), kim, meta)
/** An order that is paid. */
export const paid = async (s: Shop) => {
  await place(s)
  await handle(s, Confirm({ orderId: 1, attempt: 1 }), byPolicy)
}
/** Why it was refused, as it is said. */
export const said = ({ refusal }: Result) => refusal && { reason: refusal.reason, ...(refusal.detail ? { detail: refusal.detail } : {}) }
export const log = async (s: Shop) => (await s.store.read(0, 99)).map(e => e.type)
export const timers = async (s: Shop) => (await s.store.timers(0, 99)).timers
/** Places an order, and runs its solid lines while somebody waits. */
export const waits = async (s: Shop, time = 2000) => {
  const until = s.clock.now() + time
  const { events } = await place(s, 1, { inline: true, until })
  await s.clock.during(s.node.waitFor(s.node.drive(events, until), until))
  return s.state('order', 1)
}
