import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bookOf, type Entry, netByReference, sandbox } from './sandbox.ts'

const bench = (more: Partial<Parameters<typeof sandbox>[0]> = {}) => {
  const slept: number[] = []
  const books: Entry[] = []
  const sleep = async (ms: number) => void slept.push(ms)
  return { slept, books, psp: sandbox({ now: () => 1, sleep, random: () => 0.5, ledger: bookOf(books), ...more }) }
}
const charge = (paymentToken: string | null = null, key = 'charge-7') => ({ reference: 7, key, amt: 1000, paymentToken })
const refund = (key = 'refund-7', amt = 1000) => ({ reference: 7, key, of: 'charge-7', amt })
/** What came, or `nothing` where nothing came for a while. */
const soon = (answer: Promise<unknown>) => Promise.race([answer, new Promise(done => setTimeout(done, 20, 'nothing'))])

test('the token says what becomes of the charge', async () => {
  const outcomes: [string | null, unknown, string][] = [
    [null, { status: 'captured' }, 'captured'],
    ['approve', { status: 'captured' }, 'captured'],
    ['decline', { status: 'declined' }, 'declined'],
    ['a card that nobody knows', { status: 'declined' }, 'declined'],
    ['timeout-before', 'nothing', 'none'],
    ['timeout-after', 'nothing', 'captured'],
    ['slow', { status: 'captured' }, 'captured'],
    ['unavailable', 'unreachable', 'none'],
  ]
  for (const [token, answer, found] of outcomes) {
    const { psp } = bench()
    assert.deepEqual(await soon(psp.Charge(charge(token), 0)), answer, `${token}`)
    assert.deepEqual(await psp.Find({ reference: 7, key: 'charge-7' }, 0), { status: found }, `${token}`)
  }
})
test('slow is 400 to 500 ms; the delay of the load test is for every charge', async () => {
  const slow = bench()
  await slow.psp.Charge(charge('slow'), 0)
  assert.deepEqual(slow.slept, [450])
  const late = bench({ delay: [400, 620] })
  await late.psp.Charge(charge(), 0)
  assert.deepEqual(late.slept, [510])
})
test('one key is one charge, also when two ask at once, and its outcome is told again', async () => {
  const { psp, books } = bench()
  await Promise.all([psp.Charge(charge(), 0), psp.Charge(charge(), 0)])
  assert.deepEqual(await psp.Charge(charge('decline'), 0), { status: 'captured' })
  assert.equal(books.length, 1)
  assert.deepEqual(await soon(psp.Charge(charge('timeout-after', 'charge-8'), 0)), 'nothing')
  assert.deepEqual(await psp.Charge(charge('timeout-after', 'charge-8'), 0), { status: 'captured' })
})
test('a refund is done once, and never more than its charge', async () => {
  const { psp, books } = bench()
  await psp.Charge(charge(), 0)
  assert.deepEqual(await Promise.all([psp.Refund(refund('a', 600), 0), psp.Refund(refund('a', 600), 0)]), [
    { status: 'refunded' },
    { status: 'refunded' },
  ])
  assert.deepEqual(await psp.Refund(refund('b', 600), 0), { status: 'failed' })
  assert.deepEqual(await psp.Refund(refund('b', 400), 0), { status: 'refunded' })
  assert.deepEqual([...netByReference(books)], [[7, 0]])
})
test('what was not charged cannot be refunded', async () => {
  const { psp } = bench()
  assert.deepEqual(await psp.Refund(refund(), 0), { status: 'failed' })
  await psp.Charge(charge('decline'), 0)
  assert.deepEqual(await psp.Refund(refund(), 0), { status: 'failed' })
})
test('a refund can fail for good, until it is asked anew', async () => {
  const { psp } = bench()
  await psp.Charge(charge('refund-fails'), 0)
  assert.deepEqual(await psp.Refund(refund(), 0), { status: 'failed' })
  assert.deepEqual(await psp.Refund(refund('refund-7-1'), 0), { status: 'refunded' })
})
test('the books outlive the process, and nobody is answered before they are written', async () => {
  const lines: Entry[] = []
  let written!: () => void
  const disk = new Promise<void>(done => (written = done))
  const first = bench({
    ledger: {
      ...bookOf(lines),
      save: async entry => {
        await disk
        lines.push(entry)
      },
    },
  })
  const answer = first.psp.Charge(charge(), 0)
  assert.equal(await soon(answer), 'nothing')
  written()
  assert.deepEqual(await answer, { status: 'captured' })
  const second = bench({ ledger: bookOf(lines) })
  assert.deepEqual(await second.psp.Charge(charge('decline'), 0), { status: 'captured' })
  assert.deepEqual([...netByReference(lines)], [[7, 1000]])
})
test('what could not be written never was', async () => {
  let full = true
  const { psp } = bench({ ledger: { ...bookOf([]), save: async () => assert.ok(!full, 'disk full') } })
  await assert.rejects(psp.Charge(charge(), 0))
  assert.deepEqual(await psp.Find({ reference: 7, key: 'charge-7' }, 0), { status: 'none' })
  full = false
  assert.deepEqual(await psp.Charge(charge(), 0), { status: 'captured' })
})
test('the delay of the load test is for charges: a refund waits for nothing', async () => {
  const late = bench({ delay: [400, 620] })
  await late.psp.Charge(charge(), 0)
  assert.deepEqual(await late.psp.Refund(refund(), 0), { status: 'refunded' })
  assert.deepEqual(late.slept, [510])
})
