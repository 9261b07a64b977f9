// Copies of an installation on databases: one moment, while orders are under way, and back into empty ones.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { promisify } from 'node:util'
import { auditData } from '@jumun/host'
import { around } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import { type EngineName, needs, startKafka, startMariadb, startPostgres } from '../tools/engines/index.ts'
import { type Town, townOf } from '../tools/town.ts'
import { auditIsClean, folder, until } from './hosted.ts'
import { copying, shellOf, takingUp } from './runbook.ts'

const root = join(import.meta.dirname, '..')
/** A command of the repository. Resolves to what it said; one that fails is an error. */
const run = async (tool: string, ...words: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [join(root, 'tools', `${tool}.ts`), ...words], { cwd: root })).stdout
/** Customers who come one after the other, until they are told to go home. Resolves to the orders that were promised to them. */
const customers = (gateway: string) => {
  let isOver = false
  const orders: number[] = []
  const come = async (name: number): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      const answer = await fetch(`${gateway}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `${name}/${n}` },
        body: JSON.stringify({ phoneNumber: `0101234${1000 + name}`, productName: 'coffee', qty: 1 }),
      })
      const { id } = (await answer.json()) as { id: number }
      if (answer.status === 201) orders.push(id)
      if (n % 3 === 1 && answer.status === 201) await (await fetch(`${gateway}/orders/${id}/cancel`, { method: 'POST' })).text()
    }
  }
  const all = Promise.all([1, 2, 3, 4].map(come))
  return {
    orders,
    goHome: async () => {
      isOver = true
      await all
    },
  }
}
const drinksOf = async (gateway: string): Promise<readonly number[]> => {
  const found: number[] = []
  for (let page = 0, pages = 1; page < pages; page++) {
    const { _embedded, page: about } = (await (await fetch(`${gateway}/drinks?size=200&page=${page}`)).json()) as any
    found.push(...(_embedded?.drinks ?? []).map((d: any) => d.orderId))
    pages = about.totalPages
  }
  return found
}

/**
 * What is broken, but for later orders: the provider's books are a moment younger than the copy, so it may have taken money for one that
 * was made between the two. That is true, and for whoever compares the books.
 */
const brokenUpTo = (last: number, { broken }: Awaited<ReturnType<typeof auditData>>) =>
  broken.filter(({ where }) => !(Number(/^orderId\/(\d+)$/.exec(where)?.[1]) > last))

const engines = { postgres: startPostgres, mariadb: startMariadb } as const
const played = (database: keyof typeof engines & EngineName): void => {
  if (!needs([database, 'kafka'], `a backup of an installation on ${database}`)) return
  suite(`an installation on ${database} and Kafka`, { timeout: 500_000 }, () => {
    test('is copied while orders are under way, is sound as it was then, and lives on in an empty database', async t => {
      const data = folder(t)
      const [first, second, kafka] = [await engines[database](), await engines[database](), await startKafka()]
      t.after(() => Promise.all([first.stop(), second.stop(), kafka.stop()]))
      const open = async (url: string, name: string, bus: string): Promise<Town> => {
        const town = await townOf({ system: cafeteria, data: join(data, name), settings: ['--store', url, '--bus', bus] })
        t.after(() => Promise.all(town.inhabitants.map(i => i.process.kill())))
        return town
      }
      const before = await open(first.url, 'before', kafka.url)
      const crowd = customers(before.gateway)
      await until('a few have ordered', async () => crowd.orders.length > 20)
      const known = [...crowd.orders]
      const copy = join(data, 'copy')
      const env = { SYSTEM: 'cafeteria', STORE: first.url, FOLDER: copy, EMPTY: second.url }
      const said = await shellOf('A database was set back', { ...env, DATA: join(data, 'before') }).say(copying)
      assert.match(said, /cafeteria\/order: \d+ event/)
      const then = crowd.orders.length
      assert.ok(then > known.length, 'nobody ordered while it was copied')
      await until('more have ordered', async () => crowd.orders.length > then + 10)
      await crowd.goHome()
      await Promise.all(before.inhabitants.map(i => i.process.kill()))
      await first.kill() // the machine is gone

      // effects whose causes were not copied would be named here
      const last = Math.max(...known)
      assert.deepEqual(brokenUpTo(last, await auditData(around(cafeteria), copy)), [])
      await shellOf('A database was set back', { ...env, DATA: join(data, 'after') }).say(takingUp)
      const after = await open(second.url, 'after', `${kafka.url}/again`) // a topic of its own: empty, as one that was deleted
      await until('each order has its drink', async () => {
        const drinks = await drinksOf(after.gateway)
        return known.every(id => drinks.filter(d => d === id).length === 1)
      })
      const more = customers(after.gateway)
      await until('people order again', async () => more.orders.length > 10)
      await more.goHome()
      const drinks = () => drinksOf(after.gateway)
      await until('and get what they ordered', async () =>
        (d => more.orders.every(id => d.filter(x => x === id).length === 1))(await drinks()),
      )
      const stores = new Map([['', second.url]])
      assert.deepEqual(brokenUpTo(last, await auditData(around(cafeteria), { data: join(data, 'after'), stores })), [])
    })
  })
}
played('postgres')
played('mariadb')

suite('what has no one moment', () => {
  const refused = (...words: readonly string[]) =>
    run('backup', ...words).then(
      () => assert.fail('it was done'),
      (error: { readonly code: number; readonly stderr: string }) => [error.code, error.stderr.split('\n\n')[0]] as const,
    )
  test('two servers are refused, with what to do', async () => {
    const [code, said] = await refused('cafeteria', '--store', 'postgres://a@127.0.0.1:1/x', '--store', 'order=mariadb://a@127.0.0.1:2')
    assert.equal(code, 2)
    assert.match(said!, /does not lie on one PostgreSQL or MariaDB server.*npm run move/)
  })
  test('a folder in which there is a copy already is not written over', async t => {
    const data = folder(t)
    await auditIsClean(cafeteria, data)
    const [code, said] = await refused('cafeteria', '--store', 'postgres://a@127.0.0.1:1/x', '--to', root.concat('/systems'))
    assert.equal(code, 2)
    assert.match(said!, /a backup never overwrites another/)
    assert.ok(readdirSync(join(root, 'systems/cafeteria')).length)
  })
})
