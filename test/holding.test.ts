// What operators hold back and let go, on the product as it runs, by HTTP alone: nothing is lost, whoever stops meanwhile.
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { cafeteria } from '@jumun/systems/cafeteria'
import { caughtUp, folder, type Hosted, hosted, until } from './hosted.ts'
import { metricsOf } from './played-outages.ts'

const order = async (here: Hosted, paymentToken = 'approve', phoneNumber = '01012345678'): Promise<{ status: number; body: any }> =>
  here.post('/orders', { phoneNumber, productName: 'coffee', qty: 1, paymentToken })
const drinks = async (here: Hosted): Promise<number> => (await here.get('/drinks')).body.page.totalElements
const drink = (path: string) => `/operations/contexts/cafeteria/drink/${path}`
const stateOf = async (here: Hosted, context: string): Promise<any> =>
  (await here.get('/operations/contexts')).body.contexts.find((c: any) => c.context === context)
const because = { reason: 'the trays are being counted' }
const valueOf = (metrics: string, name: string, labels: string): string | undefined =>
  new RegExp(`^${name}\\{${labels}[^}]*\\} (\\S+)$`, 'm').exec(metrics)?.[1]

for (const what of ['sources/order', 'policies/ordered'])
  suite(`an operator pauses ${what}`, () => {
    test('what comes then waits, over a restart, and is done once and in order when it goes on', async t => {
      const data = folder(t)
      let here = await hosted(cafeteria, data)
      t.after(() => here.stop())
      assert.equal((await order(here)).status, 201)
      await until('the first drink', async () => (await drinks(here)) === 1)
      assert.equal((await here.post(drink(`${what}/pause`), {})).status, 400, 'no act without a reason')
      assert.deepEqual(await here.post(drink(`${what}/pause`), because).then(a => [a.status, a.body.held]), [200, true])
      for (let i = 0; i < 5; i++) assert.equal((await order(here)).status, 201, 'orders are taken meanwhile')
      await until('they wait', async () => (await stateOf(here, 'drink')).heldBack >= 5)
      assert.equal(await drinks(here), 1)
      const [held] = (await stateOf(here, 'drink')).held
      assert.deepEqual([held.name, held.reason], [what.split('/')[1], because.reason])
      assert.match(held.since, /^20\d\d-/)
      const [kind, label] = what.startsWith('sources')
        ? ['consumer', 'source="order",system="cafeteria",context="drink"']
        : ['policy', 'policy="ordered"']
      assert.equal(valueOf(await metricsOf(here), `jumun_${kind}_paused`, label), '1')

      await here.stop()
      here = await hosted(cafeteria, data)
      await until('they wait again', async () => (await stateOf(here, 'drink')).heldBack >= 5)
      assert.equal((await order(here)).status, 201)
      assert.equal(await drinks(here), 1)

      assert.deepEqual(await here.post(drink(`${what}/resume`), because).then(a => [a.status, a.body.held]), [200, false])
      await until('all drinks', async () => (await drinks(here)) === 7)
      await caughtUp(here.board)
      assert.deepEqual((await stateOf(here, 'drink')).held, [])
      const { audits } = (await here.get('/operations/audits')).body
      assert.deepEqual(
        audits.map((a: any) => [a.action, a.reason]),
        [
          ['resume', because.reason],
          ['pause', because.reason],
        ],
      )
      assert.equal((await here.get('/operations/audit')).body.kept, true)
    })
  })

test('a name that there is not is refused with those that there are', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  const said = await here.post(drink('sources/kitchen/pause'), because)
  assert.equal(said.status, 422)
  assert.match(said.body.detail, /"kitchen".*order, payment/)
  assert.equal((await here.post('/operations/contexts/cafeteria/kitchen/sources/order/pause', because)).status, 404)
  assert.match((await here.post(drink('policies/pay/pause'), because)).body.detail, /there are: .*ordered/)
})

test('a breaker that an operator holds open refuses at once, over a restart; released, orders are paid', async t => {
  const data = folder(t)
  let here = await hosted(cafeteria, data)
  t.after(() => here.stop())
  const breaker = '/operations/contexts/cafeteria/order/breakers/payment'
  assert.equal((await here.post(`${breaker}/force`, because)).status, 200)
  const refused = await order(here)
  assert.deepEqual([refused.status, refused.body.type], [503, '/problems/payment-unavailable'])
  await here.stop()
  here = await hosted(cafeteria, data)
  assert.equal((await order(here)).status, 503)
  assert.equal(valueOf(await metricsOf(here), 'jumun_breaker_forced', 'target="payment"'), '1')
  assert.equal((await here.post(`${breaker}/release`, because)).status, 200)
  assert.equal((await order(here)).status, 201)
  assert.equal((await here.get('/operations/audit')).body.kept, true)
})
test('a breaker that has opened by itself is closed by an operator before its time', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  await Promise.all(Array.from({ length: 30 }, (_, i) => order(here, 'unavailable', `0101234${1000 + i}`)))
  const guard = async () => (await stateOf(here, 'payment')).guards.find((g: any) => g.name === 'psp').state
  assert.equal(await guard(), 'open')
  await here.post('/operations/contexts/cafeteria/payment/breakers/psp/release', because)
  assert.equal(await guard(), 'closed')
  assert.equal((await order(here)).status, 201)
})

test('a time limit that would do nothing yet is not rung, and stays', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  await order(here)
  const timers = async (): Promise<any[]> => (await here.get('/operations/timers')).body.timers
  const first = await until('a time limit', async () => (await timers()).find(x => x.context === 'order' && x.what === 'AbandonOrder'))
  const forward = (timer: any) => here.post('/operations/timers/cafeteria/order/forward', { timer: timer.id, case: timer.case, ...because })
  const said = await forward(first)
  assert.deepEqual([said.status, said.body.type], [422, '/problems/no-such-act'])
  assert.match(said.body.detail, /would do nothing now/)
  assert.ok(
    (await timers()).some(x => x.id === first.id),
    'it is still there',
  )
  assert.equal((await forward({ id: 'nothing', case: first.case })).status, 404)
})
test('an unpaid order expires now, where an operator sets its time limit forward', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  const { body } = await order(here, 'unavailable')
  const path = new URL(body._links.order.href).pathname
  const timer = await until('its timer', async () =>
    (await here.get('/operations/timers')).body.timers.find((x: any) => x.context === 'order' && /Abandon/.test(x.what)),
  )
  const said = await here.post('/operations/timers/cafeteria/order/forward', { timer: timer.id, case: timer.case, ...because })
  assert.deepEqual([said.status, said.body.done], [200, true])
  assert.equal((await here.get(path)).body.status, 'Expired')
  assert.equal((await here.get('/operations/audits')).body.audits[0].action, 'forward')
})

test('a refund that is stuck gets an owner and a deadline, is overdue when that is over, and is resolved by hand with how', async t => {
  const here = await hosted(cafeteria, folder(t))
  t.after(here.stop)
  const { body: made } = await order(here, 'refund-fails')
  await here.post(`/orders/${made.id}/cancel`)
  const tasks = async (): Promise<any[]> => (await here.get('/operations/tasks')).body.tasks
  const [task] = await until('the task', async () => (await tasks()).length === 1 && (await tasks()), 60_000)
  assert.deepEqual([task.owner, task.deadline, task.overdue], [null, null, false])
  const at = `/operations/tasks/cafeteria/${task.context}/${task.collection}/${task.item}`
  assert.equal((await here.post(`${at}/assign`, { owner: 'lee', deadline: 'soon', ...because })).status, 400)
  assert.equal((await here.post(`${at}/assign`, { owner: 'lee', deadline: '2099-01-01T00:00:00Z', ...because })).status, 200)
  assert.deepEqual(
    (await tasks()).map(x => [x.owner, x.deadline, x.overdue]),
    [['lee', '2099-01-01T00:00:00.000Z', false]],
  )
  await here.post(`${at}/assign`, { owner: 'lee', deadline: '2021-01-01T00:00:00Z', reason: 'it was due long ago' })
  assert.equal((await tasks())[0].overdue, true)
  assert.equal(
    (await here.post(`${at.replace(/\d+$/, '99')}/assign`, { owner: 'lee', deadline: '2099-01-01T00:00:00Z', ...because })).status,
    404,
  )
  assert.equal((await here.post(`${at}/resolve`, { reason: 'sent by bank transfer, voucher 4711' })).status, 200)
  assert.deepEqual(await tasks(), [])
  const [last] = (await here.get('/operations/audits')).body.audits
  assert.deepEqual([last.action, last.reason], ['resolve', 'sent by bank transfer, voucher 4711'])
})
