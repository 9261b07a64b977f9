import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Counter, Node, type Ports, type Store, systemClock, type Told } from '@jumun/core/runtime'
import { contextServer, identity } from '@jumun/http'
import { product } from '@jumun/systems'
import { closed, median, shot } from './load.ts'
import { empty, usage } from './machine.ts'

/*
 * What our HTTP edge costs above the framework: POST /orders of the café, read, checked and answered with HAL, by a counter that has the answer
 * at once; beside it the same request to Fastify alone. CPU time of the server, round by round in turns, since it depends least on neighbours.
 *
 *     node bench/edge.ts [rounds] [requests in a round] [connections]
 */
const [first = '9', size = '20000', connections = '16'] = process.argv.slice(2)

/** Decides nothing and keeps nothing: the order is there. */
class Ready extends Counter {
  override create(): Promise<Told> {
    const state = { orderId: 1, phoneNumber: '01012345678', productName: 'coffee', qty: 1, amt: 500, status: 'Ordered', createdAt: 1.8e12 }
    return Promise.resolve({ kind: 'item', key: 1, item: { version: 3, id: 1, state }, made: true })
  }
}
const serve = async (): Promise<void> => {
  const { system } = product['cafeteria']!
  const order = system.contexts.find(c => c.name === 'order')!
  const ask: Ports['ask'] = { ask: async () => ({ kind: 'unreachable' }) }
  const node = new Node(system, order, { store: {} as Store, ask, clock: systemClock })
  const app = contextServer({ access: 'open', identity: identity(), node, system, counter: new Ready(node), base: () => at })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const at = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  console.log(at)
}

const own = async (): Promise<{ readonly child: ChildProcess; readonly address: string }> => {
  const child = spawn(process.execPath, ['--v8-pool-size=1', import.meta.filename, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, address: String((await once(child.stdout!, 'data'))[0]).trim() }
}
const compare = async (): Promise<void> => {
  const [ours, other] = [await own(), await empty()]
  const body = '{"phoneNumber":"010#","productName":"coffee","qty":1,"amt":500}'
  const round = async (pid: number, address: string, most: number): Promise<number> => {
    const from = usage(pid).cpu
    const { statuses } = await closed(address, shot(address, 'POST', '/orders', body), { connections: Number(connections), most })
    if (statuses[201] !== most) throw new Error(`not every answer was 201: ${JSON.stringify(statuses)}`)
    return (usage(pid).cpu - from) / most
  }
  const cells: (readonly [edge: number, bare: number])[] = []
  try {
    for (let n = -1; n < Number(first); n++) {
      const cell = [await round(ours.child.pid!, ours.address, Number(size)), await round(other.pid, other.address, Number(size))] as const
      if (n >= 0) cells.push(cell)
    }
  } finally {
    ours.child.kill()
    other.stop()
  }
  const [edge, bare] = [median(cells.map(c => c[0])), median(cells.map(c => c[1]))]
  const above = median(cells.map(c => c[0] - c[1]))
  console.log(`a request costs ${edge.toFixed(1)} µs, Fastify alone ${bare.toFixed(1)} µs, the edge above it ${above.toFixed(1)} µs`)
}
await (first === 'serve' ? serve() : compare())
