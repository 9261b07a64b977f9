// A timer that cannot be rung any more, because the command that it carries is gone, is shown to operators among what is parked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cafeteria } from '@jumun/systems/cafeteria'
import { folder, hosted, until } from './hosted.ts'

test('a timer whose command nobody knows any more is listed among what is parked, tried again, given up, and on record', async t => {
  const { board, get, post, stop } = await hosted(cafeteria, folder(t))
  t.after(stop)
  const { node, store } = board.running.live.get('order')!
  await node.setTimer(
    { id: 'old', at: Date.now(), case: 'orderId/7', work: { kind: 'command', type: 'ForgetOrder', data: { orderId: 7 }, causes: [] } },
    'm',
  )
  const lane = await until('it is shown', async () => (await get('/operations/parked')).body.parked[0])
  assert.deepEqual(
    [lane.context, lane.source, lane.case, lane.reason, lane.events[0].type],
    ['order', 'order', 'orderId/7', 'order does not know the command ForgetOrder', 'ForgetOrder'],
  )
  const contexts = (await get('/operations/contexts')).body
  assert.equal(JSON.stringify(contexts).match(/"parked":1/g)?.length, 1)
  const press = (rel: string) => post(new URL(lane._links[rel].href).pathname, { reason: 'it was renamed' })
  assert.deepEqual([(await press('retry')).body.waits, (await press('drop')).body.waits], [true, false])
  assert.deepEqual([(await get('/operations/parked')).body.parked, (await store.timers(0, 9)).total], [[], 0])
  assert.deepEqual(
    (await store.audits(0, 9)).map(a => [a.action, a.reason]),
    [
      ['drop', 'it was renamed'],
      ['retry', 'it was renamed'],
    ],
  )
})
