import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { Host, settingsFrom } from '@jumun/host'
import { product as businesses } from '@jumun/systems'

/*
 * What the work of an order costs, without HTTP: the café's contexts in this process, on their files, with so many orders under way at
 * once. Prints a line a window: CPU time an order of all threads, orders a second, memory. An order is complete with its drink and its row
 * on My Page. Two versions are compared by running the file of each by turns.
 *
 *     node bench/inside.ts [coffee or cake] [orders in a window] [windows] [under way] [orders before, unmeasured]
 */
const [what = 'coffee', size = '3000', windows = '5', atOnce = '64', before = '1000'] = process.argv.slice(2)
const price = what === 'cake' ? 3000 : 500
const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'jumun-inside-'))
const host = new Host(settingsFrom(['cafeteria', '--data', folder, '--port', '0', '--log', 'silent'], {}, businesses), businesses)
await host.start()
const { running, system } = host.boards.get('cafeteria')!
const { counter, store } = running.live.get('order')!
const { orders, menu } = system.contexts.find(c => c.name === 'order')!.routes
const caller = { actor: 'bench', roles: [], claims: {}, anyone: true }
const until = () => Date.now() + 60_000

const limited = menu!.change!({ productName: 'cake', stock: 1_000_000 })
if (what === 'cake') await counter.command(menu!, limited, { caller, until: until() })

const tell = { refused: 0 }
const order = async (): Promise<number> => {
  const phoneNumber = `010${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  const wish = { phoneNumber, productName: what, qty: 1, amt: price }
  const told = await counter.create(orders!, orders!.create!, wish, { caller, until: until() })
  if (told.kind === 'item' && told.item.state.status === 'Ordered') return told.key as number
  tell.refused++
  return 0
}
const isComplete = async (id: number): Promise<boolean> => {
  if (!id) return true
  const [drink, page] = await Promise.all([
    running.live.get('drink')!.store.load('drink', id),
    running.live.get('customercenter')!.store.row('mypage', id),
  ])
  const { orderStatus, paymentStatus, drinkStatus } = page?.value ?? {}
  return drink?.state.status === 'PaymentApproved' && Boolean(orderStatus && paymentStatus && drinkStatus)
}
const round = async (count: number): Promise<void> => {
  let left = count
  const last: number[] = []
  const customer = async () => {
    while (left-- > 0) last.push(await order())
  }
  await Promise.all(Array.from({ length: Number(atOnce) }, customer))
  for (const id of last.slice(-200)) while (!(await isComplete(id))) await passed(2)
}

await round(Number(before))
for (let window = 0; window < Number(windows); window++) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await round(Number(size))
  const { user, system: kernel } = process.cpuUsage(cpu)
  const seconds = (performance.now() - began) / 1000
  const item = JSON.stringify((await store.load('menu', what))!.state).length
  const figures = [
    Math.round((user + kernel) / Number(size)),
    Math.round(Number(size) / seconds),
    process.memoryUsage().rss >> 20,
    item,
    tell.refused,
  ]
  console.log(figures.join('\t'))
}
rmSync(folder, { recursive: true, force: true })
process.exit() // what is still owed to nobody waits for hours
