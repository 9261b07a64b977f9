import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { aggregate, at, atOnce, command, contextOfCommand, event, type System, Type, whenever } from '@jumun/core/model'
import { asyncapi } from './asyncapi.ts'
import { boardSvg } from './board.ts'
import { boardMermaid } from './mermaid.ts'
import { Menu, Order, Payment, shop } from './fixture.ts'
import { hexagonSvg } from './hexagon.ts'
import { openapi } from './openapi.ts'
import { documents } from './pages.ts'
import { decisions } from './decisions.ts'
import { checkPolicies, duration, leads } from './probe.ts'
import { samples, written } from './samples.ts'
import { stateMermaid } from './states.ts'

const contextOf = (system: System, name: string) => system.contexts.find(c => c.name === name)!
const policyOf = (system: System, context: string, name: string) => contextOf(system, context).policies[name]!
const { OrderRequested, PaymentAsked, OrderExpired } = contextOf(shop(), 'order').events as { [name: string]: any }

// ---- probing

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

// ---- checking

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

// ---- board

test('the diagram has every note, dotted and solid lines, and their times', () => {
  const text = boardMermaid(shop())
  for (const line of [
    'subgraph payment["payment"]',
    'order_event_PaymentAsked["PaymentAsked"]:::internal',
    'order_event_Ordered["Ordered"]:::event',
    'order_event_PaymentAsked --> order_policy_pay',
    'order_policy_pay -->|610 ms| payment_command_ApprovePayment',
    'order_policy_pay -->|PaymentDeclined| order_command_DeclineOrder',
    'order_policy_giveUp -.->|10 min| order_command_AbandonOrder',
    'order_event_OrderCanceled -.-> payment_policy_giveBack',
    'payment_policy_charge -->|550 ms| payment_external_psp',
    'payment_event_PaymentCanceled -.-> page_view_mypage',
  ])
    assert.ok(
      text.split('\n').some(l => l.trim() === line),
      line,
    )
})

interface Rect {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}
const drawing = (svg: string) => {
  const number = (text: string | undefined) => Number(text)
  const notes = [
    ...svg.matchAll(/<g transform="rotate\([^)]*\)"[^>]*><path [^>]*\/><path d="M(\S+) (\S+)H(\S+)V(\S+)Q[^>]*>(.*?)<\/g>(?=\n|$)/gm),
  ].map(([, x, y, right, bottom, inside]) => ({
    x: number(x),
    y: number(y),
    w: number(right) - number(x),
    h: number(bottom) - number(y),
    texts: [...inside!.matchAll(/<text x="(\S+)" y="(\S+)" font-size="(\S+)"[^>]*>([^<]*)</g)].map(([, x, y, size, words]) => ({
      x: number(x),
      y: number(y),
      size: number(size),
      words: words!,
    })),
  }))
  const frames = [...svg.matchAll(/<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)" rx="16"/g)].map(([, x, y, w, h]) => ({
    x: number(x),
    y: number(y),
    w: number(w),
    h: number(h),
  }))
  const lines = [...svg.matchAll(/<path d="([^"]*)" fill="none" stroke="[^"]*" stroke-width="2\.[24]"/g)].map(([, d]) =>
    d!
      .split('M')
      .filter(Boolean)
      .map(run =>
        [...run.replaceAll(/Q\S+ \S+ /g, 'L').matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [number(x), number(y)] as const),
      ),
  )
  return { notes, frames, lines: lines.flat() }
}
const overlap = (a: Rect, b: Rect) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

test('on the board every text stays on its note, every note in its frame, and no line crosses a note', () => {
  const system = shop()
  const { notes, frames, lines } = drawing(boardSvg(system))
  const expected = system.contexts.flatMap(c => [
    ...c.aggregates.flatMap(a => [a.name, ...Object.keys(a.decide), ...Object.keys(a.events)]),
    ...Object.keys(c.policies),
    ...c.views.map(v => v.name),
    ...c.externals.map(x => x.name),
  ])
  assert.equal(frames.length, system.contexts.length)
  assert.equal(notes.length, expected.length)
  const written = notes.map(n =>
    n.texts
      .map(t => t.words)
      .join('')
      .toLowerCase(),
  )
  for (const name of expected)
    assert.ok(
      written.some(words => words.startsWith(name.toLowerCase())),
      name,
    )
  for (const n of notes) {
    assert.equal(frames.filter(f => n.x >= f.x && n.y >= f.y && n.x + n.w <= f.x + f.w && n.y + n.h <= f.y + f.h).length, 1)
    for (const t of n.texts) {
      assert.ok(t.words.length * t.size * 0.55 <= n.w - 8, `${t.words} is wider than its note`)
      assert.ok(t.y - t.size * 0.8 >= n.y && t.y <= n.y + n.h - 2, `${t.words} is above or below its note`)
    }
    assert.deepEqual(
      notes.filter(o => o !== n && overlap(o, n)),
      [],
    )
  }
  assert.ok(lines.length > 5)
  for (const line of lines)
    for (const [i, [x, y]] of line.slice(1).entries()) {
      const [ax, ay] = line[i]!
      const segment = { x: Math.min(x, ax), y: Math.min(y, ay), w: Math.abs(x - ax), h: Math.abs(y - ay) }
      // the ends touch
      assert.deepEqual(
        notes.filter(n => overlap(segment, { x: n.x + 1, y: n.y + 1, w: n.w - 2, h: n.h - 2 })),
        [],
      )
    }
})

test('a program finds in the drawing each note, each frame, and the whole way of each line from note to note', () => {
  const system = shop()
  const svg = boardSvg(system)
  const notes = new Map(
    [...svg.matchAll(/data-note="([^"]+)" data-box="(\S+) (\S+) (\S+) (\S+)"/g)].map(([, id, ...box]) => [id!, box.map(Number)]),
  )
  const expected = system.contexts.flatMap(c => [
    ...c.aggregates.flatMap(a => [
      `aggregate ${c.name} ${a.name}`,
      ...Object.keys(a.decide).map(type => `command ${c.name} ${type}`),
      ...Object.keys(a.events).map(type => `event ${c.name} ${type}`),
    ]),
    ...Object.keys(c.policies).map(name => `policy ${c.name} ${name}`),
    ...c.views.map(v => `view ${c.name} ${v.name}`),
    ...c.externals.map(x => `external ${c.name} ${x.name}`),
  ])
  assert.deepEqual([...notes.keys()].sort(), expected.sort())
  assert.deepEqual(
    [...svg.matchAll(/data-frame="([^"]+)"/g)].map(([, name]) => name),
    system.contexts.map(c => c.name),
  )
  const lines = [...svg.matchAll(/data-from="([^"]+)" data-to="([^"]+)" data-way="M(\S+) (\S+?)L[^"]*?([-\d.]+) ([-\d.]+)"/g)]
  assert.ok(lines.length > 5)
  for (const [, from, to, x, y, endX, endY] of lines)
    for (const [id, atX, atY] of [[from!, Number(x), Number(y)] as const, [to!, Number(endX), Number(endY)] as const]) {
      const [left, top, w, h] = notes.get(id) as [number, number, number, number]
      assert.ok(atX >= left - 2 && atX <= left + w + 2 && atY >= top - 2 && atY <= top + h + 2, `${from} to ${to}: ${id}`)
    }
})

test('a name too long for its note is made smaller', () => {
  const Long = event('PaymentReconciliationQuestionedByTheProvider', { orderId: Type.Integer() })
  const system = shop()
  const widened = {
    ...system,
    contexts: system.contexts.map(c =>
      c.name === 'page'
        ? {
            ...c,
            events: { [Long.type]: Long },
            aggregates: [{ ...Payment, name: 'incomprehensibilities', decide: {}, events: { [Long.type]: Long } }],
          }
        : c,
    ),
  }
  const { notes } = drawing(boardSvg(widened))
  const long = notes.find(n => n.texts.map(t => t.words).join('') === Long.type)!
  assert.ok(long.texts.length > 2 && long.texts.every(t => t.words.length * t.size * 0.55 <= long.w - 8 && t.y <= long.y + long.h - 2))
})

test('the hexagon shows what comes in and what goes out', () => {
  const system = shop()
  const words = (name: string) => [...hexagonSvg(contextOf(system, name), system).matchAll(/<text [^>]*>([^<]*)</g)].map(([, t]) => t)
  const order = words('order')
  for (const line of [
    'Order',
    'Menu',
    '/orders  GET POST PATCH PUT DELETE',
    'AbandonOrder: 10 min',
    'OrderCanceled',
    'ApprovePayment → payment',
    'CancelPayment → payment',
  ])
    assert.ok(order.includes(line), line)
  const payment = words('payment')
  for (const line of ['ApprovePayment ← order', 'CancelPayment ← order', 'OrderCanceled ← order', 'External: psp', 'Charge'])
    assert.ok(payment.includes(line), line)
  assert.ok(!payment.includes('PaymentRequested'), 'internal events are nobody else’s')
})

test('the states are those of the table, with who may', () => {
  const lines = stateMermaid(Order)
    .split('\n')
    .map(l => l.trim())
  for (const line of [
    '[*] --> AwaitingPayment: PlaceOrder (customer, manager)',
    'AwaitingPayment --> Ordered: ConfirmOrder',
    'Ordered --> OrderCanceled: CancelOrder (its owner, manager)',
    'Expired --> [*]',
  ])
    assert.ok(lines.includes(line), line)
  assert.ok(!lines.some(l => l.startsWith('Expired --> Expired')), 'what is done already is not drawn')
  assert.ok(!lines.includes('Ordered --> Expired: CancelOrder (its owner, manager)'))
  assert.ok(stateMermaid(Menu).includes('[*] --> OnMenu: AddToMenu (manager)'))
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

// ---- interfaces

const refs = (document: unknown): string[] => [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, r]) => r!)
const resolve = (document: any, ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce((at, name) => at?.[name.replaceAll('~1', '/')], document)

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

test('OpenAPI: every operation once, every reference leads somewhere, nothing is left over', () => {
  const document = openapi(shop(), 'http://localhost:8088') as any
  const ids = Object.values(document.paths).flatMap((p: any) => Object.values(p).flatMap((o: any) => o.operationId ?? []))
  assert.equal(new Set(ids).size, ids.length)
  for (const ref of refs(document)) assert.ok(resolve(document, ref), ref)
  for (const slug of Object.keys(document.components.examples)) assert.ok(refs(document).includes(`#/components/examples/${slug}`), slug)
  assert.deepEqual(document.servers, [{ url: 'http://localhost:8088' }])
})

test('OpenAPI: an order is made, shown, changed, canceled and found as its routes say', () => {
  const { paths, components } = openapi(shop()) as any
  const made = paths['/orders'].post
  const input = made.requestBody.content['application/json'].schema
  assert.deepEqual(Object.keys(input.properties), ['phoneNumber', 'productName', 'qty', 'amt'])
  assert.deepEqual(input.required, ['productName', 'qty'])
  assert.equal(input.properties.phoneNumber['x-personal'], true)
  assert.deepEqual(made['x-roles'], ['customer', 'manager'])
  assert.match(made.description, /`phonenumber` is read as `phoneNumber`/)
  assert.deepEqual(made.parameters, [{ $ref: '#/components/parameters/IdempotencyKey' }])
  assert.ok(made.responses[201].headers.Location)
  const slugs = (status: number) => Object.keys(made.responses[status].content['application/problem+json'].examples)
  assert.deepEqual(slugs(409).sort(), ['in-progress', 'price-changed', 'sold-out'])
  assert.deepEqual(slugs(422).sort(), ['idempotency-key-reused', 'no-such-product', 'payment-declined'])
  assert.deepEqual(slugs(503), ['payment-unavailable', 'payment-unknown', 'unavailable'])
  assert.equal(components.examples['price-changed'].value.type, '/problems/price-changed')
  assert.deepEqual(Object.keys(paths['/orders/{id}']), ['parameters', 'get', 'patch', 'put', 'delete'])
  assert.deepEqual(paths['/orders/{id}'].patch.requestBody.content['application/json'].schema.properties.status.enum, ['OrderCanceled'])
  assert.deepEqual(Object.keys(paths['/orders/{id}'].delete.responses).includes('204'), true)
  assert.deepEqual(Object.keys(paths['/orders/{id}/cancel'].post.requestBody.content['application/json'].schema.properties), ['reason'])
  assert.equal(paths['/orders/{id}/pay'].post.requestBody, undefined)
  assert.ok(paths['/orders/search/findByPhoneNumber'].get.parameters.some((p: any) => p.name === 'phoneNumber' && p.required))
  assert.ok(paths['/orders/search/unpaid'] && paths['/orders/{id}/history'] && paths['/profile/orders'])
  const item = components.schemas.Order
  assert.deepEqual(item.required, ['id', 'phoneNumber', 'productName', 'qty', 'amt', 'status', 'reason', 'createTime', '_links'])
  assert.deepEqual(item.properties.status.enum, Order.states)
  assert.deepEqual(item.properties.reason, { anyOf: [{ type: 'string' }, { type: 'null' }] })
  assert.deepEqual(item.properties.createTime, { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] })
  assert.deepEqual(Object.keys(components.schemas.OrderPage.properties), ['_embedded', '_links', 'page'])
})

test('OpenAPI: a view is only read, a forwarded POST is the other context’s command', () => {
  const { paths } = openapi(shop()) as any
  assert.deepEqual(Object.keys(paths['/mypages']), ['get'])
  assert.deepEqual(Object.keys(paths['/mypages/{id}']), ['parameters', 'get'])
  assert.deepEqual(paths['/payments'].post.requestBody.content['application/json'].schema.required, ['orderId'])
  assert.ok(paths['/payments'].post.responses[201] && paths['/payments'].post.responses[200])
})

test('OpenAPI: a context alone has its own paths only', () => {
  const system = shop()
  const { paths } = openapi(contextOf(system, 'page'), '', system.reasons) as any
  assert.deepEqual(Object.keys(paths), [
    '/mypages',
    '/mypages/{id}',
    '/mypages/search',
    '/mypages/search/findByOrderId',
    '/profile/mypages',
    '/actuator/health',
  ])
})

test('AsyncAPI: a message for each public event on the one topic, with its headers and the number of its item', () => {
  const document = asyncapi(shop()) as any
  assert.deepEqual(Object.keys(document.channels), ['shop'])
  assert.deepEqual(Object.keys(document.channels.shop.messages).sort(), ['OrderCanceled', 'Ordered', 'PaymentApproved', 'PaymentCanceled'])
  const { headers, payload } = document.components.messages.Ordered
  assert.equal(headers.properties.ce_source.const, '/shop/order')
  assert.equal(headers.properties.ce_type.const, 'Ordered')
  assert.deepEqual(Object.keys(payload.properties), ['id', 'orderId', 'phoneNumber', 'productName', 'qty', 'amt'])
  assert.ok(payload.required.includes('id'))
  assert.deepEqual(document.operations.pageHears.messages, [
    { $ref: '#/channels/shop/messages/Ordered' },
    { $ref: '#/channels/shop/messages/PaymentCanceled' },
  ])
  assert.equal(document.operations.orderHears, undefined)
  for (const ref of refs(document)) assert.ok(resolve(document, ref), ref)
})

test('all documents, the same every time', () => {
  const all = documents(shop())
  assert.deepEqual(
    [...all.keys()],
    [
      'board.md',
      'board.svg',
      'board.txt',
      'docs/hexagon-order.svg',
      'docs/hexagon-payment.svg',
      'docs/hexagon-page.svg',
      'docs/card-order.md',
      'docs/card-payment.md',
      'docs/card-page.md',
      'docs/states.md',
      'openapi.json',
      'asyncapi.json',
    ],
  )
  assert.deepEqual(documents(shop()), all)
  const card = all.get('docs/card-page.md')!
  for (const part of ['# page of', 'What it waits for', 'What can be read']) assert.ok(card.includes(part), part)
  const board = all.get('board.md')!
  for (const sentence of [
    '- **pay**: once `PaymentAsked` happened, `ApprovePayment` of payment is asked at once, within 610 ms: `PaymentApproved` → `ConfirmOrder`; `PaymentDeclined` → `DeclineOrder`; no answer → `PostponePayment`.',
    '- **giveUp**: whenever `OrderRequested` happened, `AbandonOrder` follows after 10 min.',
    '- **giveBack**: whenever `OrderCanceled` of order happened, `CancelPayment` follows.',
    '- **charge**: once `PaymentRequested` happened, `Charge` of psp is asked at once, within 550 ms: `captured` → `NotePaid`; `declined` → `NoteDeclined`. Without an answer it stays owed.',
    '| [order](docs/card-order.md) | core | order team | 8081 | Order, Menu | – | – |',
  ])
    assert.ok(board.split('\n').includes(sentence), sentence)
  for (const [path, text] of all) {
    assert.ok(!/undefined|NaN|\[object/.test(text), path)
    if (path.endsWith('.svg')) assert.ok(text.startsWith('<svg xmlns="http://www.w3.org/2000/svg"') && text.endsWith('</svg>\n'))
  }
  assert.equal(contextOfCommand(shop(), 'Charge'), undefined)
})
