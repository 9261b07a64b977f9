import { completed, openCafe, order, quiet } from './cafe.ts'
import { closed, median, percentile, type Shot, type Tally } from './load.ts'
import { appends, calm, empty, folder, remove, usage } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

interface Cell {
  readonly empty: number
  readonly orders: number
  readonly emptyCpu: number
  readonly orderCpu: number
  readonly p50: number
  readonly p99: number
  readonly appends: number
  readonly others: number
}
/** Only what was taken counts. A few 503s are what a machine that is too busy for the payment's time limit gives; more are no measurement. */
const taken = ({ statuses, sent }: Tally): number => {
  const orders = statuses[201] ?? 0
  if (orders < sent) note(`not every answer was 201: ${JSON.stringify(statuses)}`)
  if (orders < sent * 0.98) throw new Error(`too few answers were 201: ${JSON.stringify(statuses)}`)
  return orders
}

/** Complete orders a second, beside what the same framework, client and disk do with nothing to do. */
export const throughput = async ({ runs, quick }: Options): Promise<Section> => {
  const seconds = quick ? 2 : 6
  const ways: readonly { name: string; connections: number; through: 'order' | 'gateway'; keyed: boolean }[] = [
    ...[1, 16, 64, 128].map(connections => ({ name: `${connections}`, connections, through: 'order' as const, keyed: false })),
    { name: '64, through the gateway', connections: 64, through: 'gateway', keyed: false },
    { name: '64, with Idempotency-Key', connections: 64, through: 'order', keyed: true },
  ]
  const cells = new Map<string, Cell[]>()
  for (let run = 1; run <= runs; run++) {
    const data = folder('throughput')
    const [cafe, other] = await Promise.all([openCafe(data), empty()])
    try {
      let total = 0
      const nothing: Shot = order(other.address)
      const warm = await closed(cafe.at.contexts['order']!, order(cafe.at.contexts['order']!), { connections: 64, seconds: quick ? 1 : 4 })
      await completed(cafe, (total += taken(warm)))
      await closed(other.address, nothing, { connections: 64, seconds: 1 })
      for (const { name, connections, through, keyed } of ways) {
        const address = through === 'gateway' ? cafe.at.gateway : cafe.at.contexts['order']!
        const others = await calm()
        const disk = appends(1200, 0.5)
        const emptyFrom = usage(other.pid).cpu
        const base = await closed(other.address, nothing, { connections, seconds: quick ? 1 : 3 })
        const emptyCpu = (usage(other.pid).cpu - emptyFrom) / base.sent
        taken(base)
        const cpuFrom = usage(cafe.process.pid).cpu
        const from = performance.now()
        const done = await closed(address, order(address, { keyed }), { connections, seconds })
        const orders = taken(done)
        await completed(cafe, (total += orders))
        const took = (performance.now() - from) / 1000
        await quiet(cafe, total)
        const cell: Cell = {
          empty: base.sent / base.seconds,
          orders: orders / took,
          emptyCpu,
          orderCpu: (usage(cafe.process.pid).cpu - cpuFrom) / orders,
          p50: percentile(done.took, 0.5),
          p99: percentile(done.took, 0.99),
          appends: disk.perSecond,
          others,
        }
        cells.set(name, [...(cells.get(name) ?? []), cell])
        note(
          `run ${run}, ${name}: ${round(cell.orders)} orders/s of ${round(cell.empty)}, ${round(cell.orderCpu)} µs of CPU an order (${round(cell.emptyCpu)}), disk ${round(cell.appends)}/s, others used ${round(others * 100)} %`,
        )
      }
    } finally {
      await cafe.process.stop()
      other.stop()
      remove(data)
    }
  }
  const middle = (all: readonly Cell[], of: (c: Cell) => number) => median(all.map(of))
  return {
    title: 'Complete orders a second',
    head: [
      'connections',
      'complete orders/s',
      'empty POSTs/s',
      'share',
      'CPU an order, µs',
      'CPU an empty POST, µs',
      'share by CPU',
      '201 p50, ms',
      '201 p99, ms',
      'appends/s of the disk',
    ],
    rows: [...cells].map(([name, all]) => [
      name,
      round(middle(all, c => c.orders)),
      round(middle(all, c => c.empty)),
      `${round(
        middle(all, c => (100 * c.orders) / c.empty),
        1,
      )} %`,
      round(middle(all, c => c.orderCpu)),
      round(middle(all, c => c.emptyCpu)),
      `${round(
        middle(all, c => (100 * c.emptyCpu) / c.orderCpu),
        1,
      )} %`,
      round(
        middle(all, c => c.p50),
        1,
      ),
      round(
        middle(all, c => c.p99),
        1,
      ),
      round(middle(all, c => c.appends)),
    ]),
    target: '≥ 15 % of the empty POSTs at 64 connections.',
    how: [
      'An order counts when it is paid, has its drink ticket and its row on My Page, and all of that is on the disk: the clock stops when the last order of the load is complete.',
      'The empty POST is Fastify with the same settings in a process of its own, which reads the same request and answers with as many bytes; both are driven by the same client, one after the other, while the other one is idle.',
      'The share is the median of the shares of each run, since both of its sides saw the same neighbours. The share by CPU time compares what one answer costs the server, and does not depend on who else uses the machine; it includes messages. Appends: 1,200 bytes and fdatasync, one after the other.',
    ].join('\n'),
  }
}
