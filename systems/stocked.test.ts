// What is scarce stays small: an item that everybody wants costs the last of its buyers as much as the first.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Aggregate, contextOfCommand, type Message, minutes, type System, Type } from '@jumun/core/model'
import { audit, byPolicy, bySystem, type Caller, Node, type Store, tablesOf, takeOver, type Unit } from '@jumun/core/runtime'
import { memoryStore, noon, person, withRows } from '@jumun/testing'
import * as airAsk from './air/reservationmgmt/commands.ts'
import * as seats from './air/reservationmgmt/seats-commands.ts'
import { air } from './air/system.ts'
import * as breadAsk from './bread/order/commands.ts'
import * as item from './bread/order/item-commands.ts'
import { bread } from './bread/system.ts'
import * as cafeAsk from './cafeteria/order/commands.ts'
import * as menu from './cafeteria/order/menu-commands.ts'
import { cafeteria } from './cafeteria/system.ts'
import { Time } from './vocabulary.ts'

type Asked = readonly [Caller, Message<'command'>]
/** Something scarce, and the life of an order of it: how it is wanted, held, paid, and how it ends unpaid. */
interface Scarce {
  readonly system: System
  readonly of: string
  readonly key: string | number
  readonly offer: Asked
  readonly want: (id: number) => readonly Asked[]
  readonly hold: (id: number) => Message<'command'>
  readonly sell: (id: number) => readonly Asked[]
  readonly expire: (id: number) => Message<'command'>
  readonly release: (id: number) => Message<'command'>
}
const all = 1_000_000
const phone = (id: number) => `010${String(id).padStart(8, '0')}`
const flight = { departureTime: noon + minutes(60 * 48), arrivalTime: noon + minutes(60 * 49), seats: 300, fare: 10_000, rev: 1 }
const scarce: readonly Scarce[] = [
  {
    system: cafeteria,
    of: 'menu',
    key: 'cake',
    offer: [person('manager'), menu.AddMenuItem({ productName: 'cake', price: 3000, stock: all })],
    want: orderId => [
      [
        person('customer', { phoneNumber: phone(orderId) }),
        cafeAsk.PlaceOrder({ orderId, phoneNumber: phone(orderId), productName: 'cake', qty: 1 }),
      ],
    ],
    hold: orderId => menu.HoldStock({ orderId, productName: 'cake', qty: 1, phoneNumber: phone(orderId), holder: null }),
    sell: orderId => [
      [byPolicy, cafeAsk.AskPayment({ orderId })],
      [byPolicy, cafeAsk.ConfirmOrder({ orderId, attempt: 1 })],
      [byPolicy, menu.SettleStock({ orderId, productName: 'cake' })],
    ],
    expire: orderId => cafeAsk.AbandonOrder({ orderId }),
    release: orderId => menu.ReleaseStock({ orderId, productName: 'cake' }),
  },
  {
    system: bread,
    of: 'item',
    key: 'cake',
    offer: [person('baker'), item.AddItem({ item: 'cake', price: 25_000, stock: all })],
    want: orderId => [
      [
        person('customer', { customerId: `c${orderId}` }),
        breadAsk.PlaceOrder({ orderId, customerId: `c${orderId}`, item: 'cake', qty: 1 }),
      ],
    ],
    hold: orderId => item.HoldStock({ orderId, item: 'cake', qty: 1, customerId: `c${orderId}`, holder: null }),
    sell: orderId => [
      [byPolicy, breadAsk.AskPayment({ orderId })],
      [byPolicy, breadAsk.ConfirmPayment({ orderId, attempt: 1 })],
      [byPolicy, item.SettleStock({ orderId, item: 'cake' })],
    ],
    expire: orderId => breadAsk.AbandonOrder({ orderId }),
    release: orderId => item.ReleaseStock({ orderId, item: 'cake' }),
  },
  {
    // seats are few: what may be many are those who held some for a while
    system: air,
    of: 'seats',
    key: 1,
    offer: [byPolicy, seats.OpenFlight({ scheduleId: 1, flight })],
    want: reservationId => [
      [person('customer', { customerId: '1' }), airAsk.RequestReservation({ reservationId, customerId: 1, peopleNo: 1, scheduleId: 1 })],
    ],
    hold: reservationId =>
      seats.HoldSeats({ scheduleId: 1, reservationId, customerId: 1, peopleNo: 1, wanted: [], flight: null, holder: null }),
    sell: reservationId => [
      [byPolicy, airAsk.DeclineReservation({ reservationId, reason: 'payment-declined' })],
      [byPolicy, seats.ReleaseSeats({ scheduleId: 1, reservationId, left: false })],
    ],
    expire: reservationId => airAsk.DeclineReservation({ reservationId, reason: 'payment-declined' }),
    release: reservationId => seats.ReleaseSeats({ scheduleId: 1, reservationId, left: false }),
  },
]
let ids = 0
/** The context that owns it, running on a store; `commit` may stand before each commit. */
const running = (
  s: Scarce,
  { system = s.system, store, before }: { system?: System; store?: Store; before?: (unit: Unit) => Promise<void> | void } = {},
) => {
  const at = contextOfCommand(system, s.hold(1).type)!
  const kept = store ?? memoryStore(tablesOf(at))
  const commit = async (unit: Unit) => {
    await before?.(unit)
    return kept.commit(unit)
  }
  const clock = { now: () => noon, steady: () => noon, sleep: async () => {}, alarm: () => () => {}, id: () => `m${++ids}` }
  const node = new Node(system, at, { store: { ...kept, commit }, clock, ask: { ask: async () => ({ kind: 'unreachable' }) } })
  const ask = ([caller, command]: Asked) => node.handle(command, { id: `test-${++ids}`, caller, causes: [], inline: false })
  return { ask, node, store: kept, at, state: async () => (await kept.load(s.of, s.key))?.state }
}

for (const s of scarce) {
  const name = `${s.system.name}'s ${s.of}`

  test(`${name}: what is written of it at a sale is as much at the ten-thousandth as at the first`, async () => {
    const written: number[] = []
    let now = 0
    const { ask } = running(s, { before: ({ item }) => void (item?.aggregate === s.of && (now += JSON.stringify(item.state).length)) })
    await ask(s.offer)
    for (let id = 1; id <= 10_000; id++) {
      now = 0
      for (const wanted of s.want(id)) await ask(wanted)
      assert.equal((await ask([bySystem, s.hold(id)])).kind, 'accepted')
      for (const sold of s.sell(id)) assert.equal((await ask(sold)).kind, 'accepted')
      written.push(now)
    }
    // numbers of orders grow longer, nothing else does
    assert.ok(written[0]! > 100 && written.at(-1)! <= written[0]! + 60, `${written[0]} bytes, then ${written.at(-1)}`)
  })

  /** Of two replicas one decides a hold; before it is committed the order ends, and the other one lets go. */
  const crossing = async (system?: System) => {
    let meanwhile = async () => {}
    const other = running(s, system ? { system } : {})
    const one = running(s, {
      store: other.store,
      ...(system ? { system } : {}),
      before: async ({ item }) => {
        if (item?.aggregate !== s.of) return
        const now = meanwhile
        meanwhile = async () => {}
        await now()
      },
    })
    await other.ask(s.offer)
    for (const wanted of s.want(1)) await other.ask(wanted)
    meanwhile = async () => {
      await other.ask([byPolicy, s.expire(1)])
      await other.ask([byPolicy, s.release(1)])
    }
    const { kind, refusal } = await one.ask([bySystem, s.hold(1)])
    const { held, seats } = await one.state()
    return { kind, reason: refusal?.reason, kept: Object.keys(held ?? seats) }
  }
  test(`${name}: a hold that is decided while another replica ends its order and lets go is decided again, and is none`, async () => {
    assert.deepEqual(await crossing(), { kind: 'rejected', reason: 'gone', kept: [] })
    // it is the event of a release that has nothing to release which does that
    const { system } = withRows(contextOfCommand(s.system, s.hold(1).type)!.name, s.of, {
      [s.release(1).type]: row => ({ ...row, then: () => [] }),
    })
    assert.deepEqual(await crossing(system!(s.system)), { kind: 'accepted', reason: undefined, kept: ['1'] })
  })

  test(`${name}: data of a version that kept who was over is gone on with as it is, and the audit finds nothing wrong`, async () => {
    const { ask, at, store } = running(s)
    const older = (a: Aggregate): Aggregate =>
      a.name === s.of ? { ...a, fields: { ...a.fields, gone: Type.Record(Type.String(), Time) } } : a
    await takeOver(store, s.system, { ...at, aggregates: at.aggregates.map(older) })
    await ask(s.offer)
    for (const wanted of s.want(1)) await ask(wanted)
    const filled = memoryStore(tablesOf(at))
    const asOlder = async function* () {
      for await (const thing of store.dump())
        yield thing.kind === 'item' && thing.aggregate === s.of ? { ...thing, state: { ...thing.state, gone: { 9: noon } } } : thing
    }
    await filled.fill(asOlder())
    assert.deepEqual((await takeOver(filled, s.system, at)).refuse, [])
    const found = await audit(s.system, new Map([[at.name, filled]]), undefined, [], async () => {})
    assert.deepEqual(found.broken, [])
    const after = running(s, { store: filled })
    assert.equal((await after.ask([bySystem, s.hold(1)])).kind, 'accepted')
    await after.ask([byPolicy, s.expire(1)])
    await after.ask([byPolicy, s.release(1)])
    assert.equal('gone' in (await after.state()), false)
  })
}
