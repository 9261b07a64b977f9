// How soon pages of customers are there on a processor four times as slow as this one, and what a wall keeps of the tickets that came and
// went: npm run web:figures [-- PART OF A NAME …] [--times 5] [--wall 10000]
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { seenBy, watching } from './arrivals.ts'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { furnish, pagesOf, type Shown, settled } from './pages.ts'
import { heldBy, pass, playBar } from './played-bar.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '5' },
    slower: { type: 'string', default: '4' },
    wall: { type: 'string' },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  console.log(
    [
      'npm run web:figures [-- PART OF A NAME …] [--times 5] [--slower 4] [--wall 10000]',
      '',
      '  For each page of customers, by a browser that has been nowhere before and whose processor is four times slower:',
      '  when the largest thing stood there (LCP), how much of what was seen moved (CLS), how much packed script came over the line,',
      '  and what the main thread worked for it in its own time, at full speed.',
      '  --wall: instead, what a bar holds in memory while so many tickets come and go.',
      '  Markdown on stdout.',
    ].join('\n'),
  )
  process.exit()
}

interface Figures {
  readonly largest: number
  readonly what: string
  readonly moved: number
  /** In kB, as it came over the line. */
  readonly script: number
  /** What the main thread worked until everything stood there, in ms at full speed. */
  readonly work: number
}
/** In the page: script that came, packed, in bytes. */
const scriptOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(e => e.name.endsWith('.js'))
      .reduce((sum, e) => sum + (e as PerformanceResourceTiming).encodedBodySize, 0),
  )
/** What the main thread has worked so far, in ms of its own time: neighbors do not count. */
const workOf = async (line: CDPSession): Promise<number> =>
  1000 * (await line.send('Performance.getMetrics')).metrics.find(m => m.name === 'TaskDuration')!.value

/** One visit, cold. */
const visit = async (s: Stage, shown: Shown): Promise<Figures> => {
  const page = await s.visit('/nonsense')
  try {
    let path = shown.path
    if (shown.act) {
      await page.goto(path)
      await settled(page, shown)
      path = new URL(page.url()).pathname
    }
    await page.addInitScript(watching)
    const line = await page.context().newCDPSession(page)
    await line.send('Performance.enable', { timeDomain: 'threadTicks' })
    const cold = async (rate: number): Promise<void> => {
      await line.send('Network.clearBrowserCache')
      await line.send('Emulation.setCPUThrottlingRate', { rate })
      await page.goto(path)
      await page.locator('#main').waitFor()
      await settled(page, { name: shown.name, path })
    }
    // a thread is slowed by letting it wait, which looks like work: so that is counted at full speed
    const before = await workOf(line)
    await cold(1)
    const work = (await workOf(line)) - before
    await cold(Number(values.slower))
    const { largest, what, moved } = await seenBy(page)
    return { largest, what, moved, work, script: (await scriptOf(page)) / 1000 }
  } finally {
    await page.context().close()
  }
}
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1]!

/** Every page of customers, or those that were asked for. */
const customers = async (s: Stage): Promise<void> => {
  await furnish(s)
  console.log('| page | LCP, ms (least, median) | what is largest | CLS, most | script, kB | main thread, ms of CPU |')
  console.log('|---|---:|---|---:|---:|---:|')
  for (const shown of pagesOf.customers) {
    if (!positionals.every(part => shown.name.includes(part))) continue
    const all: Figures[] = []
    for (let i = 0; i < Number(values.times); i++) all.push(await visit(s, shown))
    const of = (figure: (f: Figures) => number): number[] => all.map(figure)
    const cells = [
      shown.name,
      `${Math.round(Math.min(...of(f => f.largest)))}, ${Math.round(median(of(f => f.largest)))}`,
      all[0]!.what.replaceAll('|', ' '),
      Math.max(...of(f => f.moved)).toFixed(3),
      Math.round(median(of(f => f.script))),
      Math.round(median(of(f => f.work))),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}
/** A bar from the first hundredth of the tickets to the last. */
const wall = async (s: Stage, most: number): Promise<void> => {
  const page = await s.visit('/nonsense', { width: 1920, height: 1080 })
  await playBar(page)
  await page.goto('/staff/cafeteria/bar')
  await page.locator('.wallgrid').waitFor()
  const line = await page.context().newCDPSession(page)
  console.log('| tickets | heap, kB | nodes | listeners |\n|---:|---:|---:|---:|')
  let gone = 0
  for (const count of [most / 100, most / 10, most / 4, most / 2, most].map(Math.round)) {
    await pass(page, count - gone)
    gone = count
    const { heap, nodes, listeners } = await heldBy(line)
    console.log(`| ${count} | ${Math.round(heap / 1000)} | ${nodes} | ${listeners} |`)
  }
}

const s = await stage()
try {
  await (values.wall === undefined ? customers(s) : wall(s, Number(values.wall)))
  console.log(
    `\nLoad of the machine at the end: ${loadavg()
      .map(l => l.toFixed(1))
      .join(', ')}.`,
  )
} finally {
  await s.close()
  await closeBrowser()
}
