// In every system people who have ordered are erased one by one: the audit stays clean, and nothing of them is found any more.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { auditData, erasePersonAt, exportPerson, findPerson, withStores } from '@jumun/host'
import { product } from '@jumun/systems'
import { caughtUp, folder, hosted, until } from './hosted.ts'

/** By which field people are known, in the events of the context that takes orders. */
const known: { readonly [system: string]: { readonly context: string; readonly field: string } } = {
  cafeteria: { context: 'order', field: 'phoneNumber' },
  bread: { context: 'order', field: 'customerId' },
  air: { context: 'reservationmgmt', field: 'customerId' },
  delivery: { context: 'ordering', field: 'customerId' },
  cars: { context: 'purchase', field: 'cuId' },
}
/** Simulated people of every role order, and see to it that something becomes of that. */
const play = async (system: string, at: string): Promise<void> => {
  const demo = join(import.meta.dirname, '../tools/demo.ts')
  const child = spawn(process.execPath, [demo, system, '--orders', '30', '--at', at], { stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
}

suite('people are erased from every system', () => {
  for (const [name, { context, field }] of Object.entries(known))
    test(`${name}: whoever has nothing open is gone, the audit is clean, and what is known of the others is as it was`, async t => {
      const data = folder(t)
      const { system } = product[name]!
      const here = await hosted(system, data)
      t.after(here.stop)
      await play(name, here.host.address)
      // who has a flight before them is not done with
      if (name === 'air')
        for (const { id } of (await here.get('/reservations?size=100')).body._embedded.reservations)
          await here.post(`/reservations/${id}/cancel`)
      await caughtUp(here.board)
      const log = await here.board.running.live.get(context)!.store.read(0, 10_000)
      const people = [...new Set(log.flatMap(e => e.data[field] ?? []).map(String))]
      await until(
        'somebody has nothing open',
        async () => {
          const asked = people.map(who => here.get(`/operations/people?phone=${encodeURIComponent(who)}`))
          return (await Promise.all(asked)).some(({ body }) => body.people.some((p: any) => p.cases.length && !p.open.length))
        },
        90_000,
      )
      await here.stop()

      const settings = { data, stores: new Map<string, string>() }
      const messages = join(data, 'messages.log')
      assert.deepEqual((await auditData(product[name]!, settings)).broken, [], 'before anybody is erased')
      const find = (who: string) => withStores(system, settings, stores => findPerson(system, stores, who))
      const all = (who: string) => withStores(system, settings, stores => exportPerson(system, stores, who))
      const free = (await Promise.all(people.map(async who => ({ who, open: (await find(who)).open })))).filter(p => !p.open.length)
      assert.ok(free.length > 0, `everybody of ${name} has something open`)
      const [last] = people.filter(who => !free.slice(0, 3).some(f => f.who === who))
      const before = last && (await all(last))
      for (const { who } of free.slice(0, 3)) {
        const done = await erasePersonAt(system, settings, messages, who)
        assert.ok('cases' in done && done.cases > 0)
        const { things } = await find(who)
        // a number that the product gave stays, and says nothing by itself
        if (typeof log.find(e => e.data[field] !== undefined)!.data[field] === 'string') assert.deepEqual(things, {})
        const { broken } = await auditData(product[name]!, settings)
        assert.deepEqual(broken, [], who)
      }
      if (last) assert.deepEqual(await all(last), before)
    })
})
