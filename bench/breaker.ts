import { join } from 'node:path'
import { promisesOf, readLedger } from '@jumun/host'
import { product } from '@jumun/systems'
import { allOf, countOf, openCafe, order, sleep, until } from './cafe.ts'
import { Line, next, percentile } from './load.ts'
import { calm, folder, remove } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

/** CAF-O3: the published test of the circuit breaker, a slow provider and a hundred customers for a minute. */
export const breaker = async ({ quick }: Options): Promise<Section> => {
  const seconds = quick ? 10 : 60
  const data = folder('breaker')
  await calm()
  const cafe = await openCafe(data, ['--payment-delay', '400-620'])
  try {
    const at = cafe.at.contexts['order']!
    const card = order(at)
    const statuses = new Map<string, number>()
    const took: number[] = []
    const end = performance.now() + seconds * 1000
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const line = new Line(at)
        await line.open
        while (performance.now() < end) {
          const from = performance.now()
          const kind = await new Promise<string>(done =>
            line.send(card, next(), (status, answer) =>
              done(status === 503 && !/\r\nretry-after: \d/i.test(answer.toString('latin1')) ? '503 without Retry-After' : String(status)),
            ),
          )
          took.push(performance.now() - from)
          statuses.set(kind, (statuses.get(kind) ?? 0) + 1)
          if (kind !== '201') await sleep(Math.random() * 1000) // less than they are asked to wait, but nobody hammers
        }
        line.close()
      }),
    )
    const opened = [
      ...String((await cafe.ask('GET', '/metrics'))?.body).matchAll(/^jumun_asks_total\{([^}]*outcome="opened"[^}]*)\} (\d+)/gm),
    ].map(m => [/target="([^"]*)"/.exec(m[1]!)?.[1] ?? '', Number(m[2])] as const)
    // who was put off goes home: what was charged meanwhile goes back
    const unpaid = await allOf(cafe.ask, '/orders/search/unpaid')
    for (const { id, status } of unpaid) if (status === 'AwaitingPayment') await cafe.ask('POST', `/orders/${id}/cancel`)
    await until(async () => (await countOf(cafe.ask, '/payments/search/unsettled')) === 0, 120_000, 250)
    const unsettled = await countOf(cafe.ask, '/payments/search/unsettled')
    const orders = await allOf(cafe.ask, '/orders')
    const approved = (await allOf(cafe.ask, '/payments')).filter(p => p.status === 'PaymentApproved').length
    const worth = orders.reduce((sum, o) => sum + o.amt, 0)
    await cafe.process.stop()
    const { bookKey } = promisesOf(product['cafeteria']!)
    const net = new Map<string | number, number>()
    for (const e of readLedger(join(data, 'cafeteria', 'sandbox-psp.db')))
      net.set(
        bookKey(e) ?? 'nothing',
        (net.get(bookKey(e) ?? 'nothing') ?? 0) + (e.kind === 'refund' ? -e.amt : e.status === 'captured' ? e.amt : 0),
      )
    const money = [...net.values()].reduce((a, b) => a + b, 0)
    const total = took.length
    took.sort((a, b) => a - b)
    note(`breaker: ${[...statuses].join(' ')}, opened ${opened.join(' ')}`)
    return {
      title: 'The breaker (CAF-O3): every payment takes 400–620 ms, 100 customers for a minute',
      head: ['', 'count', 'share'],
      rows: [
        ...[...statuses]
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([status, n]) => [`answered with ${status}`, round(n), `${round((100 * n) / total, 1)} %`]),
        ...opened.map(([target, n]) => [`breaker in front of ${target} opened`, n, '']),
        ['orders', round(orders.length), ''],
        ['payments approved', round(approved), ''],
        ['won that the orders cost', round(worth), ''],
        ['won that the provider has', round(money), money === worth ? 'equal' : 'NOT EQUAL'],
        ['payments that are not settled afterwards', unsettled, ''],
        ['answered within (p50 / p99), ms', `${round(percentile(took, 0.5))} / ${round(percentile(took, 0.99))}`, ''],
      ],
      target: 'every answer 201 or 503 with Retry-After, no other 5xx; paid = ordered. (The original published 63.55 % succeeded.)',
      how: 'Each customer orders again as soon as the last order is answered, after a 503 with a pause of up to a second. Afterwards everybody who was put off cancels: what had been charged meanwhile is given back before the money is counted in the provider’s own books.',
    }
  } finally {
    await cafe.process.stop()
    remove(data)
  }
}
