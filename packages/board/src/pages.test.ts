import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextOfCommand } from '@jumun/core/model'
import { shop } from './fixture.ts'
import { documents } from './pages.ts'

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
    '- **pay**: once `PaymentAsked` happened, `ApprovePayment` of payment is asked at once, within 610 ms: ' +
      '`PaymentApproved` → `ConfirmOrder`; `PaymentDeclined` → `DeclineOrder`; no answer → `PostponePayment`.',
    '- **giveUp**: whenever `OrderRequested` happened, `AbandonOrder` follows after 10 min.',
    '- **giveBack**: whenever `OrderCanceled` of order happened, `CancelPayment` follows.',
    '- **charge**: once `PaymentRequested` happened, `Charge` of psp is asked at once, within 550 ms: ' +
      '`captured` → `NotePaid`; `declined` → `NoteDeclined`. Without an answer it stays owed.',
    '| [order](docs/card-order.md) | core | order team | 8081 | Order, Menu | – | – |',
  ])
    assert.ok(board.split('\n').includes(sentence), sentence)
  for (const [path, text] of all) {
    assert.ok(!/undefined|NaN|\[object/.test(text), path)
    if (path.endsWith('.svg')) assert.ok(text.startsWith('<svg xmlns="http://www.w3.org/2000/svg"') && text.endsWith('</svg>\n'))
  }
  assert.equal(contextOfCommand(shop(), 'Charge'), undefined)
})
