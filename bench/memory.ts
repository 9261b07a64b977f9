import { statSync } from 'node:fs'
import { join } from 'node:path'
import { completed, openAll, openCafe, order, quiet, sleep } from './cafe.ts'
import { closed } from './load.ts'
import { folder, remove, usage } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

/** What it holds in memory: idle, and the more orders it has taken. */
export const memory = async ({ orders }: Options): Promise<Section> => {
  const house = folder('memory')
  const five = await openAll(house)
  await sleep(5000)
  const idleAll = usage(five.process.pid).rss
  await five.process.stop()
  remove(house)
  const data = folder('memory')
  const cafe = await openCafe(data)
  const { pid } = cafe.process
  const steps: { orders: number; rss: number; rate: number }[] = []
  try {
    await sleep(5000)
    const idle = usage(pid).rss
    const at = cafe.at.contexts['order']!
    for (let total = 0; total < orders; ) {
      const slice = Math.min(orders / 10, orders - total)
      const from = performance.now()
      const sent = (await closed(at, order(at), { connections: 64, most: slice })).statuses[201] ?? 0
      await completed(cafe, (total += sent), 600_000)
      await quiet(cafe, total, 600_000)
      steps.push({ orders: total, rss: usage(pid).rss, rate: sent / ((performance.now() - from) / 1000) })
      note(`${round(total)} orders: ${round(steps.at(-1)!.rss)} MB, ${round(steps.at(-1)!.rate)} orders/s`)
    }
    await sleep(10_000)
    const { rss, peak } = usage(pid)
    const [half, last] = [steps[steps.length >> 1]!, steps.at(-1)!]
    const slope = ((last.rss - half.rss) / (last.orders - half.orders)) * 100_000
    const bytes = Object.keys(cafe.at.contexts).reduce((sum, name) => sum + statSync(join(data, 'cafeteria', `${name}.db`)).size, 0)
    return {
      title: 'Memory',
      head: ['', 'MB', 'orders/s at that time'],
      rows: [
        ['all five systems, idle, 5 s after the start', round(idleAll), ''],
        ['the café, idle, 5 s after the start', round(idle), ''],
        ...steps
          .filter((_, i) => i === 0 || i === 4 || i === steps.length - 1)
          .map(s => [`after ${round(s.orders)} orders`, round(s.rss), round(s.rate)]),
        ['10 s later', round(rss), ''],
        ['the most it ever was', round(peak), ''],
        ['more for each 100,000 orders (second half)', round(slope, 1), ''],
        ['on disk, bytes an order', round(bytes / last.orders), ''],
      ],
      target: '< 120 MB idle (all five < 200), < 250 MB after a million orders.',
      how: 'Resident memory (VmRSS) of the one process that runs all four contexts, the gateway and the sandbox provider; 64 connections order as fast as they can, and each figure is read when all orders so far are complete and their messages sent.',
    }
  } finally {
    await cafe.process.stop()
    remove(data)
  }
}
