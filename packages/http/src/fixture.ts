// A small café with one of everything that the wire knows, and what runs it on memory stores behind real sockets: for tests.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  aggregate,
  atOnce,
  command,
  context,
  event,
  external,
  ms,
  otherwise,
  own,
  personal,
  policy,
  reasons,
  type System,
  system as asking,
  systemOf,
  Type,
  view,
  whenever,
} from '@jumun/core/model'
import { type Adapter, Counter, Inbox, LocalAsk, LocalBus, Node, type Source, type Store, systemClock, tablesOf } from '@jumun/core/runtime'
import { memoryStore } from '@jumun/testing'
import type { FastifyInstance } from 'fastify'
import { exportJWK, SignJWT } from 'jose'
import {
  type Access,
  baseOf,
  type ContextSettings,
  contextServer,
  gateway,
  type GatewaySettings,
  identity,
  type Operations,
  type OwnSettings,
  ownServer,
  stopServing,
  type Target,
  type Wait,
} from './index.ts'

// ---- the café
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
const Won = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
const Count = Type.Integer({ minimum: 1, maximum: 100 })
const Text = Type.String({ minLength: 1, maxLength: 200 })
const Time = Type.Integer({ minimum: 0, time: true })
const Phone = personal(Type.String({ pattern: '^[0-9]{9,15}$', spelling: 'phone' }))
const orNull = <S extends Type.TSchema>(s: S) => Type.Union([s, Type.Null()])
const optional = <S extends Type.TSchema>(s: S) => Type.Optional(orNull(s))
const Options = Type.Object({ size: optional(Text), extras: optional(Type.Array(Text, { maxItems: 10 })) })

const vocabulary = reasons({
  'no-such-product': { status: 422, en: 'There is no such product on the menu.', ko: '메뉴에 없는 상품이에요.' },
  'price-changed': { status: 409, en: 'The price is {amt} won now.', ko: '지금은 {amt}원이에요.' },
  'sold-out': { status: 409, en: 'Sold out.', ko: '품절이에요.' },
  'already-started': { status: 409, en: 'Already being made.', ko: '이미 만들고 있어요.' },
  'in-progress': { status: 409, en: 'Being paid at this moment.', ko: '결제가 진행되고 있어요.' },
  'payment-declined': { status: 422, en: 'Your payment was declined.', ko: '결제가 거절되었어요.' },
  expired: {
    status: 409,
    title: 'Expired',
    en: 'The time for this has run out. Nothing was charged that you do not get back.',
    ko: '시간이 지나 만료되었어요. 결제된 금액이 있으면 돌려드려요.',
  },
  exists: { status: 409, en: 'Already on the menu.', ko: '이미 메뉴에 있어요.' },
})
const { reject } = vocabulary

const menuCommands = {
  AddMenuItem: command('AddMenuItem', { productName: Text, price: Won, soldOut: optional(Type.Boolean()) }),
  ChangeMenuItem: command('ChangeMenuItem', { productName: Text, price: optional(Won), soldOut: optional(Type.Boolean()) }),
  RemoveMenuItem: command('RemoveMenuItem', { productName: Text }),
}
const menuEvents = {
  MenuItemAdded: event.internal('MenuItemAdded', { productName: Text, price: Won, soldOut: Type.Boolean() }),
  MenuItemChanged: event.internal('MenuItemChanged', { productName: Text, price: Won, soldOut: Type.Boolean() }),
  MenuItemRemoved: event.internal('MenuItemRemoved', { productName: Text }),
}
const Menu = aggregate('menu', {
  key: 'productName',
  id: 'id',
  commands: menuCommands,
  events: menuEvents,
  states: ['OnMenu', 'OffMenu'],
  fields: { productName: Text, price: Won, soldOut: Type.Boolean() },
  decide: {
    AddMenuItem: {
      by: 'manager',
      from: ['nothing', 'OnMenu', 'OffMenu'],
      then: (m, w) =>
        m?.status === 'OnMenu'
          ? reject('exists')
          : menuEvents.MenuItemAdded({ productName: w.productName, price: w.price, soldOut: w.soldOut ?? false }),
    },
    ChangeMenuItem: {
      by: 'manager',
      from: 'OnMenu',
      then: (m, w) =>
        menuEvents.MenuItemChanged({ productName: m.productName, price: w.price ?? m.price, soldOut: w.soldOut ?? m.soldOut }),
    },
    RemoveMenuItem: {
      by: 'manager',
      from: 'OnMenu',
      done: 'OffMenu',
      then: m => menuEvents.MenuItemRemoved({ productName: m.productName }),
    },
  },
  evolve: {
    MenuItemAdded: (_, e) => ({ ...e, status: 'OnMenu' }),
    MenuItemChanged: (m, e) => ({ ...m, ...e }),
    MenuItemRemoved: m => ({ ...m, status: 'OffMenu' }),
  },
})

const orderCommands = {
  PlaceOrder: command('PlaceOrder', {
    orderId: Id,
    phoneNumber: Phone,
    productName: Text,
    qty: Count,
    amt: optional(Won),
    options: optional(Options),
    pickupTime: optional(Time),
    paymentToken: optional(Text),
  }),
  PayOrder: command('PayOrder', { orderId: Id, paymentToken: optional(Text) }),
  CancelOrder: command('CancelOrder', { orderId: Id }),
  ConfirmOrder: command('ConfirmOrder', { orderId: Id, attempt: Count }),
  DeclineOrder: command('DeclineOrder', { orderId: Id, reason: Text }),
  PostponePayment: command('PostponePayment', { orderId: Id, attempt: Count, reason: Text }),
}
const placed = {
  orderId: Id,
  phoneNumber: Phone,
  productName: Text,
  qty: Count,
  amt: Won,
  options: Options,
  pickupTime: orNull(Time),
  createTime: Time,
  paymentToken: orNull(Text),
}
const told = { orderId: Id, phoneNumber: Phone, productName: Text, qty: Count, amt: Won, status: Text }
const orderEvents = {
  OrderRequested: event.internal('OrderRequested', placed),
  PaymentAsked: event.internal('PaymentAsked', { orderId: Id, phoneNumber: Phone, amt: Won, attempt: Count, paymentToken: orNull(Text) }),
  PaymentPostponed: event.internal('PaymentPostponed', { orderId: Id, attempt: Count, reason: Text }),
  OrderDeclined: event.internal('OrderDeclined', { orderId: Id, reason: Text }),
  OrderExpired: event.internal('OrderExpired', { orderId: Id }),
  Ordered: event('Ordered', told),
  OrderCanceled: event('OrderCanceled', told),
}
const ask = (o: any, attempt: number, paymentToken: string | null | undefined) =>
  orderEvents.PaymentAsked({ orderId: o.orderId, phoneNumber: o.phoneNumber, amt: o.amt, attempt, paymentToken: paymentToken ?? null })
const tell = ({ orderId, phoneNumber, productName, qty, amt }: any, status: string) => ({
  orderId,
  phoneNumber,
  productName,
  qty,
  amt,
  status,
})
const Order = aggregate('order', {
  key: 'orderId',
  commands: orderCommands,
  events: orderEvents,
  reads: { item: [Menu, 'productName'] },
  states: ['AwaitingPayment', 'Ordered', 'OrderCanceled', 'Declined', 'Expired'],
  fields: { ...placed, attempt: Type.Integer(), closed: Type.Integer(), postponed: orNull(Text), reason: orNull(Text) },
  decide: {
    PlaceOrder: {
      by: [own('phoneNumber'), 'manager'],
      from: 'nothing',
      allots: 'orderId',
      then: (_, w, { item }, { now }) => {
        if (item?.status !== 'OnMenu') return reject('no-such-product')
        const amt = item.price * w.qty
        if ((w.amt ?? amt) !== amt) return reject('price-changed', { amt, holder: 'secret' })
        if (item.soldOut) return reject('sold-out')
        const order = {
          orderId: w.orderId,
          phoneNumber: w.phoneNumber,
          productName: w.productName,
          qty: w.qty,
          amt,
          options: w.options ?? {},
        }
        return [
          orderEvents.OrderRequested({ ...order, pickupTime: w.pickupTime ?? null, createTime: now, paymentToken: w.paymentToken ?? null }),
          ask(order, 1, w.paymentToken),
        ]
      },
    },
    PayOrder: {
      by: [own('phoneNumber'), 'operator', asking],
      from: 'AwaitingPayment',
      done: ['Ordered', 'OrderCanceled'],
      then: (o, w) => (o.attempt > o.closed ? reject('in-progress') : ask(o, o.attempt + 1, w.paymentToken ?? o.paymentToken)),
    },
    CancelOrder: {
      by: [own('phoneNumber'), 'manager'],
      from: ['AwaitingPayment', 'Ordered'],
      done: ['OrderCanceled', 'Expired'],
      then: o =>
        o.status === 'Ordered' ? orderEvents.OrderCanceled(tell(o, 'OrderCanceled')) : orderEvents.OrderExpired({ orderId: o.orderId }),
    },
    ConfirmOrder: {
      by: policy,
      from: 'AwaitingPayment',
      done: otherwise,
      then: (o, { attempt }) => (attempt <= o.closed ? [] : orderEvents.Ordered(tell(o, 'Ordered'))),
    },
    DeclineOrder: { by: policy, from: 'AwaitingPayment', done: otherwise, then: (_, e) => orderEvents.OrderDeclined(e) },
    PostponePayment: {
      by: policy,
      from: 'AwaitingPayment',
      done: otherwise,
      then: (o, e) => (e.attempt > o.closed ? orderEvents.PaymentPostponed(e) : []),
    },
  },
  evolve: {
    OrderRequested: (_, e) => ({ ...e, attempt: 0, closed: 0, postponed: null, reason: null, status: 'AwaitingPayment' }),
    PaymentAsked: (o, e) => ({ ...o, attempt: e.attempt, paymentToken: e.paymentToken }),
    PaymentPostponed: (o, e) => ({ ...o, closed: e.attempt, postponed: e.reason }),
    OrderDeclined: (o, e) => ({ ...o, reason: e.reason, status: 'Declined' }),
    OrderExpired: o => ({ ...o, status: 'Expired' }),
    Ordered: o => ({ ...o, status: 'Ordered' }),
    OrderCanceled: o => ({ ...o, status: 'OrderCanceled' }),
  },
})

const pspCommands = {
  Charge: command('Charge', { orderId: Id, amt: Won, paymentToken: orNull(Text) }, { answers: ['captured', 'declined'] }),
}
const paymentCommands = {
  ApprovePayment: command(
    'ApprovePayment',
    { orderId: Id, phoneNumber: Phone, amt: Won, paymentToken: optional(Text) },
    { answers: ['PaymentApproved', 'PaymentDeclined'] },
  ),
  NotePaid: command('NotePaid', { orderId: Id }),
  NoteDeclined: command('NoteDeclined', { orderId: Id }),
  NoteUnknown: command('NoteUnknown', { orderId: Id }),
}
const paymentEvents = {
  PaymentRequested: event.internal('PaymentRequested', {
    orderId: Id,
    phoneNumber: Phone,
    amt: Won,
    paymentToken: orNull(Text),
    createTime: Time,
  }),
  PaymentDeclined: event.internal('PaymentDeclined', { orderId: Id }),
  PaymentUnknown: event.internal('PaymentUnknown', { orderId: Id }),
  PaymentApproved: event('PaymentApproved', { orderId: Id, phoneNumber: Phone, amt: Won, status: Text }),
}
const Payment = aggregate('payment', {
  key: 'orderId',
  id: 'id',
  commands: paymentCommands,
  events: paymentEvents,
  states: ['PaymentRequested', 'PaymentUnknown', 'PaymentApproved', 'PaymentDeclined'],
  fields: { orderId: Id, phoneNumber: Phone, amt: Won, createTime: Time },
  decide: {
    ApprovePayment: {
      by: asking,
      from: ['nothing', 'PaymentUnknown', 'PaymentDeclined'],
      done: otherwise,
      then: (_, { orderId, phoneNumber, amt, paymentToken }, __, { now }) =>
        paymentEvents.PaymentRequested({ orderId, phoneNumber, amt, paymentToken: paymentToken ?? null, createTime: now }),
    },
    NotePaid: {
      by: policy,
      from: ['PaymentRequested', 'PaymentUnknown'],
      done: otherwise,
      then: ({ orderId, phoneNumber, amt }) => paymentEvents.PaymentApproved({ orderId, phoneNumber, amt, status: 'PaymentApproved' }),
    },
    NoteDeclined: { by: policy, from: 'PaymentRequested', done: otherwise, then: (_, e) => paymentEvents.PaymentDeclined(e) },
    NoteUnknown: { by: policy, from: 'PaymentRequested', done: otherwise, then: (_, e) => paymentEvents.PaymentUnknown(e) },
  },
  evolve: {
    PaymentRequested: (_, { paymentToken: __, ...e }) => ({ ...e, status: 'PaymentRequested' }),
    PaymentDeclined: p => ({ ...p, status: 'PaymentDeclined' }),
    PaymentUnknown: p => ({ ...p, status: 'PaymentUnknown' }),
    PaymentApproved: p => ({ ...p, status: 'PaymentApproved' }),
  },
})

const drinkCommands = {
  NoteOrder: command('NoteOrder', { orderId: Id, phoneNumber: Phone, productName: Text, qty: Count }),
  Receive: command('Receive', { orderId: Id }),
  Make: command('Make', { orderId: Id }),
}
const drinkEvents = {
  DrinkNoted: event.internal('DrinkNoted', { orderId: Id, phoneNumber: Phone, productName: Text, qty: Count }),
  Receipted: event('Receipted', { orderId: Id, phoneNumber: Phone, status: Text }),
  Made: event('Made', { orderId: Id, phoneNumber: Phone, status: Text }),
}
const Drink = aggregate('drink', {
  key: 'orderId',
  id: 'id',
  commands: drinkCommands,
  events: drinkEvents,
  states: ['PaymentApproved', 'Receipted', 'Made'],
  fields: { orderId: Id, phoneNumber: Phone, productName: Text, qty: Count },
  decide: {
    NoteOrder: { by: policy, from: 'nothing', done: otherwise, then: (_, e) => drinkEvents.DrinkNoted(e) },
    Receive: {
      by: 'barista',
      from: 'PaymentApproved',
      done: ['Receipted', 'Made'],
      then: ({ orderId, phoneNumber }) => drinkEvents.Receipted({ orderId, phoneNumber, status: 'Receipted' }),
    },
    Make: {
      by: 'barista',
      from: 'Receipted',
      done: 'Made',
      then: ({ orderId, phoneNumber }) => drinkEvents.Made({ orderId, phoneNumber, status: 'Made' }),
    },
  },
  evolve: {
    DrinkNoted: (_, e) => ({ ...e, status: 'PaymentApproved' }),
    Receipted: d => ({ ...d, status: 'Receipted' }),
    Made: d => ({ ...d, status: 'Made' }),
  },
})
const Page = view('mypage', { key: 'orderId', fields: { orderId: Id, phoneNumber: Phone, status: Text, updateTime: Time } })
  .on(orderEvents.Ordered, (row, e, { time }) => ({
    ...row,
    orderId: e.orderId,
    phoneNumber: e.phoneNumber,
    status: row.status ?? 'Ordered',
    updateTime: time,
  }))
  .on(orderEvents.OrderCanceled, (row, e, { time }) => ({
    ...row,
    orderId: e.orderId,
    phoneNumber: e.phoneNumber,
    status: 'OrderCanceled',
    updateTime: time,
  }))
  .on(drinkEvents.Made, (row, e, { time }) => ({
    ...row,
    orderId: e.orderId,
    phoneNumber: e.phoneNumber,
    status: 'Made',
    updateTime: time,
  }))

const unpaid = ['AwaitingPayment', 'Declined', 'Expired']
/** The café of the tests. */
export const shop: System = systemOf('shop', {
  title: { en: 'Shop', ko: '가게' },
  color: '#7B4B2A',
  reasons: vocabulary.reasons,
  roles: ['customer', 'manager', 'barista', 'operator'],
  contexts: [
    context('order', {
      port: 8081,
      level: 'core',
      team: 'order team',
      events: { ...orderEvents, ...menuEvents },
      commands: { ...orderCommands, ...menuCommands },
      aggregates: [Order, Menu],
      policies: {
        pay: atOnce(orderEvents.PaymentAsked, {
          ask: ({ orderId, phoneNumber, amt, paymentToken }) => paymentCommands.ApprovePayment({ orderId, phoneNumber, amt, paymentToken }),
          within: ms(610),
          answer: {
            PaymentApproved: ({ orderId, attempt }) => orderCommands.ConfirmOrder({ orderId, attempt }),
            PaymentDeclined: ({ orderId }) => orderCommands.DeclineOrder({ orderId, reason: 'payment-declined' }),
          },
          otherwise: ({ orderId, attempt }, why) =>
            orderCommands.PostponePayment({ orderId, attempt, reason: why === 'unavailable' ? 'payment-unavailable' : 'payment-unknown' }),
        }),
      },
      seed: [
        menuCommands.AddMenuItem({ productName: 'coffee', price: 500 }),
        menuCommands.AddMenuItem({ productName: 'latte', price: 1000 }),
        menuCommands.AddMenuItem({ productName: 'tea', price: 800 }),
        menuCommands.AddMenuItem({ productName: 'cake', price: 3000 }),
      ],
      routes: {
        orders: {
          of: Order,
          item: 'order',
          shows: ['phoneNumber', 'productName', 'qty', 'amt', 'status', 'options', 'pickupTime', 'createTime'],
          times: ['pickupTime', 'createTime'],
          hidden: unpaid,
          owner: 'phoneNumber',
          readers: ['manager', 'operator'],
          create: {
            command: orderCommands.PlaceOrder,
            pending: {
              state: 'AwaitingPayment',
              reason: 'postponed',
              again: orderCommands.PayOrder,
              postpone: ({ orderId, attempt }) => orderCommands.PostponePayment({ orderId, attempt, reason: 'payment-unknown' }),
            },
            refused: { Declined: { field: 'reason' }, Expired: { reason: 'expired' } },
          },
          commands: { cancel: orderCommands.CancelOrder, pay: orderCommands.PayOrder },
          statuses: { OrderCanceled: orderCommands.CancelOrder },
          delete: orderCommands.CancelOrder,
          originals: { aliases: { phonenumber: 'phoneNumber' } },
          searches: { findByPhoneNumber: { by: ['phoneNumber'] }, unpaid: { states: unpaid } },
          history: true,
        },
        menu: {
          of: Menu,
          item: 'menuItem',
          shows: ['productName', 'price', 'soldOut'],
          hidden: ['OffMenu'],
          create: { command: menuCommands.AddMenuItem },
          change: menuCommands.ChangeMenuItem,
          delete: menuCommands.RemoveMenuItem,
        },
      },
    }),
    context('payment', {
      port: 8082,
      level: 'general',
      team: 'payment team',
      events: paymentEvents,
      commands: paymentCommands,
      aggregates: [Payment],
      externals: [external('psp', pspCommands)],
      policies: {
        charge: atOnce(paymentEvents.PaymentRequested, {
          ask: ({ orderId, amt, paymentToken }) => pspCommands.Charge({ orderId, amt, paymentToken }),
          within: ms(550),
          answer: {
            captured: ({ orderId }) => paymentCommands.NotePaid({ orderId }),
            declined: ({ orderId }) => paymentCommands.NoteDeclined({ orderId }),
          },
          otherwise: ({ orderId }) => paymentCommands.NoteUnknown({ orderId }),
        }),
      },
      routes: {
        payments: {
          of: Payment,
          item: 'payment',
          shows: ['orderId', 'phoneNumber', 'amt', 'status', 'createTime'],
          hidden: ['PaymentRequested', 'PaymentUnknown', 'PaymentDeclined'],
          owner: 'phoneNumber',
          readers: ['system', 'operator'],
          forwards: orderCommands.PayOrder,
          searches: { findByOrderId: { by: ['orderId'] } },
        },
      },
    }),
    context('drink', {
      port: 8083,
      level: 'supporting',
      team: 'barista team',
      events: drinkEvents,
      commands: drinkCommands,
      aggregates: [Drink],
      policies: {
        ordered: whenever(orderEvents.Ordered, ({ orderId, phoneNumber, productName, qty }) =>
          drinkCommands.NoteOrder({ orderId, phoneNumber, productName, qty }),
        ),
      },
      routes: {
        drinks: {
          of: Drink,
          item: 'drink',
          shows: ['orderId', 'phoneNumber', 'productName', 'qty', 'status'],
          owner: 'phoneNumber',
          readers: ['barista', 'operator'],
          commands: { receive: drinkCommands.Receive, make: drinkCommands.Make },
          statuses: { Receipted: drinkCommands.Receive, Made: drinkCommands.Make },
          searches: {
            board: {
              states: ['PaymentApproved', 'Receipted'],
              sort: ['orderId'],
              add: drinks => drinks.map((_, before) => ({ waitingTime: (before + 1) * 90 })),
            },
          },
        },
      },
    }),
    context('customercenter', {
      port: 8084,
      level: 'supporting',
      team: 'customer team',
      views: [Page],
      routes: {
        mypages: {
          of: Page,
          item: 'mypage',
          shows: ['orderId', 'phoneNumber', 'status', 'updateTime'],
          owner: 'phoneNumber',
          searches: { findByOrderId: { by: ['orderId'] }, findByPhoneNumber: { by: ['phoneNumber'] } },
        },
      },
    }),
  ],
})

// ---- what runs it
export type Psp = 'captured' | 'declined' | 'unreachable' | 'silent'
export interface Running {
  readonly system: System
  /** By context its own address, without a trailing slash. */
  readonly at: { readonly [context: string]: string }
  readonly gateway: string
  readonly gatewayServer: Server
  readonly contexts: Map<string, Target>
  readonly nodes: ReadonlyMap<string, Node>
  readonly stores: ReadonlyMap<string, Store>
  /** How the provider answers from now on. */
  readonly psp: { how: Psp }
  /** A token of the key set. */
  token(claims: { readonly [name: string]: unknown }): Promise<string>
  stop(): Promise<void>
}
export interface Starting {
  readonly access?: Access
  readonly prefix?: string
  readonly publicBase?: string
  readonly adapters?: (psp: { how: Psp }) => { readonly [external: string]: Adapter }
  readonly context?: Partial<ContextSettings>
  readonly gateway?: Partial<GatewaySettings>
  readonly own?: Partial<OwnSettings>
  readonly operations?: Operations
  /** Wraps the stores, for those that fail, or puts others in their place. */
  readonly store?: (store: Store, context: string) => Store | Promise<Store>
}
const shopAdapters = (psp: { how: Psp }): { readonly [external: string]: Adapter } => ({
  psp: {
    Charge: async ({ paymentToken }) =>
      psp.how === 'unreachable'
        ? 'unreachable'
        : psp.how === 'silent' || paymentToken === 'timeout-before'
          ? new Promise(() => {})
          : { status: psp.how === 'declined' || paymentToken === 'decline' ? 'declined' : 'captured' },
  },
})

/** Starts a system on memory stores, every context and the gateway on a port of its own. */
export const serve = async (system: System, starting: Starting = {}): Promise<Running> => {
  const { access = 'open', prefix = '', publicBase } = starting
  const nodes = new Map<string, Node>()
  const stores = new Map<string, Store>()
  const contexts = new Map<string, Target>()
  const psp = { how: 'captured' as Psp }
  const adapters = (starting.adapters ?? shopAdapters)(psp)
  const bus = new LocalBus(name => stores.get(name) as Source | undefined, systemClock)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const folder = mkdtempSync(join(tmpdir(), 'jumun-http-'))
  const keySet = join(folder, 'keys.json')
  writeFileSync(keySet, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'a', alg: 'ES256' }] }))
  const who = identity({ keySet, issuer: 'test' })
  const at: { [context: string]: string } = {}
  const stops: (() => Promise<unknown>)[] = []
  const waits = (name: string) => async (kase: string) => ({
    context: name,
    events: await stores.get(name)!.eventsOf({ case: kase }),
    waits: (await stores.get(name)!.timersOf(kase)).map((t): Wait => ({ what: t.work.kind, since: null, until: t.at })),
  })
  for (const c of system.contexts) {
    const kept = memoryStore(tablesOf(c))
    const store = (await starting.store?.(kept, c.name)) ?? kept
    stores.set(c.name, store)
    const asks = new LocalAsk(name => (contexts.get(name)?.server ? nodes.get(name) : undefined), adapters)
    const node = new Node(system, c, { store, ask: asks, clock: systemClock, committed: () => bus.committed(c.name) })
    for (const [i, wish] of c.seed.entries())
      await node.handle(wish, {
        id: `seed/${i}`,
        caller: { actor: 'seed', roles: [], claims: {}, anyone: true },
        causes: [],
        inline: false,
      })
    const inbox = new Inbox(node)
    await inbox.start()
    nodes.set(c.name, node)
    const base = baseOf({ own: () => at[c.name]!, publicBase, prefix })
    const server: FastifyInstance = contextServer({
      node,
      system,
      counter: new Counter(node),
      base,
      access,
      identity: who,
      guards: () => asks.guards.values(),
      history: async kase => ({
        parts: await Promise.all(system.contexts.filter(o => contexts.get(o.name)?.server).map(o => waits(o.name)(kase))),
        missing: system.contexts.flatMap(o => (contexts.get(o.name)?.server ? [] : [o.name])),
      }),
      metricsAge: 0,
      ...starting.context,
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    at[c.name] = `http://localhost:${(server.server.address() as AddressInfo).port}`
    contexts.set(c.name, { server })
    const bringing = await bus.consume(inbox)
    void node.ringTimers()
    stops.push(async () => {
      await server.close()
      await node.stop()
      await bringing.stop()
      await store.close()
    })
  }
  const systems = [{ system, prefix, board: '<svg xmlns="http://www.w3.org/2000/svg"/>', openapi: { openapi: '3.1.0' } }]
  let gatewayAddress = ''
  const own = ownServer({
    systems,
    access,
    identity: who,
    operations: starting.operations,
    base: () => gatewayAddress,
    metricsAge: 0,
    ...starting.own,
  })
  await own.ready()
  const gate = gateway({ systems: [{ system, prefix, contexts }], own, access, identity: who, ...starting.gateway })
  await new Promise<void>(done => gate.listen(0, '127.0.0.1', done))
  gatewayAddress = `http://localhost:${(gate.address() as AddressInfo).port}`
  return {
    system,
    at,
    gateway: gatewayAddress,
    gatewayServer: gate,
    contexts,
    nodes,
    stores,
    psp,
    token: claims =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'a' }).setIssuer('test').setExpirationTime('1h').sign(privateKey),
    async stop() {
      await stopServing(gate, 5000)
      await own.close()
      await Promise.all(stops.map(stop => stop()))
      rmSync(folder, { recursive: true })
    },
  }
}

// ---- a client that sends exactly what it is told
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The body, read; undefined where it is empty. */
  readonly json: any
}
export interface Asking {
  readonly headers?: { readonly [name: string]: string }
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown
  readonly token?: string
}
export const send = (base: string, method: string, path: string, { headers = {}, body, token }: Asking = {}): Promise<Answer> =>
  new Promise((done, failed) => {
    const text = body === undefined ? undefined : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    const all = {
      ...(text !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {}),
      ...(text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    }
    const { hostname, port } = new URL(base)
    const out = request(
      {
        host: hostname === 'localhost' ? '127.0.0.1' : hostname,
        port,
        method,
        path,
        headers: { host: `${hostname}:${port}`, ...all },
        agent: false,
      },
      answer => {
        let read = ''
        answer.setEncoding('utf8')
        answer.on('data', chunk => (read += chunk))
        answer.on('error', failed)
        answer.on('end', () =>
          done({
            status: answer.statusCode!,
            headers: answer.headers,
            text: read,
            get json() {
              return read === '' ? undefined : JSON.parse(read)
            },
          }),
        )
      },
    )
    out.on('error', failed)
    out.end(text)
  })

/** Asks again until it holds: what follows from an event comes a little later. */
export const eventually = async <T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> => {
  const until = Date.now() + 5000
  for (;;) {
    const found = await look()
    if (holds(found)) return found
    if (Date.now() > until) throw new Error(`it never came: ${JSON.stringify(found)}`)
    await new Promise(done => setImmediate(done))
  }
}
