import { listenTo } from '../tools/live-client.ts'
import { completed, openCafe, order } from './cafe.ts'
import { offered, percentile } from './load.ts'
import { calm, folder, load, remove, usage } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

const listeners = 500
const rates = [100, 200, 300]
/** Phones that each of them watches, so that every order is somebody's. */
const phones = 48

/** 500 people on one gateway process, each watching My Page of their own phones, while orders come. */
export const live = async ({ quick }: Options): Promise<Section> => {
  const seconds = quick ? 3 : 15
  const data = folder('live')
  // all of them are at this machine, and one address may not have so many unless it is a proxy's
  const cafe = await openCafe(data, ['--trusted', '127.0.0.1'])
  const { pid } = cafe.process
  const rows: (string | number)[][] = []
  let took: number[] = []
  try {
    const lines = Array.from({ length: listeners }, (_, l) => {
      const numbers = Array.from({ length: phones }, (_, i) => `010${String(i * listeners + l).padStart(8, '0')}`)
      const path = `/live?${numbers.map(p => `watch=${encodeURIComponent(`mypages?phoneNumber=${p}`)}`).join('&')}`
      return listenTo(cafe.at.gateway, path, {
        keeps: ({ kind, data, at }) => {
          if (kind === 'item') took.push(at - Date.parse(data.item.updateTime))
          return kind !== 'item'
        },
      })
    })
    await Promise.all(lines.map(l => l.open))
    const { rss } = usage(pid)
    let total = 0
    for (const rate of rates) {
      const others = await calm()
      took = []
      const before = usage(pid).cpu
      const { sent, statuses } = await offered(cafe.at.contexts['order']!, order(cafe.at.contexts['order']!), { rate, seconds })
      await completed(cafe, (total += statuses[201] ?? 0))
      const sorted = Float64Array.from(took).sort()
      const [p50, p99] = [round(percentile(sorted, 0.5)), round(percentile(sorted, 0.99))]
      rows.push([rate, sent, took.length, p50, p99, round((usage(pid).cpu - before) / sent), round(usage(pid).rss), load()])
      note(`${rate}/s: ${took.length} pushed, p50 ${p50}, p99 ${p99} ms, others used ${round(others * 100)} %`)
    }
    note(`memory ${round(rss)} MB with ${listeners} listeners, lost ${lines.filter(l => l.told.some(t => t.kind === 'end')).length}`)
    for (const l of lines) l.cut()
  } finally {
    await cafe.process.stop()
    remove(data)
  }
  return {
    title: `Live, ${listeners} people on one gateway process`,
    head: ['orders/s offered', 'orders', 'pushed', 'p50, ms', 'p99, ms', 'CPU an order, µs', 'memory, MB', 'load'],
    rows,
    target: 'p99 from commit to client < 200 ms at 300 orders a second.',
    how: [
      'Each of them listens to My Page of phones of their own; every order changes a row two or three times. The clock of a push starts when the',
      'event was decided (`updateTime`, before it is on disk), and ends when the bytes are here; changes that came together are pushed once.',
    ].join(' '),
  }
}
