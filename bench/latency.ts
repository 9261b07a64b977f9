import { completed, openCafe, order } from './cafe.ts'
import { Line, median, offered, percentile, shot } from './load.ts'
import { calm, empty, folder, remove } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

const rate = 1000
/** Every so many-th order is looked for on My Page: the rest of the looking would be load of its own. */
const sampled = 10
const missing = Buffer.from('"totalElements":0')

/** Looks for the row until it is there; resolves with the moment at which the answer that has it was here. `free`: connections that nobody uses. */
const seen = (free: Line[], address: string, orderId: string): Promise<number> =>
  new Promise(done => {
    const line = free.pop() ?? new Line(address)
    const question = shot(address, 'GET', `/mypages/search/findByOrderId?orderId=${orderId}`)
    const ask = (): void =>
      line.send(question, 0, (status, answer) => {
        if (status !== 200 || answer.includes(missing)) return void setTimeout(ask, 1)
        free.push(line)
        done(performance.now())
      })
    ask()
  })

/** How long people wait at a thousand orders a second, whether or not the server keeps up. */
export const latency = async ({ runs, quick }: Options): Promise<Section> => {
  const seconds = quick ? 4 : 15
  const found: { post: [number, number]; page: [number, number]; nothing: [number, number]; late: number; rate: number; others: number }[] =
    []
  const data = folder('latency')
  const [cafe, other] = await Promise.all([openCafe(data), empty()])
  const at = cafe.at.contexts['order']!
  const center = cafe.at.contexts['customercenter']!
  const both = (sorted: ArrayLike<number>): [number, number] => [percentile(sorted, 0.5), percentile(sorted, 0.99)]
  try {
    let total = (await offered(at, order(at), { rate, seconds: quick ? 2 : 8 })).statuses[201] ?? 0
    await completed(cafe, total)
    for (let run = 1; run <= runs; run++) {
      const others = await calm()
      const nothing = await offered(other.address, order(other.address), { rate, seconds: 4 })
      const lines: Line[] = []
      const pages: Promise<number>[] = []
      const load = await offered(at, order(at), {
        rate,
        seconds,
        answered: (i, due, status, answer) => {
          if (i % sampled || status !== 201) return
          const from = answer.indexOf('/orders/') + 8
          pages.push(seen(lines, center, answer.toString('latin1', from, answer.indexOf('\r\n', from))).then(when => when - due))
        },
      })
      const page = Float64Array.from(await Promise.all(pages)).sort()
      for (const line of lines) line.close()
      const taken = load.statuses[201] ?? 0
      if (taken < load.sent) note(`not every answer was 201: ${JSON.stringify(load.statuses)}`)
      await completed(cafe, (total += taken))
      const cell = {
        post: both(load.took),
        page: both(page),
        nothing: both(nothing.took),
        late: percentile(load.late, 0.99),
        rate: taken / load.seconds,
        others,
      }
      found.push(cell)
      const pair = (both: readonly number[]) => both.map(n => round(n, 1)).join('/')
      note(
        `run ${run}: POST ${pair(cell.post)}, page ${pair(cell.page)}, empty ${pair(cell.nothing)}, late ${round(cell.late, 1)}, others used ${round(others * 100)} %`,
      )
    }
  } finally {
    await cafe.process.stop()
    other.stop()
    remove(data)
  }
  const row = (name: string, of: (f: (typeof found)[number]) => [number, number]) => [
    name,
    round(median(found.map(f => of(f)[0])), 1),
    round(median(found.map(f => of(f)[1])), 1),
    round(Math.max(...found.map(f => of(f)[1])), 1),
  ]
  return {
    title: `Waiting, at ${round(rate)} orders a second offered`,
    head: ['', 'p50, ms', 'p99, ms', 'p99 of the worst run, ms'],
    rows: [
      row('POST /orders → 201', f => f.post),
      row('POST /orders → seen on My Page', f => f.page),
      row('empty POST, the limit', f => f.nothing),
      ['sent later than due (the client)', '', round(median(found.map(f => f.late)), 1), ''],
      ['taken, a second', round(median(found.map(f => f.rate))), '', ''],
    ],
    target: 'POST p99 < 20 ms, order → My Page p99 < 50 ms.',
    how: [
      'Open loop: an order is due every millisecond, whether or not the earlier ones are answered, and its time counts from then, so a pause of the server is felt by everybody who came meanwhile (no coordinated omission).',
      `My Page: every ${sampled}th order is looked for by HTTP (search by order id) from its 201 on, again a millisecond after each answer that has it not; its time counts from when the order was due, and ends when the answer with the row is here. So it is at most one look too long, never too short.`,
    ].join('\n'),
  }
}
