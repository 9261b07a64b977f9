import { air } from '@jumun/systems/air'
import { engine, startKafka, startPostgres } from '../tools/engines/index.ts'
import { townOf } from '../tools/town.ts'
import { clientOf, countOf, until } from './cafe.ts'
import { closed, median, percentile, shot } from './load.ts'
import { calm, folder, remove, usage } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

const flights = 16
/** As many as a flight may have: who comes in a peak season may all fly, or it would be measured how fast people are refused. */
const seats = 1000
const connections = 64
const hour = 3_600_000

/** Reservations while one, two and three processes of reservationmgmt share a database, under more than one of them can do. */
export const peak = async ({ runs, quick }: Options): Promise<Section> => {
  const lacking = (['kafka', 'postgres'] as const).flatMap(name => {
    const it = engine(name)
    return it.runs ? [] : [`${name}: ${it.why}; ${it.how}`]
  })
  if (lacking.length) throw new Error(lacking.join('\n'))
  const rows: (string | number)[][] = []
  for (const replicas of [1, 2, 3]) {
    const found: { perSecond: number; p50: number; p99: number; busy: number }[] = []
    const data = folder('peak')
    const [store, kafka] = await Promise.all([startPostgres(), startKafka()])
    const town = await townOf({
      system: air,
      data,
      replicas: { reservationmgmt: replicas },
      settings: ['--store', store.url, '--bus', kafka.url],
    })
    const ask = clientOf(() => town.gateway)
    const ours = town.inhabitants.filter(i => i.name.startsWith('reservationmgmt'))
    let reserved = 0
    const open = async (): Promise<number> => {
      const at = Date.now() + 30 * 24 * hour
      const wish = {
        departure: 'ICN',
        arrival: 'CJU',
        departureTime: new Date(at).toISOString(),
        arrivalTime: new Date(at + hour).toISOString(),
        seats,
        fare: 60_000,
      }
      const made = await ask('POST', '/schedules', wish)
      if (made?.status !== 201) throw new Error(`POST /schedules: ${made?.status} ${JSON.stringify(made?.body)}`)
      return made.body.id
    }
    const season = async (seconds: number) => {
      const ids = await Promise.all(Array.from({ length: flights }, open))
      const tallies = await Promise.all(
        ids.map((scheduleId, i) =>
          closed(
            town.addressesOf('reservationmgmt')[i % replicas]!,
            shot('http://localhost', 'POST', '/reservations', `{"customerId":"9#","peopleNo":1,"scheduleId":${scheduleId}}`),
            { connections: connections / flights, seconds },
          ),
        ),
      )
      const taken = tallies.reduce((sum, t) => sum + (t.statuses[201] ?? 0), 0)
      const sent = tallies.reduce((sum, t) => sum + t.sent, 0)
      if (taken < sent * 0.98) note(`not every answer was 201: ${JSON.stringify(tallies.map(t => t.statuses))}`)
      reserved += taken
      return { taken, took: Float64Array.from(tallies.flatMap(t => [...t.took])).sort() }
    }
    try {
      await season(quick ? 2 : 8)
      for (let run = 1; run <= runs; run++) {
        await calm()
        const cpuFrom = ours.reduce((sum, i) => sum + usage(i.process.pid).cpu, 0)
        const from = performance.now()
        const { taken, took } = await season(quick ? 3 : 10)
        const seconds = (performance.now() - from) / 1000
        const busy = (ours.reduce((sum, i) => sum + usage(i.process.pid).cpu, 0) - cpuFrom) / 1e6 / seconds
        found.push({ perSecond: taken / seconds, p50: percentile(took, 0.5), p99: percentile(took, 0.99), busy })
        note(`${replicas} replicas, run ${run}: ${JSON.stringify(found.at(-1))}`)
      }
      if (!(await until(async () => (await countOf(ask, '/reservations')) === reserved, 60_000, 100)))
        throw new Error(`${reserved} were answered with 201, there are ${await countOf(ask, '/reservations')}`)
      const audit = await clientOf(() => town.gateway, 600_000)('GET', '/operations/audit')
      const broken = audit?.body.systems?.[0]?.broken
      if (!broken || broken.length) throw new Error(`the audit says ${JSON.stringify(broken ?? audit?.status)}`)
      rows.push([
        replicas,
        round(median(found.map(f => f.perSecond))),
        round(median(found.map(f => f.p50)), 1),
        round(median(found.map(f => f.p99)), 1),
        round(median(found.map(f => f.busy)), 2),
        `${round(reserved)} of ${round(reserved)}`,
      ])
    } finally {
      await town.stop()
      await Promise.all([store.stop(), kafka.stop()])
      remove(data)
    }
  }
  return {
    title: 'Peak season: replicas of reservationmgmt on one database (AIR-B7)',
    head: ['replicas', 'reservations/s', '201 p50, ms', '201 p99, ms', 'cores that they used', 'exact'],
    rows,
    how: [
      `${connections} connections reserve one seat after the other on ${flights} flights, as fast as it goes, on PostgreSQL with Kafka; everything, the client and the engines too, shares two cores, so replicas have little room to be faster here.`,
      'Exact: every 201 is a reservation, there are no others, and the audit finds that seats, money and mileage are conserved.',
    ].join('\n'),
  }
}
