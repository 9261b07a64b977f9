import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { get, type IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { eventually } from './fixture/client.ts'
import { shop } from './fixture/shop.ts'
import { identity } from './identity.ts'
import type { Happened, LivePart, RowNow } from './live-part.ts'
import { endStreams, ownServer } from './own-server.ts'

/** A context that tells what a test says happened. */
class Played {
  life = 'aaaaaa'
  readonly events: Happened[] = []
  readonly states = new Map<string | number, { version: number; id: number; state: any }>()
  readonly rowsNow = new Map<string | number, RowNow>()
  heard = 0
  aside: (Happened & { source: string })[] = []
  /** Resolves readers that wait. */
  private news = new Set<() => void>()
  readonly part: LivePart = {
    begins: async () => ({ life: this.life, head: this.events.length, heard: { order: this.heard }, aside: this.aside }),
    read: async (after, limit, wait) => {
      if (this.events.length <= after && wait > 0)
        await new Promise<void>(done => {
          const late = setTimeout(done, wait).unref()
          this.news.add(() => {
            clearTimeout(late)
            done()
          })
        })
      return this.events.slice(after, after + limit)
    },
    items: async (_, keys) => keys.map(key => ({ key, ...this.states.get(key)! })),
    rows: async (_, wants) => {
      await new Promise(done => setTimeout(done, 5))
      return wants.map(w => this.rowsNow.get(w.key) ?? 'behind')
    },
  }
  happens(key: number, state: object, type = 'Ordered'): void {
    const version = (this.states.get(key)?.version ?? 0) + 1
    this.states.set(key, { version, id: key, state: { orderId: key, status: 'Ordered', ...state } })
    const position = this.events.length + 1
    this.events.push({ position, id: `order/${key}/${version}`, type, aggregate: 'order', key, number: version, data: { orderId: key } })
    for (const wake of this.news) wake()
    this.news.clear()
  }
}

const played = async (t: { after(work: () => unknown): void }) => {
  const parts: { [context: string]: Played } = Object.fromEntries(shop.contexts.map(c => [c.name, new Played()]))
  const own = ownServer({
    systems: [{ system: shop, prefix: '' }],
    access: 'open',
    identity: identity(),
    base: () => 'http://localhost',
    metricsAge: 0,
    live: (_, context) => parts[context]!.part,
  })
  await own.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => {
    endStreams(own)
    return own.close()
  })
  const base = `http://127.0.0.1:${(own.server.address() as AddressInfo).port}`
  const line = (watch: string, place?: string): Promise<IncomingMessage> =>
    new Promise((done, failed) =>
      get(`${base}/live?watch=${watch}`, { agent: false, headers: { accept: 'text/event-stream', 'last-event-id': place ?? '' } }, done).on(
        'error',
        failed,
      ),
    )
  /** Listens, and keeps the text. */
  const heard = async (watch: string, place?: string) => {
    const answer = await line(watch, place)
    const one = { text: '', cut: () => answer.destroy(), place: () => [...one.text.matchAll(/^id: (.*)$/gm)].at(-1)![1]! }
    answer.setEncoding('utf8').on('data', (part: string) => (one.text += part))
    await eventually(
      async () => one.text,
      text => /event: (open|reset)/.test(text),
    )
    return one
  }
  const says = (one: { text: string }, words: RegExp) =>
    eventually(
      async () => one.text,
      text => words.test(text),
    )
  const metric = async (name: string) =>
    Number(
      (await (await fetch(`${base}/metrics`)).text())
        .split('\n')
        .find(l => l.startsWith(name))
        ?.split(' ')
        .at(-1) ?? 0,
    )
  return { parts, order: parts.order!, line, heard, says, metric }
}

test('fifty that read nothing are cut when they hold too much: memory is bounded, and who reads is told everything', async t => {
  const { order, line, heard, says, metric } = await played(t)
  const one = await heard('orders')
  const deaf = await Promise.all(Array.from({ length: 50 }, () => line('orders')))
  await eventually(
    () => metric('jumun_live_listeners'),
    n => n === 51,
  )
  const before = process.memoryUsage()
  let most = 0
  for (let round = 1; (await metric('jumun_live_cut_total{why="unread"')) < 50; round++) {
    assert.ok(round < 200, 'they are not cut')
    for (let i = 0; i < 100; i++) order.happens(i + 1, { productName: 'x'.repeat(4000), phoneNumber: '010', qty: round })
    await says(one, new RegExp(`"id":100,"version":${round},`))
    one.text = one.text.slice(-10_000)
    const { external, arrayBuffers } = process.memoryUsage()
    most = Math.max(most, external + arrayBuffers - before.external - before.arrayBuffers)
  }
  assert.ok(most < 64 * 1024 * 1024, `${most} bytes`)
  await eventually(
    () => metric('jumun_live_listeners'),
    n => n === 1,
  )
  for (const d of deaf) d.destroy()
  one.cut()
})
test('an event that is put aside holds up no other, and its row is told when it is mended, also to who was cut meanwhile', async t => {
  const { order, parts, heard, says } = await played(t)
  const page = Object.values(parts).find(p => p !== order && shop.contexts.some(c => parts[c.name] === p && c.views.length))!
  const one = await heard('mypages')
  page.rowsNow.set(1, 'aside')
  page.rowsNow.set(2, { key: 2, version: 1, id: 2, state: { orderId: 2, status: 'Ordered' } })
  order.happens(1, {})
  order.happens(2, {})
  await says(one, /"of":"mypages","id":2/)
  order.happens(3, {})
  page.rowsNow.set(3, { key: 3, version: 1, id: 3, state: { orderId: 3, status: 'Ordered' } })
  await says(one, /"of":"mypages","id":3/)
  const place = one.place()
  one.cut()
  page.rowsNow.set(1, { key: 1, version: 1, id: 1, state: { orderId: 1, status: 'Ordered' } })
  const again = await heard('mypages', place)
  await says(again, /"of":"mypages","id":1/)
  assert.doesNotMatch(again.text, /reset/)
  again.cut()
})
test('what its context has put aside before anybody listened is told when it is mended', async t => {
  const { order, parts, heard, says } = await played(t)
  const page = Object.values(parts).find(p => p !== order && shop.contexts.some(c => parts[c.name] === p && c.views.length))!
  order.happens(1, {})
  page.heard = 1
  page.aside = [{ ...order.events[0]!, source: 'order' }]
  page.rowsNow.set(1, 'aside')
  const one = await heard('mypages')
  page.rowsNow.set(1, { key: 1, version: 1, id: 1, state: { orderId: 1, status: 'Ordered' } })
  await says(one, /"of":"mypages","id":1/)
  one.cut()
})
test('a context that comes back with another life of its data has everything read anew', async t => {
  const { order, parts, heard, says } = await played(t)
  const one = await heard('orders')
  order.happens(1, {})
  await says(one, /"id":1,"version":1/)
  const other = new Played()
  other.life = 'bbbbbb'
  parts.order = other
  order.happens(2, {}) // the reader of the old one comes back, and meets the new one
  await says(one, /event: reset/)
  other.happens(7, {})
  await says(one, /"id":7,"version":1/)
  one.cut()
})
