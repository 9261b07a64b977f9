import { generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cafeteria } from '@jumun/systems/cafeteria'
import { launch, type Launched } from '../tools/demo-process.ts'
import { type Ask, type Cafe, clientOf, completed } from './cafe.ts'
import { closed, median, type Shot, shot } from './load.ts'
import { calm, folder, remove, usage } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

/** Where neighbours take the machine away, an order is late and not refused: what it costs is the same. */
const patient = ['--request-time', '30000']
/** People who order, each with a token of their own: they come by turns, so that nobody meets the limit of a caller. */
const people = 2000

/** Who says who people are, as a provider elsewhere would. */
class Provider {
  readonly keys: string
  private readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })

  constructor(data: string) {
    this.keys = join(data, 'keys.json')
    const key = { ...this.pair.publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES256', use: 'sig' }
    writeFileSync(this.keys, JSON.stringify({ keys: [key] }))
  }
  get settings(): readonly string[] {
    return [
      ...patient,
      '--access',
      'guarded',
      '--keys',
      this.keys,
      '--issuer',
      'https://id.bench',
      '--audience',
      'jumun',
      '--address-rate',
      '100000/100000',
    ]
  }
  token(claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const exp = Math.floor(Date.now() / 1000) + 3600
    const text = `${part({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })}.${part({ iss: 'https://id.bench', aud: 'jumun', exp, ...claims })}`
    return `${text}.${sign('sha256', Buffer.from(text), { key: this.pair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
  }
}

/** A way to run the café: its processes, and what each order is. */
interface Way extends Pick<Cafe, 'ask'> {
  readonly processes: readonly Launched[]
  readonly gateway: string
  readonly shots: readonly Shot[]
}
const shotsAt = (gateway: string, provider?: Provider): readonly Shot[] =>
  Array.from({ length: people }, (_, i) => {
    const phone = `010${String(i).padStart(8, '0')}`
    const login = provider ? `authorization: Bearer ${provider.token({ sub: `c${i}`, roles: ['customer'], phone })}\r\n` : ''
    return shot(gateway, 'POST', '/orders', `{"phoneNumber":"${phone}","productName":"coffee","qty":2,"amt":1000}`, login)
  })
const asking = (gateway: string, provider: Provider): Ask => {
  const authorization = `Bearer ${provider.token({ sub: 'counter', roles: ['manager', 'operator', 'system'] })}`
  const ask = clientOf(() => gateway)
  return (method, path, body, headers) => ask(method, path, body, { authorization, ...headers })
}
const contexts = cafeteria.contexts.map(c => `cafeteria/${c.name}`)
const ways: { readonly [name: string]: (data: string) => Promise<Way> } = {
  'nobody is asked, one process': async data => {
    const cafe = launch('cafeteria', { data, settings: patient })
    const { gateway } = await cafe.ready
    return { processes: [cafe], gateway, shots: shotsAt(gateway), ask: clientOf(() => gateway) }
  },
  'identity and limits, one process': async data => {
    const provider = new Provider(data)
    const cafe = launch('cafeteria', { data, settings: provider.settings })
    const { gateway } = await cafe.ready
    return { processes: [cafe], gateway, shots: shotsAt(gateway, provider), ask: asking(gateway, provider) }
  },
  'identity and limits, through a gateway of its own': async data => {
    const provider = new Provider(data)
    const behind = launch(contexts, { data: join(data, 'behind'), settings: ['--data', data, ...provider.settings] })
    const at = await behind.ready
    const peers = Object.entries(at.contexts).map(([name, address]) => `${name}=${address}`)
    const front = launch('cafeteria/gateway', {
      data: join(data, 'front'),
      settings: ['--data', data, ...provider.settings, '--peers', peers.join()],
    })
    const { gateway } = await front.ready
    return { processes: [front, behind], gateway, shots: shotsAt(gateway, provider), ask: asking(gateway, provider) }
  },
}

interface Cell {
  readonly orders: number
  readonly cpu: number
}
/** One way, from its start to its end: it is warmed up, then measured until the last order is complete. */
const cellOf = async (name: string, { quick }: Options): Promise<Cell> => {
  const data = folder('identity')
  const way = await ways[name]!(data)
  try {
    const spent = () => way.processes.reduce((sum, { pid }) => sum + usage(pid).cpu, 0)
    const load = async (most: number, isMeasured: boolean) => {
      const { statuses, sent } = await closed(way.gateway, n => way.shots[n % people]!, { connections: 16, most })
      const taken = statuses[201] ?? 0
      if (isMeasured && taken < sent * 0.98) throw new Error(`${name}: too few answers were 201: ${JSON.stringify(statuses)}`)
      return taken
    }
    const warm = await load(quick ? 300 : 2000, false)
    await completed({ ask: way.ask }, warm)
    const others = await calm()
    const [cpu, from] = [spent(), performance.now()]
    const taken = await load(quick ? 600 : 6000, true)
    await completed({ ask: way.ask }, warm + taken)
    const cell = { orders: (1000 * taken) / (performance.now() - from), cpu: (spent() - cpu) / taken }
    note(`${name}: ${round(cell.orders)} orders/s, ${round(cell.cpu)} µs of CPU an order, others used ${round(others * 100)} %`)
    return cell
  } finally {
    for (const process of way.processes) await process.stop()
    remove(data)
  }
}

/** What it costs that it is asked who somebody is, and how often they may: beside the same café that asks nobody, by turns. */
export const identity = async (options: Options): Promise<Section> => {
  const cells = new Map<string, Cell[]>(Object.keys(ways).map(name => [name, []]))
  for (let run = 0; run < options.runs; run++) for (const [name, all] of cells) all.push(await cellOf(name, options))
  const [bare] = cells.values() as Iterator<Cell[]> & Iterable<Cell[]>
  const share = (all: readonly Cell[], of: (cell: Cell, bare: Cell) => number) =>
    `${round(100 * median(all.map((cell, i) => of(cell, bare![i]!))))} %`
  return {
    title: 'Identity and limits',
    head: ['the café', 'complete orders/s', 'share', 'CPU an order, µs', 'share by CPU'],
    rows: [...cells].map(([name, all]) => [
      name,
      round(median(all.map(c => c.orders))),
      share(all, (c, b) => c.orders / b.orders),
      round(median(all.map(c => c.cpu))),
      share(all, (c, b) => b.cpu / c.cpu),
    ]),
    target: 'at least 60 % in one process, 35 % through a gateway of its own.',
    how: [
      `Orders of ${people} people by turns, 16 connections. With identity each of them shows a token of a provider elsewhere (ES256),`,
      'the limits of address and caller count it, and every request is a line in the log, as where access is guarded.',
      'The share is the median of the shares of each run; CPU is that of all processes of the café.',
    ].join(' '),
  }
}
