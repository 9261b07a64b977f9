import assert from 'node:assert/strict'
import { test } from 'node:test'
import { event, type System, Type } from '@jumun/core/model'
import { boardSvg } from './board.ts'
import { boardMermaid } from './mermaid.ts'
import { Menu, Order, Payment, shop } from './fixture.ts'
import { hexagonSvg } from './hexagon.ts'
import { stateMermaid } from './states.ts'

const contextOf = (system: System, name: string) => system.contexts.find(c => c.name === name)!

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
