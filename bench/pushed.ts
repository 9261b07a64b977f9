import { cafeteria } from '@jumun/systems/cafeteria'
import { Live, type LivePart, watchOf } from '@jumun/http/testing'

/*
 * What one pushed change costs besides reading it and the socket: from the event to the one among many who watches its row, and to the place
 * that is named with it. The parts of the contexts are made up, so nothing else is measured. Prints a line a round: CPU time a pushed change.
 *
 *     node bench/pushed.ts [listeners] [phones that each watches] [changes in a round] [rounds]
 */
const [listeners, phones, changes, rounds] = ['500', '2', '6000', '6'].map((usual, i) => Number(process.argv[i + 2] ?? usual)) as [
  number,
  number,
  number,
  number,
]
const sources = ['order', 'payment', 'drink'] as const
const logs = new Map<string, any[]>(sources.map(source => [source, []]))
let wake: (() => void)[] = []
const phoneOf = (n: number): string => `010${String(n % (listeners * phones)).padStart(8, '0')}`
const partOf = (source: string): LivePart => ({
  begins: async () => ({ life: 'abcdef', head: 0, heard: { order: 1, payment: 1, drink: 1 }, aside: [] }),
  read: async (after, limit) => {
    const log = logs.get(source) ?? []
    while (log.length <= after) await new Promise<void>(done => wake.push(done))
    return log.slice(after, after + limit)
  },
  items: async () => [],
  rows: async (_, wants) =>
    wants.map(({ key, position }) => ({
      key,
      id: Number(key),
      version: position + 1,
      state: {
        orderId: key,
        phoneNumber: phoneOf(Number(key)),
        productName: 'coffee',
        qty: 2,
        amt: 1000,
        status: 'Ordered',
        orderStatus: 'Ordered',
        updateTime: 0,
      },
    })),
})
const parts = new Map(['customercenter', ...sources].map(source => [source, partOf(source)]))
const live = new Live(cafeteria, context => parts.get(context))
const caller = { actor: 'bench', roles: [], claims: {}, anyone: true }
let pushed = 0
let bytes = 0
for (let l = 0; l < listeners; l++) {
  const watches = Array.from(
    { length: phones },
    (_, i) => watchOf(`mypages?phoneNumber=${phoneOf(i * listeners + l)}`, caller, live.known)!,
  )
  const told = (): void => {
    pushed++
    bytes += listening.cursor.length
  }
  const listening = await live.listen({ caller, watches, told, reset: () => {} }, undefined)
}
let key = 0
for (let round = 0; round < rounds; round++) {
  const [cpu, before] = [process.cpuUsage(), pushed]
  for (let n = 0; n < changes; n++) {
    const log = logs.get('order')!
    const [position, orderId] = [log.length + 1, ++key]
    log.push({ position, id: `order/${orderId}/1`, type: 'Ordered', aggregate: 'order', key: orderId, number: 1, data: { orderId } })
    const woken = wake
    wake = []
    for (const done of woken) done()
    if (n % 3 === 2) await new Promise(setImmediate)
  }
  while (pushed - before < changes) await new Promise(setImmediate)
  const { user, system } = process.cpuUsage(cpu)
  console.log(`${((user + system) / changes).toFixed(1)} µs a pushed change, ${bytes} characters of places`)
}
live.close()
process.exit()
