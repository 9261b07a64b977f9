// What comes back older than it was, on the running product.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as passed } from 'node:timers/promises'
import { around, product } from '@jumun/systems'
import { auditData, Host, Refusal, settingsFrom } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-older-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const host = (data: string, what = ['cafeteria']) =>
  new Host(settingsFrom([...what, '--data', join(folder, data), '--port', '0', '--log', 'silent'], {}, product), product)
const until = async <T>(ask: () => Promise<T>, holds: (found: T) => boolean): Promise<T> => {
  for (;;) {
    const found = await ask()
    if (holds(found)) return found
    await passed(20)
  }
}
const placeOf = (h: Host, context: string) => h.boards.get('cafeteria')!.places.get(context)!
const ask = (h: Host, context: string, path: string, body?: object) =>
  fetch(
    `http://localhost:${placeOf(h, context).port}${path}`,
    body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {},
  )
const order = async (h: Host) => {
  const { status } = await until(
    () => ask(h, 'order', '/orders', { phoneNumber: '01012345678', productName: 'coffee', qty: 1 }),
    r => r.status !== 503,
  )
  assert.equal(status, 201)
}
/** An order, and everybody has heard all of it, and has kept that. */
const settled = async (h: Host, orders: number) => {
  for (let i = 0; i < orders; i++) await order(h)
  const live = h.boards.get('cafeteria')!.running.live
  const head = await live.get('order')!.store.head()
  for (const name of ['drink', 'customercenter'])
    await until(
      () => live.get(name)!.store.progress('order'),
      p => p >= head,
    )
}
const run = async (h: Host, work: () => Promise<void>) => {
  await h.start()
  try {
    await work()
  } finally {
    await h.stop()
  }
}

for (const [what, setBack] of [
  ['gone', () => {}],
  ['of yesterday', (data: string) => cpSync(join(folder, 'yesterday', 'order.db'), join(folder, data, 'cafeteria', 'order.db'))],
] as const)
  test(`a context whose data is ${what} does not start and says what to do; the others run, the audit calls it broken, and with its data it starts`, async () => {
    const data = `one-${what.replaceAll(' ', '-')}`
    const file = join(folder, data, 'cafeteria', 'order.db')
    const first = host(data)
    await run(first, async () => settled(first, 1))
    cpSync(file, join(folder, 'yesterday', 'order.db'))
    const second = host(data)
    await run(second, async () => settled(second, 2))
    cpSync(file, join(folder, data, 'newest.db'))
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    setBack(data)

    const third = host(data)
    await run(third, async () => {
      assert.match(
        placeOf(third, 'order').refused!,
        /cafeteria\/order is older than what was told of it.*drink has heard.*Bring back its newest data.*npm run backup/,
      )
      const answer = await ask(third, 'order', '/orders', { phoneNumber: '01012345679', productName: 'coffee', qty: 1 })
      assert.equal(answer.status, 503)
      assert.match(((await answer.json()) as { detail: string }).detail, /order did not start/)
      assert.deepEqual(
        await Promise.all(['', '/liveness', '/readiness'].map(async p => (await ask(third, 'order', `/actuator/health${p}`)).status)),
        [503, 200, 503],
      )
      assert.equal((await ask(third, 'drink', '/drinks')).status, 200)
      assert.equal((await ask(third, 'drink', '/actuator/health/readiness')).status, 200)
    })
    const system = third.boards.get('cafeteria')!.system
    const { broken } = await auditData(around(system), join(folder, data))
    assert.ok(
      broken.some(b => b.promise.startsWith('a context has all that was heard of it: drink has heard')),
      JSON.stringify(broken.slice(0, 3)),
    )

    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    cpSync(join(folder, data, 'newest.db'), file)
    const fourth = host(data)
    await run(fourth, async () => {
      assert.equal(placeOf(fourth, 'order').refused, undefined)
      await settled(fourth, 1)
    })
    assert.deepEqual((await auditData(around(system), join(folder, data))).broken, [])
  })

test('a file that cannot be read is no reason for the other contexts to stay down', async () => {
  const first = host('damaged')
  await run(first, () => settled(first, 1))
  writeFileSync(join(folder, 'damaged', 'cafeteria', 'drink.db'), 'this is no database')
  const second = host('damaged')
  await run(second, async () => {
    assert.match(placeOf(second, 'drink').refused!, /drink\.db is no database/)
    assert.equal((await ask(second, 'drink', '/drinks')).status, 503)
    await order(second)
  })
})
test('where none of its contexts can be opened, a process ends with the words', async () => {
  const first = host('held')
  await first.start()
  try {
    await assert.rejects(
      host('held', ['cafeteria/drink']).start(),
      (e: unknown) => e instanceof Refusal && /in use by process/.test(e.message),
    )
  } finally {
    await first.stop()
  }
})
