// Two replicas of each context on one database: they share the work, and when one of them is killed nobody notices.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { type Recorded, type Store } from '@jumun/core/runtime'
import { auditData, openStore } from '@jumun/host'
import { cafeteria } from '@jumun/systems/cafeteria'
import { around } from '@jumun/systems'
import { type Arrangement, arrange, neededFor } from '../tools/arrangement.ts'
import type { Ask, Cast, House } from '@jumun/testing/cast'
import { cast } from '../systems/cafeteria/cast.ts'
import { clientOf } from '../tools/demo-client.ts'
import { needs } from '../tools/engines/index.ts'
import { settled, working } from '../tools/stage.ts'
import { type Town, townOf } from '../tools/town.ts'
import { until } from './hosted.ts'

if (needs(neededFor('postgres', 'cafeteria'), 'the café with two replicas of each context'))
  suite('the café, two replicas of each context on PostgreSQL and Kafka', { timeout: 500_000 }, () => {
    const data = mkdtempSync(join(tmpdir(), 'jumun-replicas-'))
    const patience = 100_000
    let here: Arrangement
    let town: Town
    let ask: Ask
    let promised = 0
    let people: Cast
    const wrong: string[] = []
    const inhabitant = (name: string) => town.inhabitants.find(i => i.name === name)!
    const contexts = cafeteria.contexts.map(c => c.name)

    before(async () => {
      here = await arrange('postgres', 'cafeteria')
      town = await townOf({
        system: cafeteria,
        data,
        settings: here.settings,
        replicas: Object.fromEntries(contexts.map(name => [name, 2])),
      })
      ask = clientOf(() => town.gateway)
      const house: House = {
        ask,
        first: 1,
        badCards: false,
        leaves: 0,
        isOver: () => false,
        did: () => {},
        promised: () => void promised++,
        wrong: what => void wrong.push(what),
      }
      people = cast(house)
    })
    after(async () => {
      await Promise.all((town?.inhabitants ?? []).map(i => i.process.kill()))
      await here?.stop()
      rmSync(data, { recursive: true, force: true })
    })
    const storeOf = (context: string): Promise<Store> =>
      openStore({ data, stores: here.stores }, cafeteria, cafeteria.contexts.find(c => c.name === context)!)
    const logOf = async (store: Store): Promise<readonly Recorded[]> => store.read(0, 100_000)

    test('one replica of each is killed in the middle, and every order comes to its one end', async () => {
      const goHome = working(people)
      let next = 0
      const lane = async () => {
        while (next < 40) await people.customer(next++)
      }
      const lanes = Promise.all(Array.from({ length: 4 }, lane))
      await until('some orders', async () => promised > 8, patience)
      await Promise.all(contexts.map((name, i) => inhabitant(i % 2 ? name : `${name}-2`).process.kill()))
      await lanes
      const { verdict, waits } = await settled(people, 40_000, ask)
      await goHome()
      assert.deepEqual([verdict.wrong, waits, wrong], [[], 0, []])
      assert.ok(promised > 20, `${promised} orders are too few to say anything`)
    })
    test('an order that nobody pays expires once, whoever of the two rings', async () => {
      await Promise.all(contexts.map(name => Promise.all([name, `${name}-2`].map(who => alive(who)))))
      const unpaid: number[] = []
      for (let i = 0; i < 10; i++) {
        const answer = await ask('POST', '/orders', {
          phoneNumber: `0107777${1000 + i}`,
          productName: 'coffee',
          qty: 1,
          paymentToken: 'unavailable',
        })
        assert.equal(answer?.status, 503)
        unpaid.push(Number(/\/orders\/(\d+)/.exec(answer!.body._links.pay.href)![1]))
      }
      unpaid.sort(byNumber) // each replica has numbers of its own
      const store = await storeOf('order')
      try {
        // ten minutes later: what rings for them rings now
        for (const id of unpaid) {
          const timers = (await store.timersOf(`orderId/${id}`)).filter(t => t.work.kind === 'command' && t.work.type === 'AbandonOrder')
          assert.equal(timers.length, 1)
          await store.commit({ timers: timers.map(t => ({ ...t, at: Date.now() })) })
        }
        await until(
          'they expire',
          async () => (await Promise.all(unpaid.map(id => store.timersOf(`orderId/${id}`)))).every(t => t.length === 0),
          patience,
        )
        const expired = (await logOf(store)).filter(e => e.type === 'OrderExpired').map(e => e.key)
        assert.deepEqual(expired.filter(key => unpaid.includes(Number(key))).sort(byNumber), unpaid)
      } finally {
        await store.close()
      }
      const payments = await storeOf('payment')
      try {
        // told once over Kafka: each is called off once
        const called = async () =>
          (await logOf(payments)).filter(
            e => unpaid.includes(Number(e.key)) && /Voided|PaymentCanceled|RefundRequested|VoidWanted/.test(e.type),
          )
        await until('they are called off', async () => new Set((await called()).map(e => e.key)).size === unpaid.length, patience)
        const twice = [...Map.groupBy(await called(), e => `${e.key} ${e.type}`)].filter(([, some]) => some.length > 1)
        assert.deepEqual(twice, [])
      } finally {
        await payments.close()
      }
    })
    test('who comes back takes its share again, and nothing is broken', async () => {
      // those that were not killed go now, so that the others do all the work
      await Promise.all(contexts.map((name, i) => inhabitant(i % 2 ? `${name}-2` : name).process.kill()))
      const order = await until(
        'an order',
        async () => {
          const made = await ask(
            'POST',
            '/orders',
            { phoneNumber: '01099998888', productName: 'tea', qty: 1 },
            { 'idempotency-key': 'the last one' },
          )
          return made?.status === 201 && made.body
        },
        patience,
      )
      await until(
        'its drink and its row',
        async () => {
          const rows = await ask('GET', `/mypages/search/findByPhoneNumber?phoneNumber=01099998888`)
          const drinks = await ask('GET', `/drinks/search/findByOrderId?orderId=${order.id}`)
          return rows?.body._embedded?.mypages.length === 1 && drinks?.body._embedded?.drinks.length === 1
        },
        patience,
      )
      await until(
        'the audit of all',
        async () => (await auditData(around(cafeteria), { data, stores: here.stores })).broken.length === 0,
        30_000,
      )
    })

    const alive = async (who: string) => {
      const { process } = inhabitant(who)
      const isThere = await Promise.race([process.ended.then(() => false), new Promise(done => setTimeout(done, 0, true))])
      if (!isThere) await inhabitant(who).start()
    }
  })
const byNumber = (a: unknown, b: unknown): number => Number(a) - Number(b)
