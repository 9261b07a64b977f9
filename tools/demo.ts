import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '@jumun/host'
import { type Ask, type House, sleep } from '@jumun/testing/cast'
import { businesses, castOf, command, exitCodes, positive, systemsNamed, whole } from './command.ts'
import { clientOf } from './demo-client.ts'
import { launch } from './demo-process.ts'
import { settled, working } from './stage.ts'

/** A bar that rewrites its own line; where nobody watches, a line now and then. */
const progress = (total: number, out: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> & { write(text: string): unknown }) => {
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
  readonly gateway: string
  /** Where several systems share a gateway: /air. */
  readonly prefix: string
  stop(): Promise<void>
}
/** The system at this address, alone or among others, or one of our own on a folder of its own. */
const find = async (system: string, collection: string, at: string, isAsked: boolean, say: (text: string) => void): Promise<Found> => {
  const ask = clientOf(() => at, 2000)
  for (const prefix of ['', `/${system}`])
    if ((await ask('GET', `${prefix}/${collection}?size=1`))?.status === 200) return { gateway: at, prefix, stop: async () => {} }
  if (isAsked) throw new Refusal(`There is no ${system} at ${at}. Start it with: npm start ${system}`)
  const data = mkdtempSync(join(tmpdir(), 'jumun-demo-'))
  say(`There is no ${system} at ${at}, so this demonstration opens one of its own in ${data}.`)
  const own = launch(system, { data })
  const { gateway } = await own.ready
  return {
    gateway,
    prefix: '',
    stop: async () => {
      await own.stop()
      rmSync(data, { recursive: true })
    },
  }
}

interface Settings {
  readonly orders: number
  /** The gateway. */
  readonly at: string
  /** Was that address asked for? Then nothing of our own is opened. */
  readonly isAsked: boolean
  readonly perSecond: number
  /** The card, or token, that everybody pays with. */
  readonly card?: string | undefined
  /** The share of those who go home when they are asked to pay later. */
  readonly leaves?: number
  /** Where the bar is drawn, and where the rest is said. */
  readonly out?: Parameters<typeof progress>[1]
  readonly say?: (text: string) => void
}
/** Opens the house, lets everybody in, and says what became of everything. True: every promise was kept. */
export const demo = async (
  system: string,
  { orders, at, isAsked, perSecond, card, leaves = 0.1, out = process.stderr, say = console.log }: Settings,
): Promise<boolean> => {
  const { did, left, end } = progress(orders, out)
  const wrong: string[] = []
  let found: Found | undefined
  let isOver = false
  const send = clientOf(() => found!.gateway)
  const ask: Ask = (method, path, body, headers) => send(method, found!.prefix + path, body, headers)
  const house: House = {
    ask,
    first: Math.floor(1_000_000 + Math.random() * 90_000_000),
    badCards: true,
    card,
    leaves,
    isOver: () => isOver,
    did,
    promised: () => {},
    wrong: what => void wrong.push(what),
  }
  const cast = (await castOf(system)).cast(house)
  found = await find(system, cast.collection, at, isAsked, say)
  try {
    say(`${orders} customers come to ${found.gateway}${found.prefix}, ${perSecond} a second.`)
    await cast.open?.()
    const goHome = working(cast)
    let inside = 0
    const start = Date.now()
    const customers: Promise<void>[] = []
    for (let n = 0; n < orders; n++) {
      while (Date.now() - start < (n * 1000) / perSecond || inside >= 200) await sleep(2) // a full house: the rest wait at the door
      inside++
      customers.push(
        cast.customer(n).finally(() => {
          inside--
          left()
        }),
      )
    }
    await Promise.all(customers)
    isOver = true
    const { verdict } = await settled(cast, 30_000)
    await goHome()
    await cast.close?.()
    end()

    const all = [...verdict.fates].sort((a, b) => b[1] - a[1])
    const count = all.reduce((sum, [, n]) => sum + n, 0)
    say(`\nWhat became of ${count} ${cast.things} in ${((Date.now() - start) / 1000).toFixed(1)} s:`)
    for (const [what, n] of all) say(`  ${String(n).padStart(6)}  ${what}`)
    wrong.push(...verdict.wrong.map(({ fault, what }) => `${fault}: ${what}`))
    say(
      wrong.length
        ? `\n${wrong.length} things are wrong:\n  ${wrong.slice(0, 20).join('\n  ')}`
        : '\nWhat was told, pages and messages agree about all of them.',
    )

    const audit = await clientOf(() => found!.gateway, 600_000)('GET', '/operations/audit') // it reads everything
    if (audit?.status !== 200) say(`The audit does not answer: ${audit?.status ?? 'no connection'}.`)
    const own = audit?.status === 200 ? audit.body.systems.find((a: any) => a.system === system) : undefined
    if (own) say(auditLines(own))
    return wrong.length === 0 && own?.broken.length === 0 && count >= orders
  } finally {
    await found.stop()
  }
}
const auditLines = (a: any): string =>
  [
    `Audit of ${a.system}: ${a.cases} cases, ${a.events} events, ${a.items} items, ${a.rows} rows: ${a.broken.length ? `${a.broken.length} BROKEN PROMISES` : 'every promise is kept'}.`,
    ...Object.entries(a.waiting ?? {}).map(([what, n]) => `  ${String(n).padStart(6)}  wait for ${what}`),
    ...a.broken.slice(0, 20).map((b: any) => `  ${b.promise} (${b.where})`),
  ].join('\n')

const usage = `npm run demo -- [system …] [--orders 1000] [--at http://127.0.0.1:8088] [--speed 100]

  Lets the people of a system work through its HTTP interface, and says what became of everything that they were told.

  system       ${Object.keys(businesses).join(', ')}, or all, one after another  (cafeteria)
  --orders N   so many customers
  --at URL     the gateway; where it is not given and nobody answers at the usual place, the demonstration starts a system of its own
  --speed N    so many customers come in a second
  --card TOKEN everybody pays with this one: decline, slow, timeout-before, timeout-after, unavailable, refund-fails`

const options = {
  orders: { type: 'string', default: '1000' },
  at: { type: 'string' },
  card: { type: 'string' },
  speed: { type: 'string', default: '100' },
} as const
if (import.meta.main)
  await command(usage, options, async (values, positionals) => {
    const orders = whole('--orders', values.orders)
    const perSecond = positive('--speed', values.speed)
    const names = positionals.includes('all') ? systemsNamed([]) : systemsNamed(positionals, ['cafeteria'])
    const where = { at: values.at ?? 'http://127.0.0.1:8088', isAsked: values.at !== undefined }
    let isKept = true
    for (const name of names) isKept = (await demo(name, { orders, ...where, perSecond, card: values.card })) && isKept
    return isKept ? exitCodes.fine : exitCodes.wrong
  })
