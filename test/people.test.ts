// A person is found, told what is known of them, and erased, on the product as it runs: nothing of them is left in any file, all else is as it was.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { System } from '@jumun/core/model'
import { Erasing } from '@jumun/core/runtime'
import { product } from '@jumun/systems'
import { caughtUp, folder, type Hosted, hosted, until } from './hosted.ts'
import { clean, filesWith, gone, order, others, pagesOf, serve, spellings, told } from './regulars.ts'

const erase = (here: Hosted, phone = gone) =>
  here.post('/operations/people/erase', { system: 'cafeteria', phone, reason: `${phone} asked for it` })
suite('a person is erased from a café that has run for a while', () => {
  const cafe = async (t: { after(work: () => unknown): void }) => {
    const data = folder(t)
    const here = await hosted(product['cafeteria']!.system, data)
    t.after(here.stop)
    for (const phone of [gone, others[0]!, gone, others[1]!]) await serve(here, await order(here, phone, { language: 'ko' }))
    await caughtUp(here.board)
    await told(here, 16)
    return { data, here }
  }

  test('nothing of them is left in any file, what others see is as it was, the audit is clean, and views are made anew alike', async t => {
    const { data, here } = await cafe(t)
    const before = await pagesOf(here)
    assert.ok(filesWith(data, spellings).length > 4, 'there was something to erase')
    const [found] = (await here.get('/operations/people?phone=%2B82%2010-1234-5678')).body.people
    assert.deepEqual([found.cases, found.open], [['orderId/1', 'orderId/3'], []])

    const done = await erase(here)
    assert.deepEqual([done.status, done.body.cases], [200, 2], JSON.stringify(done.body))
    assert.deepEqual(await pagesOf(here), before)
    await clean(here)
    const rows = async () => (await here.get('/mypages?size=100')).body._embedded.mypages
    const pages = await rows()
    assert.equal(pages.length, 4)
    const rebuilt = await here.post('/operations/views/cafeteria/customercenter/mypage/rebuild', { reason: 'to see' })
    assert.equal(rebuilt.status, 200)
    await until('the view', async () => (await here.get('/operations/views')).body.views.every((v: any) => !v.filling))
    assert.deepEqual(await rows(), pages)
    const { audits } = (await here.get('/operations/audits?size=100')).body
    assert.ok(audits.some((a: any) => a.action === 'erase a person'))
    assert.doesNotMatch(JSON.stringify(audits), /1234.?5678/)
    assert.deepEqual((await here.get(`/operations/people?phone=${gone}`)).body.people[0].things, {})
    assert.deepEqual(filesWith(data, spellings), [])

    // the same person may come again, and it is harmless to erase them twice
    await serve(here, await order(here, gone))
    await caughtUp(here.board)
    assert.equal((await erase(here)).body.cases, 1)
    assert.equal((await erase(here)).body.cases, 0)
    await clean(here)
    assert.deepEqual(await pagesOf(here), before)
    await here.stop()
    assert.deepEqual(filesWith(data, spellings), [])
  })

  test('what is not over is refused to be erased, with what is open, and nothing is changed', async t => {
    const { here } = await cafe(t)
    await order(here, gone)
    await caughtUp(here.board)
    const no = await erase(here)
    assert.equal(no.status, 409)
    assert.match(no.body.detail, /drink\/drink \d+ is PaymentApproved/)
    assert.equal((await here.get(`/mypages/search/findByPhoneNumber?phoneNumber=${gone}`)).body._embedded.mypages.length, 3)
  })

  test('all that is known of them is told, and nothing of anybody else', async t => {
    const { here } = await cafe(t)
    const { systems } = (await here.post('/operations/people/export', { phone: gone, reason: 'they asked' })).body
    const text = JSON.stringify(systems)
    const kinds = new Set(systems[0].things.map((x: any) => `${x.context} ${x.thing.kind}`))
    for (const kind of ['order event', 'order item', 'payment item', 'drink item', 'customercenter item', 'customercenter row'])
      assert.ok(kinds.has(kind), kind)
    for (const other of others) assert.ok(!text.includes(other), other)
  })

  test('a process that ends in the middle goes on with it when it starts again', async t => {
    const { data, here } = await cafe(t)
    const before = await pagesOf(here)
    const { system } = product['cafeteria']!
    // as it is left by a process that ended after the first context: what is being erased is written down, and one file is done
    const erasing = new Erasing(system, { names: [gone], marker: '123456789012' })
    for (const context of system.contexts)
      for await (const thing of here.board.running.live.get(context.name)!.store.dump()) erasing.look(context, thing)
    const [first] = system.contexts as [System['contexts'][number]]
    const { store } = here.board.running.live.get(first.name)!
    await here.host.stopContext(here.board, 'payment')
    await here.host.stopContext(here.board, 'drink')
    await here.host.stopContext(here.board, 'customercenter')
    await store.rewrite(thing => erasing.change(first, thing))
    await here.stop()
    writeFileSync(join(data, 'cafeteria', 'erasing.json'), JSON.stringify(erasing.found))
    assert.ok(filesWith(data, spellings).length > 0)

    const again = await hosted(system, data)
    t.after(again.stop)
    assert.deepEqual(await pagesOf(again), before)
    await clean(again)
    await again.stop()
    assert.deepEqual(filesWith(data, spellings), [])
  })
})
