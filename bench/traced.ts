import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Host, settingsFrom } from '@jumun/host'
import { product as businesses } from '@jumun/systems'

/*
 * What it costs to follow every order: one café that tells its traces and one that does not, in this process, window by window by turns,
 * without HTTP. Prints a line a window: CPU time an order without and with, in µs, and their ratio. A collector that throws everything away
 * is part of the process: what it takes in is counted with the traces.
 *
 *     node bench/traced.ts [orders in a window] [windows] [share of traces]
 */
const [size = '1000', windows = '5', share = '1'] = process.argv.slice(2)
const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'jumun-traced-'))
const collector = createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'))
})
await new Promise<void>(done => collector.listen(0, '127.0.0.1', done))
const to = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`

const cafe = async (name: string, settings: readonly string[]): Promise<(count: number) => Promise<number>> => {
  const given = ['cafeteria', '--data', join(folder, name), '--port', '0', '--log', 'silent', ...settings]
  const host = new Host(settingsFrom(given, {}, businesses), businesses)
  await host.start()
  const { running, system } = host.boards.get('cafeteria')!
  const { counter } = running.live.get('order')!
  const { orders } = system.contexts.find(c => c.name === 'order')!.routes
  const order = async (): Promise<void> => {
    const digits = String(Math.floor(Math.random() * 1e8)).padStart(8, '0')
    const caller = { actor: 'bench', roles: [], claims: {}, anyone: true }
    const wish = { phoneNumber: `010${digits}`, productName: 'coffee', qty: 1, amt: 500 }
    await counter.create(orders!, orders!.create!, wish, {
      caller,
      until: Date.now() + 60_000,
      trace: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
    })
  }
  const isQuiet = async (): Promise<boolean> => {
    for (const { inbox, store } of running.live.values())
      for (const source of inbox.wants.keys())
        if ((await store.progress(source)) < (await running.live.get(source)!.store.head())) return false
    return true
  }
  return async count => {
    const cpu = process.cpuUsage()
    let left = count
    const customer = async () => {
      while (left-- > 0) await order()
    }
    await Promise.all(Array.from({ length: 32 }, customer))
    while (!(await isQuiet())) await new Promise(go => setTimeout(go, 20))
    await new Promise(go => setTimeout(go, 1500)) // what was told last is on its way
    const { user, system: kernel } = process.cpuUsage(cpu)
    return (user + kernel) / count
  }
}
const without = await cafe('without', [])
const told = await cafe('with', ['--traces', to, '--traces-share', share])
await without(300)
await told(300)
for (let window = 0; window < Number(windows); window++) {
  const [off, on] = [await without(Number(size)), await told(Number(size))]
  console.log([Math.round(off), Math.round(on), (on / off).toFixed(2)].join('\t'))
}
rmSync(folder, { recursive: true, force: true })
process.exit()
