// What operators see and do when something goes wrong, on the product as it runs, by HTTP alone.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { suite, test } from 'node:test'
import type { System } from '@jumun/core/model'
import { whenever } from '@jumun/core/model'
import { withPolicies } from '@jumun/testing'
import { cafeteria } from '@jumun/systems/cafeteria'
import { NoteOrder } from '../systems/cafeteria/drink/commands.ts'
import { Ordered } from '../systems/cafeteria/order/events.ts'
import { caughtUp, folder, type Hosted, hosted, until } from './hosted.ts'

/** A café whose drinks context has a bug for orders of three and of four, until it is mended. */
const buggy = () => {
  const bug = { isThere: true }
  const { system } = withPolicies('drink', {
    ordered: whenever(Ordered, e => {
      if (bug.isThere && e.qty === 3) throw new Error(`no tray for the 3 cups of order ${e.orderId}`)
      if (bug.isThere && e.qty === 4) throw new Error('no box')
      const { orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime } = e
      return NoteOrder({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime })
    }),
  })
  return { bug, system: system!(cafeteria) as System }
}
const place = async (here: Hosted, qty: number, phoneNumber = '01012345678'): Promise<number> => {
  const made = await here.post('/orders', { phoneNumber, productName: 'coffee', qty })
  assert.equal(made.status, 201)
  return made.body.id
}
const causes = async (here: Hosted): Promise<any[]> => (await here.get('/operations/causes')).body.causes

suite('an operator finds what is stuck, sees why, and mends it for all at once', () => {
  test('cases that wait for the same cause are one line, and are taken up together when it is mended', async t => {
    const { bug, system } = buggy()
    const here = await hosted(system, folder(t))
    t.after(here.stop)
    for (const qty of [3, 1, 3, 4, 3]) await place(here, qty)
    const [tray, box, ...more] = await until('both causes', async () => {
      const found = await causes(here)
      return found.length === 2 && found[0].cases === 3 && found
    })
    assert.deepEqual(more, [])
    assert.match(tray.reason, /no tray for the 3 cups of order \d/)
    const { context, source, event, cases, examples } = tray
    assert.deepEqual(
      [context, source, event, cases, new Set(examples)],
      ['drink', 'order', 'Ordered', 3, new Set(['orderId/1', 'orderId/3', 'orderId/5'])],
    )
    assert.deepEqual([box.cases, box.examples], [1, ['orderId/4']])

    // the bug is still there: nobody is helped, and it is said so
    const retry = (cause: any, reason?: string) => here.post(new URL(cause._links.retry.href).pathname, reason ? { reason } : {})
    assert.equal((await retry(tray)).status, 400, 'no act without a reason')
    assert.deepEqual(await retry(tray, 'to see').then(a => [a.status, a.body.still]), [200, 3])
    bug.isThere = false
    assert.deepEqual(await retry(tray, 'mended').then(a => [a.status, a.body.done, a.body.still]), [200, 3, 0])
    assert.deepEqual(
      (await causes(here)).map(c => c.cause),
      [box.cause],
      'the other cause is another act',
    )
    assert.equal((await retry(tray, 'again')).status, 404)
    await retry(box, 'mended')
    await caughtUp(here.board)
    const { drinks } = (await here.get('/drinks?size=100')).body._embedded
    assert.deepEqual(drinks.map((d: any) => d.orderId).sort(), [1, 2, 3, 4, 5], 'each has its drink, once')
    const { audits } = (await here.get('/operations/audits?size=100')).body
    assert.deepEqual(
      audits
        .filter((a: any) => a.reason === 'mended')
        .map((a: any) => a.detail.case)
        .sort(),
      ['orderId/1', 'orderId/3', 'orderId/4', 'orderId/5'],
    )
    assert.equal((await here.get('/operations/audit')).body.kept, true)
  })

  test('what cannot be mended is given up for all of a cause, and nothing else is', async t => {
    const { system } = buggy()
    const here = await hosted(system, folder(t))
    t.after(here.stop)
    for (const qty of [3, 4]) await place(here, qty)
    const found = await until('both causes', async () => {
      const all = await causes(here)
      return all.length === 2 && all
    })
    const box = found.find(c => /box/.test(c.reason))
    assert.equal((await here.post(new URL(box._links.drop.href).pathname, { reason: 'made by hand' })).body.done, 1)
    assert.deepEqual(
      (await causes(here)).map(c => c.examples),
      [['orderId/1']],
    )
  })

  test('any case is found by what people call it: number, phone number as they write it', async t => {
    const here = await hosted(cafeteria, folder(t))
    t.after(here.stop)
    const [mine, other] = [await place(here, 1, '01012345678'), await place(here, 1, '01099998888')]
    await caughtUp(here.board)
    const find = async (q: string): Promise<any[]> => (await here.get(`/operations/find?q=${encodeURIComponent(q)}`)).body.found
    for (const q of ['01012345678', '010-1234-5678', ' 010 1234 5678 ']) {
      const found = await find(q)
      const paths = found.map(f => f.path)
      assert.ok(paths.includes(`/orders/${mine}`) && !paths.includes(`/orders/${other}`), `${q}: ${paths.join(' ')}`)
    }
    const byNumber = await find(String(other))
    assert.ok(byNumber.some(f => f.path === `/orders/${other}` && f.case === `orderId/${other}` && f.status === 'Ordered'))
    assert.deepEqual(await find('nobody'), [])
    assert.equal((await here.get('/operations/find')).status, 400)
    assert.equal((await here.get(`/operations/find?q=${'x'.repeat(300)}`)).status, 400)
  })

  test('a case says what happened in every context, what it waits for until when, and what of it is put aside and why', async t => {
    const { system } = buggy()
    const here = await hosted(system, folder(t))
    t.after(here.stop)
    const id = await place(here, 4)
    const path = `/operations/cases/cafeteria/orderId/${id}`
    const body = await until('it is put aside', async () => {
      const { body } = await here.get(path)
      return body.parked.length === 1 && body
    })
    assert.match(body.parked[0].reason, /no box/)
    const types = body.events.map((e: any) => e.type)
    assert.ok(
      types.indexOf('OrderRequested') < types.indexOf('PaymentApproved') && types.indexOf('PaymentApproved') < types.indexOf('Ordered'),
      types.join(' '),
    )
    assert.deepEqual(new Set(body.events.map((e: any) => e.context)), new Set(['order', 'payment', 'drink', 'customercenter']))
    assert.ok(body.waits.some((w: any) => w.context === 'order' && Date.parse(w.until) > Date.now()))
    assert.deepEqual(body.missing, [])
    assert.equal((await here.get('/operations/cases/cafeteria/orderId/999')).status, 404)
    assert.equal((await here.get('/operations/cases/nowhere/orderId/1')).status, 404)
  })

  test('an event that says what nobody can do is seen through before it is taken for what it should have said', async t => {
    const recipes = new Set(['coffee'])
    const { system } = withPolicies('drink', {
      ordered: whenever(Ordered, e => {
        if (!recipes.has(e.productName)) throw new Error(`no recipe for ${e.productName}`)
        const { orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime } = e
        return NoteOrder({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime })
      }),
    })
    const here = await hosted(system!(cafeteria), folder(t))
    t.after(here.stop)
    assert.equal((await here.post('/orders', { phoneNumber: '01012345678', productName: 'latte', qty: 2 })).status, 201)
    const lane = await until('it is put aside', async () => (await here.get('/operations/parked')).body.parked[0])
    const at = (what: string) => new URL(lane._links[what].href).pathname
    const preview = async (data?: object): Promise<any> => (await here.post(at('preview'), data ? { data } : {})).body
    const edit = (body: object) => here.post(at('edit'), body)
    const drinks = async (): Promise<any[]> => (await here.get('/drinks')).body._embedded.drinks

    const now = await preview()
    assert.match(now.wrong, /no recipe for latte/)
    const data = { ...now.event.data, productName: 'coffee' }
    const then = await preview(data)
    assert.equal(then.wrong, null)
    assert.deepEqual(
      then.commands.map((c: any) => [c.policy, c.command, c.becomes.kind, c.becomes.events.map((e: any) => e.type)]),
      [['ordered', 'NoteOrder', 'events', ['OrderNoted', 'OrderInfoReceived']]],
    )
    assert.equal(then.commands[0].data.productName, 'coffee')
    assert.deepEqual([await drinks(), (await preview()).wrong], [[], now.wrong], 'to look is to do nothing')

    assert.equal((await edit({ data })).status, 400, 'no act without a reason')
    assert.equal((await edit({ reason: 'x' })).status, 400, 'nor without what it should have said')
    const odd = await edit({ data: { ...data, qty: 'two' }, reason: 'x' })
    assert.equal(odd.status, 422)
    assert.match(odd.body.detail, /qty/)
    assert.match((await preview({ ...data, qty: 'two' })).wrong, /declared shape.*qty/)
    assert.equal((await edit({ data, reason: 'they had coffee' })).status, 200)
    await caughtUp(here.board)
    assert.deepEqual(
      (await drinks()).map(d => [d.productName, d.qty, d.status]),
      [['coffee', 2, 'PaymentApproved']],
    )
    assert.equal((await edit({ data, reason: 'again' })).status, 404)
    const [act] = (await here.get('/operations/audits')).body.audits
    assert.deepEqual(
      [act.action, act.reason, act.detail.before.productName, act.detail.after.productName],
      ['edit', 'they had coffee', 'latte', 'coffee'],
    )
  })

  test('a view is rebuilt from what happened while everything runs, with the same result', async t => {
    const data = folder(t)
    const first = await hosted(cafeteria, data)
    t.after(first.stop)
    for (const qty of [1, 2, 3]) await place(first, qty)
    await caughtUp(first.board)
    const rowsOf = async (here: Hosted): Promise<any[]> =>
      (await here.get('/mypages?sort=orderId,asc')).body._embedded.mypages.map((row: any) => ({ ...row, id: undefined, _links: undefined }))
    const whole = await rowsOf(first)
    assert.equal(whole.length, 3)
    await first.stop()

    const file = new DatabaseSync(join(data, 'cafeteria', 'customercenter.db'))
    const falsified = file.prepare(`UPDATE of_mypage SET data = replace(data, '"qty":2', '"qty":9')`).run()
    const deleted = file.prepare('DELETE FROM of_mypage WHERE id = (SELECT max(id) FROM of_mypage)').run()
    file.close()
    assert.deepEqual([Number(falsified.changes) > 0, Number(deleted.changes)], [true, 1], 'something was broken')

    const here = await hosted(cafeteria, data)
    t.after(here.stop)
    assert.notDeepEqual(await rowsOf(here), whole)
    const rebuilding = here.post('/operations/views/cafeteria/customercenter/mypage/rebuild', { reason: 'it was falsified' })
    const ordered = place(here, 4)
    assert.deepEqual((await rebuilding).status, 200)
    await ordered
    await caughtUp(here.board)
    const again = await rowsOf(here)
    assert.deepEqual([again.slice(0, 3), again.length], [whole, 4])
    assert.equal((await here.get('/operations/audit')).body.kept, true)
  })
})
