// Siege as the originals ran it (COM-107), GET and POST by turns, and what the proxy noted that it was told: siege itself keeps no answers.
import { castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import { type Noted, type Siege, siege } from '../engines/index.ts'
import type { Stage } from './stage.ts'

/** What those who besiege were told, and what siege says of it. */
export interface Besieged {
  readonly users: number
  readonly said: Siege
  readonly failed: ReadonlyMap<string, number>
  readonly putOff: number
  readonly promised: ReadonlySet<number>
  /** Orders whose answer nobody waited for: siege ends in the middle. */
  readonly gone: number
}

/** Where siege sends its users: an order as published, and the list of them. */
const targets = async (stage: Stage): Promise<readonly string[]> => {
  const { wares } = await castOf(stage.system.name)
  const next = await wares.open(clientOf(() => stage.front))
  const orders = await Promise.all(Array.from({ length: 200 }, next))
  return orders.flatMap(order => [`${stage.front}${wares.at} POST ${JSON.stringify(order)}`, `${stage.front}${wares.at}`])
}
/** Who is told to come again in five seconds or more has an order that could not be paid yet (COM-61); everything else is over in one. */
const isPutOff = ({ status, retryAfter }: Noted): boolean => status === 503 && Number(retryAfter) >= 5

/** What the notes say of those who besiege. */
export const toldTo = (notes: readonly Noted[]): Omit<Besieged, 'users' | 'said'> => {
  const failed = new Map<string, number>()
  const promised = new Set<number>()
  let [putOff, gone] = [0, 0]
  for (const note of notes) {
    const { method, status, location, agent, why } = note
    if (!agent?.includes('Siege/')) continue
    if (status === 0 || why === 'downstream_remote_disconnect') gone += method === 'POST' ? 1 : 0
    else if (isPutOff(note)) putOff++
    else if (status >= 400) failed.set(`${method} ${status} ${why}`, (failed.get(`${method} ${status} ${why}`) ?? 0) + 1)
    else if (location) promised.add(Number(location.split('/').at(-1)))
  }
  return { failed, putOff, promised, gone }
}

/** So many ask, each once in `pause` ms in the middle, until they are told to end. The proxy must note what the gateway answers. */
export const besiege = async (stage: Stage, users: number, pause: number): Promise<{ end(): Promise<Besieged> }> => {
  const before = (await stage.envoy.noted()).length
  const running = siege(await targets(stage), users, (2 * pause) / 1000, stage.data)
  return {
    end: async () => {
      const said = await running.end()
      return { users, said, ...toldTo((await stage.envoy.noted()).slice(before)) }
    },
  }
}

/** What must not be where nobody is to notice anything: siege takes for failed also who was told to come again. */
export const besiegedBadly = ({ failed, putOff, said }: Besieged): readonly string[] => {
  const known = [...failed.values()].reduce((a, b) => a + b, putOff)
  return [
    ...[...failed].map(([what, n]) => `siege: ${n} × ${what}`),
    ...(said.failed_transactions > known ? [`siege: ${said.failed_transactions} failed, of which the proxy knows ${known}`] : []),
  ]
}
