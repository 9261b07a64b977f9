// A page that comes to be piece by piece, as on a bad line: everything that it asks for is held, and let in one by one.
import type { Page, Route } from 'playwright-core'

/** Run in the page before anything else: writes down what moves by itself, and what the largest thing was that was painted. */
export const watching = `(() => {
  const seen = (globalThis.seen = { moved: 0, moves: [], largest: 0, what: '' })
  const classOf = e => e.className?.baseVal ?? e.className ?? ''
  const name = e => e ? (e.nodeName + '.' + classOf(e) + ' "' + (e.textContent ?? '').trim().slice(0, 30) + '"') : 'gone'
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ')
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue
      seen.moved += entry.value
      for (const { node, previousRect, currentRect } of entry.sources)
        seen.moves.push(entry.value.toFixed(4) + ': ' + name(node) + ' from ' + box(previousRect) + ' to ' + box(currentRect))
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      seen.largest = entry.startTime
      seen.what = name(entry.element)
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true })
})()`
export interface Seen {
  /** How much of what was seen moved by itself: the sum of all layout shifts. */
  readonly moved: number
  /** What moved, from where to where (x, y, width, height in px). */
  readonly moves: readonly string[]
  /** When the largest thing stood there, in ms, and what it was. */
  readonly largest: number
  readonly what: string
}
export const seenBy = (page: Page): Promise<Seen> => page.evaluate('seen') as Promise<Seen>

/** What a page asks for after its document, its style and its script. */
const arrives = new Set(['fetch', 'image', 'script', 'stylesheet'])
/** Waits until what has come is painted. Is the page there, and does it wait for nothing that it shows? */
const painted = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))
    return document.querySelector('#main') !== null && document.querySelector('#main .sk') === null
  })

/** Opens an address while `next` says which of what is asked for comes next, until all is there; our letters come last of all. */
export const arrive = async (page: Page, path: string, next: (held: Route[]) => Route): Promise<void> => {
  const held: Route[] = []
  const letters: Route[] = []
  await page.route('**/*', async route => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    // what starts the page is in its document, and a line that tells never ends
    const isFirst = /^\/assets\/(index-[^/]*\.(js|css)|blank-[^/]*\.woff2)$/.test(pathname) || pathname.endsWith('/live')
    if (request.resourceType() === 'font' && !isFirst) {
      letters.push(route)
      return
    }
    if (isFirst || !arrives.has(request.resourceType())) return route.fallback()
    held.push(route)
  })
  await page.goto(path, { waitUntil: 'commit' })
  for (;;) {
    const isThere = await painted(page)
    if (held.length) await letIn(held, next(held))
    else if (isThere && letters.length) await letIn(letters, letters[0]!)
    else if (isThere) break
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' })
}
/** An answer comes alone; pictures and scripts come with their like. */
const letIn = async (held: Route[], one: Route): Promise<void> => {
  const kind = one.request().resourceType()
  const all = kind === 'fetch' ? [one] : held.filter(r => r.request().resourceType() === kind)
  for (const route of all) held.splice(held.indexOf(route), 1)
  await Promise.all(
    all.map(async route => {
      const response = route.request().response()
      await route.continue()
      await (await response)?.finished()
    }),
  )
}
