// A small business with one of everything that can be drawn: for the tests of what is generated.
import {
  after,
  aggregate,
  atOnce,
  command,
  context,
  event,
  external,
  minutes,
  ms,
  otherwise,
  own,
  personal,
  policy,
  reasons,
  systemOf,
  Type,
  view,
  whenever,
} from '@jumun/core/model'

const Id = Type.Integer({ minimum: 1 })
const Phone = personal(Type.String({ pattern: '^\\d{9,15}$' }))
const Won = Type.Integer({ minimum: 0 })
const vocabulary = reasons({
  'no-such-product': { status: 422, en: 'There is no such product.', ko: '없는 상품입니다.' },
  'price-changed': { status: 409, en: 'The price is {amt} now.', ko: '가격이 {amt}원으로 바뀌었습니다.' },
  'sold-out': { status: 409, en: 'Sold out.', ko: '품절입니다.' },
  'payment-declined': { status: 422, en: 'The payment was declined.', ko: '결제가 거절되었습니다.' },
})

// ---- menu and order
const orderCommands = {
  PlaceOrder: command('PlaceOrder', {
    orderId: Type.Optional(Id),
    phoneNumber: Phone,
    productName: Type.String({ maxLength: 200 }),
    qty: Id,
    amt: Type.Optional(Won),
  }),
  PayOrder: command('PayOrder', { orderId: Id }),
  ConfirmOrder: command('ConfirmOrder', { orderId: Id, attempt: Id }),
  DeclineOrder: command('DeclineOrder', { orderId: Id, reason: Type.String() }),
  PostponePayment: command('PostponePayment', { orderId: Id, attempt: Id }),
  AbandonOrder: command('AbandonOrder', { orderId: Id }),
  CancelOrder: command('CancelOrder', { orderId: Id, reason: Type.Optional(Type.String()) }),
}
const ordered = { orderId: Id, phoneNumber: Phone, productName: Type.String(), qty: Id, amt: Won }
const orderEvents = {
  OrderRequested: event.internal('OrderRequested', ordered),
  PaymentAsked: event.internal('PaymentAsked', { orderId: Id, amt: Won, attempt: Id }),
  PaymentPostponed: event.internal('PaymentPostponed', { orderId: Id, attempt: Id }),
  OrderDeclined: event.internal('OrderDeclined', { orderId: Id, reason: Type.String() }),
  OrderExpired: event.internal('OrderExpired', { orderId: Id }),
  Ordered: event('Ordered', ordered),
  OrderCanceled: event('OrderCanceled', ordered),
}
const menuCommands = { AddToMenu: command('AddToMenu', { productName: Type.String(), price: Won }) }
const menuEvents = { AddedToMenu: event.internal('AddedToMenu', { productName: Type.String(), price: Won }) }
export const Menu = aggregate('menu', {
  key: 'productName',
  id: 'id',
  commands: menuCommands,
  events: menuEvents,
  states: ['OnMenu'],
  fields: { productName: Type.String(), price: Won, soldOut: Type.Boolean() },
  decide: { AddToMenu: { by: 'manager', from: 'nothing', done: 'OnMenu', then: (_, wish) => menuEvents.AddedToMenu(wish) } },
  evolve: { AddedToMenu: (_, e) => ({ ...e, soldOut: false, status: 'OnMenu' }) },
})
const paid = ['Ordered', 'OrderCanceled'] as const
export const Order = aggregate('order', {
  key: 'orderId',
  commands: orderCommands,
  events: orderEvents,
  reads: { item: [Menu, 'productName'] },
  states: ['AwaitingPayment', 'Ordered', 'OrderCanceled', 'Declined', 'Expired'],
  fields: { ...ordered, attempt: Type.Integer(), closed: Type.Integer(), reason: Type.Optional(Type.String()), createTime: Type.Integer() },
  decide: {
    PlaceOrder: {
      by: ['customer', 'manager'],
      from: 'nothing',
      allots: 'orderId',
      then: (_, wish: any, { item }) =>
        !item
          ? vocabulary.reject('no-such-product')
          : item.soldOut
            ? vocabulary.reject('sold-out')
            : wish.amt !== undefined && wish.amt !== item.price * wish.qty
              ? vocabulary.reject('price-changed', { amt: item.price * wish.qty })
              : [
                  orderEvents.OrderRequested({ ...wish, amt: item.price * wish.qty }),
                  orderEvents.PaymentAsked({ orderId: wish.orderId, amt: item.price * wish.qty, attempt: 1 }),
                ],
    },
    PayOrder: {
      by: [own('phoneNumber'), 'operator'],
      from: 'AwaitingPayment',
      done: paid,
      then: o => orderEvents.PaymentAsked({ orderId: o.orderId, amt: o.amt, attempt: o.attempt + 1 }),
    },
    ConfirmOrder: {
      by: policy,
      from: 'AwaitingPayment',
      done: otherwise,
      then: (o, { attempt }) => (attempt <= o.closed ? [] : orderEvents.Ordered(o)),
    },
    DeclineOrder: { by: policy, from: 'AwaitingPayment', done: otherwise, then: (_, wish) => orderEvents.OrderDeclined(wish) },
    PostponePayment: { by: policy, from: 'AwaitingPayment', done: otherwise, then: (_, wish) => orderEvents.PaymentPostponed(wish) },
    AbandonOrder: { by: policy, from: 'AwaitingPayment', done: otherwise, then: (_, wish) => orderEvents.OrderExpired(wish) },
    CancelOrder: {
      by: [own('phoneNumber'), 'manager'],
      from: ['AwaitingPayment', 'Ordered'],
      done: ['OrderCanceled', 'Expired'],
      then: o => (o.status === 'Ordered' ? orderEvents.OrderCanceled(o) : orderEvents.OrderExpired({ orderId: o.orderId })),
    },
  },
  evolve: {
    OrderRequested: (_, e) => ({ ...e, attempt: 0, closed: 0, createTime: 0, status: 'AwaitingPayment' }),
    PaymentAsked: (o, e) => ({ ...o, attempt: e.attempt }),
    PaymentPostponed: (o, e) => ({ ...o, closed: e.attempt }),
    OrderDeclined: (o, e) => ({ ...o, reason: e.reason, status: 'Declined' }),
    OrderExpired: o => ({ ...o, status: 'Expired' }),
    Ordered: o => ({ ...o, status: 'Ordered' }),
    OrderCanceled: o => ({ ...o, status: 'OrderCanceled' }),
  },
})

// ---- payment
const pspCommands = { Charge: command('Charge', { key: Type.String(), amt: Won }, { answers: ['captured', 'declined'] }) }
const paymentCommands = {
  ApprovePayment: command('ApprovePayment', { orderId: Id, amt: Won }, { answers: ['PaymentApproved', 'PaymentDeclined'] }),
  CancelPayment: command('CancelPayment', { orderId: Id }),
  NotePaid: command('NotePaid', { orderId: Id }),
  NoteDeclined: command('NoteDeclined', { orderId: Id }),
}
const paymentEvents = {
  PaymentRequested: event.internal('PaymentRequested', { orderId: Id, amt: Won }),
  PaymentDeclined: event.internal('PaymentDeclined', { orderId: Id }),
  PaymentApproved: event('PaymentApproved', { orderId: Id, amt: Won }),
  PaymentCanceled: event('PaymentCanceled', { orderId: Id }),
}
export const Payment = aggregate('payment', {
  key: 'orderId',
  id: 'id',
  commands: paymentCommands,
  events: paymentEvents,
  states: ['PaymentRequested', 'PaymentApproved', 'PaymentDeclined', 'PaymentCanceled'],
  fields: { orderId: Id, amt: Won },
  decide: {
    ApprovePayment: { by: 'system', from: 'nothing', done: otherwise, then: (_, wish) => paymentEvents.PaymentRequested(wish) },
    NotePaid: { by: policy, from: 'PaymentRequested', done: otherwise, then: p => paymentEvents.PaymentApproved(p) },
    NoteDeclined: { by: policy, from: 'PaymentRequested', done: otherwise, then: p => paymentEvents.PaymentDeclined(p) },
    CancelPayment: {
      by: policy,
      from: ['nothing', 'PaymentApproved'],
      done: otherwise,
      then: (_, wish) => paymentEvents.PaymentCanceled(wish),
    },
  },
  evolve: {
    PaymentRequested: (_, e) => ({ ...e, status: 'PaymentRequested' }),
    PaymentApproved: p => ({ ...p, status: 'PaymentApproved' }),
    PaymentDeclined: p => ({ ...p, status: 'PaymentDeclined' }),
    PaymentCanceled: (p, e) => ({ ...p, ...e, status: 'PaymentCanceled' }),
  },
})

// ---- page
const Page = view('mypage', {
  key: 'orderId',
  fields: { orderId: Id, phoneNumber: Phone, status: Type.String(), updateTime: Type.Integer() },
})
  .on(orderEvents.Ordered, (row, e, { time }) => ({
    ...row,
    orderId: e.orderId,
    phoneNumber: e.phoneNumber,
    status: 'Ordered',
    updateTime: time,
  }))
  .on(paymentEvents.PaymentCanceled, (row, e) => ({ ...row, orderId: e.orderId, status: 'PaymentCanceled' }))

// ---- the contexts
const orderContext = (more: object) =>
  context('order', {
    port: 8081,
    level: 'core',
    team: 'order team',
    events: { ...orderEvents, ...menuEvents },
    commands: { ...orderCommands, ...menuCommands },
    aggregates: [Order, Menu],
    policies: {
      pay: atOnce(orderEvents.PaymentAsked, {
        ask: ({ orderId, amt }) => paymentCommands.ApprovePayment({ orderId, amt }),
        within: ms(610),
        answer: {
          PaymentApproved: ({ orderId, attempt }) => orderCommands.ConfirmOrder({ orderId, attempt }),
          PaymentDeclined: ({ orderId }) => orderCommands.DeclineOrder({ orderId, reason: 'payment-declined' }),
        },
        otherwise: ({ orderId, attempt }) => orderCommands.PostponePayment({ orderId, attempt }),
      }),
      giveUp: whenever(orderEvents.OrderRequested, ({ orderId }) =>
        after(minutes(10), orderCommands.AbandonOrder({ orderId }), { late: 'run' }),
      ),
      undo: whenever(orderEvents.OrderExpired, ({ orderId }) => paymentCommands.CancelPayment({ orderId })),
      ...more,
    },
    routes: {
      orders: {
        of: Order,
        item: 'order',
        shows: ['phoneNumber', 'productName', 'qty', 'amt', 'status', 'reason', 'createTime'],
        times: ['createTime'],
        hidden: ['AwaitingPayment', 'Declined', 'Expired'],
        owner: 'phoneNumber',
        create: {
          command: orderCommands.PlaceOrder,
          pending: {
            state: 'AwaitingPayment',
            reason: 'reason',
            again: orderCommands.PayOrder,
            postpone: o => orderCommands.PostponePayment({ orderId: o.orderId, attempt: o.attempt }),
          },
          refused: { Declined: { field: 'reason' } },
        },
        commands: { cancel: orderCommands.CancelOrder, pay: orderCommands.PayOrder },
        statuses: { OrderCanceled: orderCommands.CancelOrder },
        delete: orderCommands.CancelOrder,
        originals: { aliases: { phonenumber: 'phoneNumber' } },
        searches: { findByPhoneNumber: { by: ['phoneNumber'] }, unpaid: { states: ['AwaitingPayment'] } },
        history: true,
      },
      menu: { of: Menu, item: 'menuItem', shows: ['productName', 'price', 'soldOut'], create: { command: menuCommands.AddToMenu } },
    },
  })
const paymentContext = () =>
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
        ask: ({ orderId, amt }) => pspCommands.Charge({ key: `charge-${orderId}`, amt }),
        within: ms(550),
        answer: {
          captured: ({ orderId }) => paymentCommands.NotePaid({ orderId }),
          declined: ({ orderId }) => paymentCommands.NoteDeclined({ orderId }),
        },
      }),
      giveBack: whenever(orderEvents.OrderCanceled, ({ orderId }) => paymentCommands.CancelPayment({ orderId })),
    },
    routes: { payments: { of: Payment, item: 'payment', shows: ['orderId', 'amt', 'status'], forwards: orderCommands.PayOrder } },
  })
const pageContext = () =>
  context('page', {
    port: 8083,
    level: 'supporting',
    team: 'customer team',
    views: [Page],
    routes: {
      mypages: {
        of: Page,
        item: 'mypage',
        shows: ['orderId', 'phoneNumber', 'status', 'updateTime'],
        times: ['updateTime'],
        searches: { findByOrderId: { by: ['orderId'] } },
      },
    },
  })

/** `more`: policies of the context `order`, beside its own or in their place. */
export const shop = (more: { readonly order?: object } = {}) =>
  systemOf('shop', {
    title: { en: 'Shop', ko: '가게' },
    color: '#7B4B2A',
    reasons: vocabulary.reasons,
    roles: ['customer', 'manager', 'operator'],
    contexts: [orderContext(more.order ?? {}), paymentContext(), pageContext()],
  })
