import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Chapter, storyPage, tellChapter } from '@jumun/testing'
import { cafeteria } from './cafeteria/system.ts'

const claims = { phoneNumber: '01012345678' }
const order = { who: 'customer', claims, makes: 'orders', wish: { ...claims, productName: 'coffee', qty: 2, amt: 1000 } }
const chapter = (...steps: Chapter['steps']): Chapter => ({ title: 'A try', text: 'It is tried.', steps })

test('each commit is a line, with who asked or the event of the line above that it followed from', async () => {
  const lines = await tellChapter(cafeteria, chapter(order, { who: 'barista', does: 'drinks/1/receive', later: 30_000 }))
  const [first] = lines
  assert.deepEqual(
    { who: first!.who, command: first!.command, told: first!.told, after: first!.after },
    { who: 'customer', command: 'PlaceOrder', told: '`Ordered`', after: undefined },
  )
  const ordered = lines.findIndex(l => l.events.includes('Ordered'))
  const noted = lines.find(l => l.command === 'NoteOrder')!
  assert.deepEqual(noted.after, { line: ordered + 1, event: 'Ordered' })
  assert.equal(noted.context, 'drink')
  const received = lines.find(l => l.command === 'Receive')!
  assert.equal(received.who, 'barista')
  assert.ok(received.at >= 30_000)
  lines.forEach((line, i) => assert.ok(!line.after || line.after.line <= i, `line ${i + 1} follows from one below`))
})
test('where the provider is silent, the customer is told that nobody knows, and what was taken goes back', async () => {
  const lines = await tellChapter(cafeteria, { ...chapter(order), silent: true })
  assert.equal(lines[0]!.told, 'payment-unknown')
  const happened = lines.flatMap(l => l.events)
  assert.ok(happened.indexOf('PaymentUnknown') < happened.indexOf('PaymentApproved'))
  assert.ok(happened.includes('PaymentCanceled'))
})
test('it is told the same each time', async () => {
  const day = { chapters: [chapter(order)] }
  assert.equal(await storyPage(cafeteria, day), await storyPage(cafeteria, day))
})
test('what cannot be done, or is not there, is no story', async () => {
  const stranger = { who: 'customer', claims: {}, does: 'drinks/1/receive' }
  await assert.rejects(tellChapter(cafeteria, chapter(order, stranger)), /customer could not do drinks\/1\/receive: role/)
  await assert.rejects(tellChapter(cafeteria, chapter({ ...order, makes: 'beers' })), /no collection beers/)
  await assert.rejects(tellChapter(cafeteria, chapter({ who: 'barista', does: 'drinks/1/receive' })), /there is no drinks\/1/)
  await assert.rejects(tellChapter(cafeteria, chapter(order, { who: 'barista', does: 'drinks/1/drink' })), /no command drink/)
})
