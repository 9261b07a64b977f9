import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Noted, Siege } from '../engines/index.ts'
import { besiegedBadly, toldTo } from './besiegers.ts'

const note = (status: number, more: Partial<Noted> = {}): Noted => ({
  method: 'POST',
  status,
  location: null,
  retryAfter: null,
  agent: 'Mozilla/5.0 (unknown) Siege/4.0.7',
  why: 'via_upstream',
  ...more,
})
const notes = [
  note(201, { location: 'http://127.0.0.1:1/orders/7' }),
  note(200, { method: 'GET' }),
  note(503, { retryAfter: '5' }),
  note(503, { retryAfter: '1' }),
  note(503, { why: 'no_healthy_upstream' }),
  note(0, { why: 'downstream_remote_disconnect' }),
  note(0, { method: 'GET', why: 'downstream_remote_disconnect' }),
  note(500, { agent: 'somebody else' }),
  note(201, { agent: null, location: '/orders/8' }),
]

test('what siege was told is what the proxy noted of it: promised, put off, failed, and answers that nobody waited for', () => {
  const { promised, putOff, failed, gone } = toldTo(notes)
  assert.deepEqual([[...promised], putOff, gone], [[7], 1, 1])
  assert.deepEqual([...failed], Object.entries({ 'POST 503 via_upstream': 1, 'POST 503 no_healthy_upstream': 1 }))
})
test('who was put off did not fail, whatever siege says; what failed before it reached the proxy is seen', () => {
  const said = (failed_transactions: number) => ({ failed_transactions }) as Siege
  const calm = toldTo([note(503, { retryAfter: '7' })])
  assert.deepEqual(besiegedBadly({ users: 1, said: said(1), ...calm }), [])
  assert.deepEqual(besiegedBadly({ users: 1, said: said(2), ...calm }), ['siege: 2 failed, of which the proxy knows 1'])
  assert.equal(besiegedBadly({ users: 1, said: said(3), ...toldTo(notes) }).length, 2)
})
