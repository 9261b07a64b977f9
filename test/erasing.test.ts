// What remains of a thing when a person is erased: names in ids, in what waits, in texts as people write them, and what others have stays.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Erasing, type Kept, namesFrom, type Recorded } from '@jumun/core/runtime'
import { systemOf } from '@jumun/core/model'
import { cafeteria } from '@jumun/systems/cafeteria'
import { loyalty } from '../systems/cafeteria/loyalty/index.ts'

const system = systemOf('cafeteria', { ...cafeteria, contexts: [...cafeteria.contexts, loyalty] })
const of = (name: string) => system.contexts.find(c => c.name === name)!
const phone = '01012345678'
const other = '01087654321'
const marker = '123456789012'
const now = `000${marker}`

const event = (source: string, type: string, data: object, rest: Partial<Recorded> = {}): Recorded => ({
  id: 'order/7/1',
  type,
  data: { orderId: 7, ...data },
  source,
  aggregate: 'order',
  key: 7,
  item: 7,
  case: 'orderId/7',
  number: 1,
  position: 1,
  time: 0,
  cause: 'c',
  causes: [],
  actor: 'policy',
  ...rest,
})
const canceled = (phoneNumber: string, orderId: number) =>
  event('drink', 'CancelFailed', { phoneNumber, orderId }, { aggregate: 'drink', case: `orderId/${orderId}` })
/** Erases the person of these things of a context, each of which is looked at first. */
const erased = (context: string, ...things: readonly Kept[]): readonly Kept[] => {
  const erasing = new Erasing(system, { names: namesFrom('+82 10 1234 5678'), marker })
  for (const thing of things) erasing.look(of(context), thing)
  return things.map(thing => erasing.change(of(context), thing))
}

test('an account that is called by the number has another name: in its key, in ids of events, causes, marks and timers', () => {
  const earned = { orderId: 7, phoneNumber: phone, points: 5 }
  const id = `account/${phone}/3`
  const account = event('loyalty', 'PointsEarned', earned, { id, aggregate: 'account', key: phone, causes: [`loyalty:${id}`] })
  const [said, mark, timer] = erased(
    'loyalty',
    { kind: 'event', event: account },
    { kind: 'mark', id: `loyalty:${id}/loyalty.x`, at: 1, refused: null },
    { kind: 'timer', timer: { id: `${id}/ask`, at: 1, case: 'orderId/7', work: { kind: 'owed', event: account, policy: 'ask' } } },
  ) as any
  assert.deepEqual([said.event.id, said.event.key, said.event.data.phoneNumber], [`account/${now}/3`, now, now])
  assert.doesNotMatch(JSON.stringify([said, mark, timer]), /12345678(?!9012)/)
  assert.equal(mark.id, `loyalty:account/${now}/3/loyalty.x`)
})
test('a number goes from every text, however it was written; a longer one that it is a part of stays', () => {
  const audit = (reason: string): Kept => ({ kind: 'audit', audit: { time: 1, actor: 'op', action: 'x', reason, detail: null } })
  const said = (reason: string) => (erased('order', audit(reason))[0] as any).audit.reason
  for (const text of [phone, '010-1234-5678', '010 1234 5678', '(010) 1234-5678', '+82 10-1234-5678', '+821012345678', '0082 10 1234 5678'])
    assert.equal(said(`call ${text}!`), `call ${now}!`, text)
  for (const text of [`${phone}9`, `9${phone}`, '01012345679', other]) assert.equal(said(text), text)
})
test('what is put aside, Idempotency-Keys and operators’ edits are without them', () => {
  const put = canceled(phone, 7)
  const [, aside, keyed, audit] = erased(
    'drink',
    { kind: 'event', event: put },
    {
      kind: 'aside',
      waiting: { source: 'drink', case: 'orderId/7', event: put, reason: `nobody at ${phone}`, failures: 1, since: 1, retryAt: null },
    },
    { kind: 'keyed', keyed: { name: `${phone} POST /drinks k`, digest: 'abc', aggregate: 'drink', key: 7, version: 1, at: 1 } },
    {
      kind: 'audit',
      audit: { time: 1, actor: 'op', action: 'edit', reason: 'r', detail: { case: 'orderId/7', before: put.data, after: {} } },
    },
  ) as any
  assert.doesNotMatch(JSON.stringify([aside, keyed, audit]), /01012345678/)
  assert.deepEqual([keyed.keyed.name, keyed.keyed.digest], [`${now} POST /drinks k`, ''])
  assert.equal(audit.audit.detail.before, '(erased)')
})
test('what others have is the same object as before', () => {
  const theirs: Kept = { kind: 'event', event: canceled(other, 8) }
  const [mine, same] = erased('drink', { kind: 'event', event: canceled(phone, 7) }, theirs)
  assert.equal(same, theirs)
  assert.equal((mine as any).event.data.phoneNumber, now)
})
test('to erase twice changes nothing more', () => {
  const thing: Kept = { kind: 'event', event: canceled(phone, 7) }
  const [once] = erased('drink', thing) as [Kept]
  assert.equal(erased('drink', once)[0], once)
})
