// A bar whose server is played in the page itself: thousands of tickets come, are made and go, without an order behind any of them.
import type { CDPSession, Page } from 'playwright-core'

/** Run in the page before anything else: what it asks the café is answered here, and `bar` tells it of tickets. */
const server = `(() => {
  const real = globalThis.fetch.bind(globalThis)
  const lists = { waiting: [], making: [], ready: [] }
  const states = { waiting: 'PaymentApproved', making: 'Receipted', ready: 'Made' }
  const links = { waiting: 'receive', making: 'make', ready: 'handOver' }
  const canceled = new Map()
  const lines = new Set()
  let last = 0
  let taps = 0
  const ticket = (id, state) => ({
    id, orderId: id, pickupNumber: id, productName: id % 3 ? 'coffee' : 'latte', qty: 1 + (id % 3), amt: 1000,
    status: state ? states[state] : 'DrinkCanceled',
    options: { temperature: id % 2 ? 'hot' : 'iced', size: 'regular', extras: id % 5 ? [] : ['shot'] },
    createTime: new Date(Date.now() - 60000).toISOString(), pickupTime: null,
    _links: state ? { [links[state]]: { href: location.origin + '/drinks/' + id + '/' + links[state] } } : {},
  })
  const json = body => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/hal+json' } })
  const drinks = (...names) => json({ _embedded: { drinks: names.flatMap(n => lists[n].map(id => ticket(id, n))) } })
  const line = signal => {
    let mine
    const body = new ReadableStream({
      start: c => { lines.add((mine = c)); c.enqueue(new TextEncoder().encode('event: open\\nid: 1\\ndata: {}\\n\\n')) },
      cancel: () => lines.delete(mine),
    })
    signal.addEventListener('abort', () => { if (lines.delete(mine)) mine.error(new DOMException('gone', 'AbortError')) }, { once: true })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const pathname = new URL(request.url).pathname.replace(/^\\/cafeteria/, '')
    if (request.method === 'POST') { taps++; return json({}) }
    if (pathname === '/live') return line(request.signal)
    if (pathname === '/drinks/search/board') return drinks('waiting', 'making')
    if (pathname === '/drinks/search/ready') return drinks('ready')
    const [, id] = pathname.match(/^\\/drinks\\/(\\d+)$/) ?? []
    if (id) return json(ticket(Number(id), undefined))
    return real(request)
  }
  const seen = id => document.querySelector('.tk[aria-label="' + id + '"]') !== null
  const until = is => new Promise(done => { const look = () => (is() ? done() : requestAnimationFrame(look)); look() })
  globalThis.bar = {
    taps: () => taps,
    /** So many new ones come; all others go a place on, one of those that wait is canceled, and one is tapped. */
    async step(count) {
      const off = lists.waiting.shift()
      lists.ready = lists.making
      lists.making = lists.waiting
      lists.waiting = Array.from({ length: count }, () => ++last)
      const news = 'event: item\\nid: ' + last + '\\ndata: {"of":"drinks","id":' + last + '}\\n\\n'
      for (const c of lines) c.enqueue(new TextEncoder().encode(news))
      await until(() => seen(lists.waiting[0]))
      if (off !== undefined) {
        await until(() => document.querySelector('.tk.off .go'))
        document.querySelector('.tk.off .go').click()
        await until(() => !document.querySelector('.tk.off'))
      }
      const before = taps
      document.querySelector('.tk:not(.off) .go').click()
      await until(() => taps > before)
    },
  }
})()`
declare global {
  var bar: { readonly taps: () => number; readonly step: (count: number) => Promise<void> }
}
export const playBar = (page: Page): Promise<unknown> => page.addInitScript(server)
/** So many tickets come and go, ten at a time. */
export const pass = (page: Page, tickets: number): Promise<void> =>
  page.evaluate(
    async steps => {
      for (let i = 0; i < steps; i++) await bar.step(10)
    },
    Math.ceil(tickets / 10),
  )

/** What a page holds in memory once everything has been collected that nobody holds. */
export interface Held {
  /** Of JavaScript, in bytes. */
  readonly heap: number
  readonly nodes: number
  readonly listeners: number
}
export const heldBy = async (line: CDPSession): Promise<Held> => {
  await line.send('Performance.enable')
  // what is let go by the first may be what held others
  for (let i = 0; i < 3; i++) await line.send('HeapProfiler.collectGarbage')
  const { metrics } = await line.send('Performance.getMetrics')
  const of = (name: string): number => metrics.find(m => m.name === name)!.value
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') }
}
