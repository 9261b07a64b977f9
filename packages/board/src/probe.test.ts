import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { aggregate, at, atOnce, command, event, type System, Type, whenever } from '@jumun/core/model'
import { Order, shop } from './fixture.ts'
import { decisions } from './decisions.ts'
import { checkPolicies, duration, leads } from './probe.ts'
import { samples, written } from './samples.ts'
import { stateMermaid } from './states.ts'

const contextOf = (system: System, name: string) => system.contexts.find(c => c.name === name)!
const policyOf = (system: System, context: string, name: string) => contextOf(system, context).policies[name]!
const { OrderRequested, PaymentAsked, OrderExpired } = contextOf(shop(), 'order').events as { [name: string]: any }

test('samples are what the schema says, with each of what a function may look at', () => {
  const shape = Type.Object({
    orderId: Type.Integer({ minimum: 1 }),
    kind: Type.Union([Type.Literal('hot'), Type.Literal('iced'), Type.Null()]),
    quick: Type.Boolean(),
    phone: Type.String({ pattern: '^[0-9]{9,15}$' }),
    extras: Type.Optional(Type.Array(Type.String())),
  })
  const all = samples(shape)
  for (const sample of all) assert.ok(Check(shape, sample), JSON.stringify(sample))
  for (const kind of ['hot', 'iced', null])
    for (const quick of [true, false]) assert.ok(all.some(s => s.kind === kind && s.quick === quick))
  assert.ok(all.some(s => !('extras' in s)) && all.some(s => s.extras?.length === 0) && all.some(s => s.extras?.length === 1))
  assert.deepEqual(samples(shape), all)
})

test('a text is written for a pattern', () => {
  for (const pattern of ['^\\d{3}-\\d{4}$', '^[A-Z]{2,3}(KR|US)?x+$', '^(?:ab|cd)[^0-9]\\w*$', '^#[0-9a-f]{6}$'])
    assert.match(written(pattern), RegExp(pattern))
})

test('a duration is said in its largest whole unit', () => {
  assert.deepEqual([610, 2000, 90_000, 600_000, 3_600_000, 172_800_000].map(duration), ['610 ms', '2 s', '90 s', '10 min', '1 h', '2 d'])
})

test('where a policy leads is found by asking it', () => {
  const system = shop()
  assert.deepEqual(leads(policyOf(system, 'order', 'pay')), [
    { way: 'ask', type: 'ApprovePayment' },
    { way: 'PaymentApproved', type: 'ConfirmOrder' },
    { way: 'PaymentDeclined', type: 'DeclineOrder' },
    { way: 'otherwise', type: 'PostponePayment' },
  ])
  assert.deepEqual(leads(policyOf(system, 'order', 'giveUp')), [{ way: 'react', type: 'AbandonOrder', time: '10 min' }])
})

test('a policy that looks at its event is asked about both sides', () => {
  const Told = event('Told', { orderId: Type.Integer(), heir: Type.Union([Type.Integer(), Type.Null()]), due: Type.Integer() })
  const [Keep, Leave] = [command('Keep', { orderId: Type.Integer() }), command('Leave', { orderId: Type.Integer() })]
  const policy = whenever(Told, ({ orderId, heir, due }) =>
    heir === null ? Leave({ orderId }) : at(due, Keep({ orderId }), { late: 'run' }),
  )
  assert.deepEqual(leads(policy), [
    { way: 'react', type: 'Keep', time: 'at its moment' },
    { way: 'react', type: 'Leave' },
  ])
})

test('decisions are found from nothing on, and refusals with them', () => {
  const { decided, refused } = decisions(Order)
  const of = (command: string) => decided.filter(d => d.command === command).map(({ from, to, events }) => [from, to, ...events])
  assert.deepEqual(of('PlaceOrder'), [['nothing', 'AwaitingPayment', 'OrderRequested', 'PaymentAsked']])
  assert.deepEqual(of('CancelOrder'), [
    ['AwaitingPayment', 'Expired', 'OrderExpired'],
    ['Ordered', 'OrderCanceled', 'OrderCanceled'],
  ])
  assert.deepEqual(refused.map(r => `${r.command} ${r.reason}`).sort(), [
    'PlaceOrder no-such-product',
    'PlaceOrder price-changed',
    'PlaceOrder sold-out',
  ])
})

test('policies whose commands carry what they need are fine', () => assert.deepEqual(checkPolicies(shop()), []))

test('what is wrong with a policy is said', () => {
  const Nobody = command('Nobody', { orderId: Type.Integer() })
  const loose = (type: string, data: object): any => ({ kind: 'command', type, data })
  const said = (policy: object) => checkPolicies(shop({ order: { bad: policy } }))
  assert.deepEqual(said(whenever(OrderRequested, e => Nobody({ orderId: (e as any).orderId }))), [
    'order/bad: OrderRequested leads to Nobody, which nobody understands',
  ])
  assert.deepEqual(said(whenever(OrderRequested, () => loose('AbandonOrder', {}))), [
    'order/bad: OrderRequested leads to AbandonOrder without orderId, so for no order',
  ])
  assert.match(
    said(whenever(OrderRequested, () => loose('AbandonOrder', { orderId: 'seven' })))[0]!,
    /^order\/bad: OrderRequested leads to AbandonOrder with data that is not its own: orderId /,
  )
  assert.match(
    said(whenever(OrderRequested, e => (e as any).lines.map(() => loose('AbandonOrder', {}))))[0]!,
    /^order\/bad: OrderRequested throws: /,
  )
  const line = (row: (e: any, answered: any) => any) =>
    atOnce(PaymentAsked, {
      ask: ({ orderId, amt }: any) => loose('ApprovePayment', { orderId, amt }),
      within: 1,
      answer: { rejected: row } as any,
    })
  assert.deepEqual(said(line(({ orderId }, no) => loose('DeclineOrder', { orderId, reason: no.detail.words }))), [])
  assert.match(
    said(line(({ orderId }) => loose('DeclineOrder', { orderId })))[0]!,
    /^order\/bad: PaymentAsked, rejected: leads to DeclineOrder with data that is not its own/,
  )
  // only where there is nothing to give
  assert.deepEqual(said(whenever(OrderExpired, () => undefined)), [])
})

test('a transition that only a made-up state has is not drawn', () => {
  const Id = Type.Integer()
  const commands = { Ask: command('Ask', { id: Id, unwanted: Type.Boolean() }), Pay: command('Pay', { id: Id }) }
  const events = {
    Asked: event('Asked', { id: Id }),
    Voided: event('Voided', { id: Id }),
    Paid: event('Paid', { id: Id }),
    PaidBack: event('PaidBack', { id: Id }),
  }
  const Money = aggregate('money', {
    key: 'id',
    commands,
    events,
    states: ['Asked', 'Voided', 'Paid', 'PaidBack'],
    fields: { id: Id, unwanted: Type.Boolean() },
    decide: {
      Ask: { by: 'customer', from: 'nothing', then: (_, { id, unwanted }) => (unwanted ? events.Voided({ id }) : events.Asked({ id })) },
      Pay: {
        by: 'customer',
        from: ['Asked', 'Voided'],
        then: ({ id, unwanted }) => (unwanted ? events.PaidBack({ id }) : events.Paid({ id })),
      },
    },
    evolve: {
      Asked: (_, e) => ({ ...e, unwanted: false, status: 'Asked' }),
      Voided: (_, e) => ({ ...e, unwanted: true, status: 'Voided' }),
      Paid: m => ({ ...m, status: 'Paid' }),
      PaidBack: m => ({ ...m, status: 'PaidBack' }),
    },
  })
  const drawn = stateMermaid(Money)
    .split('\n')
    .filter(l => l.includes('Pay '))
  assert.deepEqual(drawn, ['  Asked --> Paid: Pay (customer)', '  Voided --> PaidBack: Pay (customer)'])
})

test('who answers with the key that was just said, and finds what is kept by name, is found on the way', () => {
  const Id = Type.Integer()
  const events = {
    Asked: event('Asked', { id: Id, key: Type.String() }),
    Paid: event('Paid', { id: Id }),
    Stocked: event('Stocked', { shop: Type.String() }),
  }
  const Shop = aggregate('shop', {
    key: 'shop',
    commands: { Stock: command('Stock', { shop: Type.String() }) },
    events: { Stocked: events.Stocked },
    states: ['Open'],
    fields: { shop: Type.String(), dishes: Type.Record(Type.String(), Type.Integer({ minimum: 0 })) },
    decide: { Stock: { by: 'owner', from: 'nothing', then: (_, e) => events.Stocked(e) } },
    evolve: { Stocked: (_, e) => ({ ...e, dishes: {}, status: 'Open' }) },
  })
  const Order = aggregate('order', {
    key: 'id',
    commands: {
      Ask: command('Ask', { id: Id, shop: Type.String(), dish: Type.String() }),
      Note: command('Note', { id: Id, key: Type.String() }),
    },
    events: { Asked: events.Asked, Paid: events.Paid },
    reads: { shop: [Shop, 'shop'] },
    states: ['Asked', 'Paid'],
    fields: { id: Id, key: Type.String() },
    decide: {
      Ask: {
        by: 'customer',
        from: 'nothing',
        then: (_, { id, dish }, { shop }) => (shop?.dishes[dish] ? events.Asked({ id, key: `order-${id}` }) : []),
      },
      Note: { by: 'customer', from: ['Asked', 'Paid'], then: (o, { id, key }) => (key === o.key ? events.Paid({ id }) : []) },
    },
    evolve: { Asked: (_, e) => ({ ...e, status: 'Asked' }), Paid: o => ({ ...o, status: 'Paid' }) },
  })
  const ways = decisions(Order).decided.filter(d => d.reached)
  assert.deepEqual(
    ways.map(d => `${d.from} ${d.command} ${d.to}`),
    ['nothing Ask Asked', 'Asked Note Paid', 'Paid Note Paid'],
  )
})
