import { clientOf, openAll, openCafe } from './cafe.ts'
import { median } from './load.ts'
import { bareNode, calm, empty, folder, remove } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

/** From the process being started to its first answer. */
export const start = async ({ runs }: Options): Promise<Section> => {
  const cold: number[] = []
  const warm: number[] = []
  const all: number[] = []
  const nothing: number[] = []
  const others = await calm()
  const bare = bareNode()
  for (let run = 0; run < Math.max(runs, 5); run++) {
    const data = folder('start')
    for (const list of [cold, warm]) {
      const from = performance.now()
      const cafe = await openCafe(data)
      const answer = await cafe.ask('GET', '/menu')
      list.push(performance.now() - from)
      if (answer?.status !== 200) throw new Error(`GET /menu: ${answer?.status}`)
      await cafe.process.stop()
    }
    remove(data)
    const house = folder('start')
    const begun = performance.now()
    const five = await openAll(house)
    const menu = await five.ask('GET', '/cafeteria/menu')
    all.push(performance.now() - begun)
    if (menu?.status !== 200) throw new Error(`GET /cafeteria/menu: ${menu?.status}`)
    await five.process.stop()
    remove(house)
    const from = performance.now()
    const other = await empty()
    await clientOf(() => other.address)('POST', '/orders', {})
    nothing.push(performance.now() - from)
    other.stop()
  }
  note(
    `start: ${cold.map(n => round(n)).join(' ')} ms, all five ${all.map(n => round(n)).join(' ')} ms, others used ${round(others * 100)} %`,
  )
  return {
    title: 'From start to the first answer',
    head: ['', 'median, ms', 'longest, ms'],
    rows: [
      ['the café, a folder that is empty', round(median(cold)), round(Math.max(...cold))],
      ['the café, a folder that is not', round(median(warm)), round(Math.max(...warm))],
      ['all five systems, a folder that is empty', round(median(all)), round(Math.max(...all))],
      ['the empty Fastify server, the limit', round(median(nothing)), round(Math.max(...nothing))],
      ['Node alone (`node -e 0`)', round(bare), ''],
    ],
    target: 'cold start < 1 s, all five < 1.5 s.',
    how: 'From the moment the process is spawned to the first 200 of `GET /menu` through the gateway, all contexts running, their menus and stores made. The compile cache of Node is warm, as after the first start of a version; the very first one takes about 0.4 s longer.',
  }
}
