import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Ask, clientOf, sleep, until } from './demo-client.ts'
import { launch } from './demo-process.ts'

/** What became of one order, as its customer and the house see it. */
export interface Fate {
  readonly what: string
  /** What two places say differently of it. */
  readonly disagree: readonly string[]
}
/** The people of one system. All they do is ask over HTTP, like anybody. */
export interface Play {
  /** Tells a system of this kind from another that listens at the same address. */
  readonly collection: string
  /** One customer from the order to the end; says what they have just done. */
  customer(ask: Ask, n: number, did: (what: string) => void): Promise<void>
  /** Staff work until the house is empty. */
  readonly staff: readonly ((ask: Ask, isOver: () => boolean, did: (what: string) => void) => Promise<void>)[]
  /** Does nothing wait any more but what only time ends? */
  isAtRest(ask: Ask): Promise<boolean>
  /** What became of every order that this demonstration made. */
  fates(ask: Ask): Promise<readonly Fate[]>
}

/** A bar that rewrites its own line; where nobody watches, a line now and then. */
const progress = (total: number, out: NodeJS.WriteStream) => {
  const counts = new Map<string, number>()
  const start = Date.now()
  let done = 0
  let last = 0
  const line = () => [...counts].map(([what, n]) => `${what} ${n}`).join(' · ')
  const draw = (): void => {
    const share = done / total
    if (!out.isTTY) return void out.write(`${String(Math.round(share * 100)).padStart(3)} %  ${done} of ${total}: ${line()}\n`)
    const width = 24
    const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░')
    const seconds = (Date.now() - start) / 1000
    const text = `${bar} ${done}/${total}  ${Math.round(done / seconds)}/s  ${line()}`
    out.write(`\r\u001B[2K${text.slice(0, (out.columns || 120) - 1)}`)
  }
  return {
    did: (what: string) => {
      counts.set(what, (counts.get(what) ?? 0) + 1)
      if (Date.now() - last < (out.isTTY ? 100 : 2000)) return
      last = Date.now()
      draw()
    },
    left: () => void done++,
    end: () => {
      draw()
      if (out.isTTY) out.write('\n')
    },
  }
}

interface Found {
  readonly address: string
  stop(): Promise<void>
}
/** The system at this address, or one of our own on a folder of its own. */
const find = async (system: string, play: Play, at: string, isAsked: boolean): Promise<Found> => {
  const answer = await clientOf(() => at, 2000)('GET', `/${play.collection}?size=1`)
  if (answer?.status === 200) return { address: at, stop: async () => {} }
  if (isAsked)
    throw new Error(answer ? `${at} answers, but has no ${play.collection}: ${answer.status}.` : `Nobody answers at ${at}. Start it with: npm start ${system}`)
  const data = mkdtempSync(join(tmpdir(), 'jumun-demo-'))
  console.log(`Nobody answers at ${at}, so this demonstration opens a ${system} of its own in ${data}.`)
  const own = launch(system, { data })
  const { gateway } = await own.ready
  return {
    address: gateway,
    stop: async () => {
      await own.stop()
      rmSync(data, { recursive: true })
    },
  }
}

/** Opens the house, lets everybody in, and says what became of every order. True: every promise was kept. */
export const demo = async (
  system: string,
  { orders, at, isAsked, perSecond }: { orders: number; at: string; isAsked: boolean; perSecond: number },
): Promise<boolean> => {
  const { play } = (await import(`./demo-${system}.ts`)) as { play: Play }
  const house = await find(system, play, at, isAsked)
  try {
    const ask = clientOf(() => house.address)
    console.log(`${orders} customers come to ${house.address}, ${perSecond} a second.`)
    const { did, left, end } = progress(orders, process.stderr)
    let inside = 0
    let isOver = false
    const staff = play.staff.map(work => work(ask, () => isOver, did))
    const start = Date.now()
    const customers: Promise<void>[] = []
    for (let n = 0; n < orders; n++) {
      while (Date.now() - start < (n * 1000) / perSecond || inside >= 200) await sleep(2) // a full house: the rest wait at the door
      inside++
      customers.push(
        play.customer(ask, n, did).finally(() => {
          inside--
          left()
        }),
      )
    }
    await Promise.all(customers)
    const rests = await until(() => play.isAtRest(ask), 60_000, 100)
    isOver = true
    await Promise.all(staff)
    end()

    const fates = await play.fates(ask)
    const byFate = new Map<string, number>()
    for (const { what } of fates) byFate.set(what, (byFate.get(what) ?? 0) + 1)
    console.log(`\nWhat became of ${fates.length} orders in ${((Date.now() - start) / 1000).toFixed(1)} s:`)
    for (const [what, n] of [...byFate].sort((a, b) => b[1] - a[1])) console.log(`  ${String(n).padStart(6)}  ${what}`)
    const wrong = fates.flatMap(f => f.disagree)
    console.log(wrong.length ? `\n${wrong.length} disagreements:\n  ${wrong.slice(0, 20).join('\n  ')}` : '\nOrder, page and messages agree about all of them.')
    if (!rests) console.log('Something still waits after a minute.')

    const audit = await ask('GET', '/operations/audit')
    if (audit?.status !== 200) console.log(`The audit does not answer: ${audit?.status ?? 'no connection'}.`)
    else console.log(auditLines(audit.body))
    const broken = audit?.status === 200 ? brokenIn(audit.body) : 1
    return wrong.length === 0 && broken === 0 && rests && fates.length >= orders
  } finally {
    await house.stop()
  }
}

/** One audit for each system that runs there. */
const auditsIn = (body: any): readonly any[] => (Array.isArray(body) ? body : (body.systems ?? body.audits ?? [body]))
const brokenIn = (body: any): number => auditsIn(body).reduce((n: number, a: any) => n + a.broken.length, 0)
const auditLines = (body: any): string =>
  auditsIn(body)
    .flatMap((a: any) => [
      `Audit of ${a.system}: ${a.cases} cases, ${a.events} events, ${a.items} items, ${a.rows} rows: ${a.broken.length ? `${a.broken.length} BROKEN PROMISES` : 'every promise is kept'}.`,
      ...Object.entries(a.waiting ?? {}).map(([what, n]) => `  ${String(n).padStart(6)}  wait for ${what}`),
      ...a.broken.slice(0, 20).map((b: any) => `  ${b.promise} (${b.where})`),
    ])
    .join('\n')

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { orders: { type: 'string', default: '1000' }, at: { type: 'string' }, speed: { type: 'string', default: '100' }, help: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [system = 'cafeteria'] = positionals
  const orders = Number(values.orders)
  const perSecond = Number(values.speed)
  if (values.help || !(orders > 0) || !(perSecond > 0)) {
    console.log(`npm run demo -- [system] [--orders 1000] [--at http://127.0.0.1:8088] [--speed 100]

  Lets customers and staff work through the HTTP interface of a running system, and says what became of every order.

  --orders N   so many orders
  --at URL     the gateway; where nobody answers at the usual place, the demonstration starts a system of its own
  --speed N    so many customers come in a second`)
    process.exit(values.help ? 0 : 1)
  }
  try {
    const isKept = await demo(system, { orders, at: values.at ?? 'http://127.0.0.1:8088', isAsked: values.at !== undefined, perSecond })
    process.exit(isKept ? 0 : 1)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
