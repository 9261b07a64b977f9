import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { auditData, promisesOf, readLedger } from '@jumun/host'
import { systems } from '@jumun/systems'
import { allOf, type Answer, type Ask, clientOf, countOf, sleep, until } from './demo-client.ts'
import { type Addresses, launch, type Launched } from './demo-process.ts'

export interface CrashSettings {
  /** How often it is killed. */
  readonly times: number
  /** It lives at most so long before it is killed again. */
  readonly seconds: number
  readonly customers: number
  /** Cards that answer late or never: what they leave behind takes the reconciler a while. */
  readonly badCards: boolean
  readonly log?: (text: string) => void
}
/** What was done, what was found, and everything that is not as it should be. */
export interface CrashReport {
  readonly done: { readonly [what: string]: number | string }
  readonly found: { readonly [what: string]: number }
  readonly wrong: readonly string[]
}

/** One customer's order: one Idempotency-Key and one phone number of its own, so that a second order would be seen. */
interface Visit {
  readonly key: string
  readonly phoneNumber: string
  readonly amt: number
  readonly ids: Set<number>
  told: 'nothing' | 'ordered' | 'declined' | 'expired'
  cancelTold: boolean
}
const rank = ['PaymentApproved', 'Receipted', 'Made', 'PickedUp']
const next: { readonly [status: string]: readonly [command: string, status: string] } = {
  PaymentApproved: ['receive', 'Receipted'],
  Receipted: ['make', 'Made'],
  Made: ['handOver', 'PickedUp'],
}
const chance = (share: number): boolean => Math.random() < share
const between = (from: number, to: number): number => from + Math.random() * (to - from)
const slug = (answer: Answer): string => String(answer.body?.type ?? '').replace('/problems/', '')
const idIn = (body: any): number | undefined => {
  const id = body?.id ?? /\/orders\/(\d+)/.exec(body?._links?.order?.href ?? body?.instance ?? '')?.[1]
  return id === undefined ? undefined : Number(id)
}

/**
 * Lets customers and baristas work against a real process, kills it again and again, and at the end counts what became of everything that
 * anybody was told.
 */
export const crash = async ({ times, seconds, customers, badCards, log = () => {} }: CrashSettings): Promise<CrashReport> => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-crash-'))
  const visits: Visit[] = []
  /** By order the furthest that a barista was told. */
  const made = new Map<number, number>()
  const wrong: string[] = []
  const starts: number[] = []
  const counts = { requests: 0, 'connections lost': 0, repeated: 0, 'kills at random': 0, 'kills after an answer': 0, 'kills while starting': 0 }
  let house!: Launched
  let at: Addresses | undefined
  let opened = Promise.withResolvers<void>()
  let isOver = false
  let isClosed = false
  /** Called with every 201: whoever wants to kill at that very moment. */
  let onAnswer: (() => void) | undefined

  const start = async (): Promise<void> => {
    const from = performance.now()
    house = launch('cafeteria', { data })
    const addresses = await house.ready
    starts.push(performance.now() - from)
    at = addresses
    opened.resolve()
  }
  const kill = async (): Promise<void> => {
    at = undefined
    opened = Promise.withResolvers()
    await house.kill()
  }
  const send = clientOf(() => at!.gateway)
  /** Waits while nobody answers, as a person would. */
  const ask: Ask = async (method, path, body, headers) => {
    while (!at) await opened.promise
    counts.requests++
    const answer = await send(method, path, body, headers)
    if (!answer) {
      counts['connections lost']++
      await sleep(5)
    }
    return answer
  }

  const place = async (visit: Visit, wish: object): Promise<void> => {
    const patience = Date.now() + 60_000
    for (let tries = 0; visit.told === 'nothing' && Date.now() < patience; tries++) {
      const known = [...visit.ids][0]
      // nobody knows what became of the last one: the same key again, or the order itself where it is known
      const pays = known !== undefined && tries > 0 && chance(0.5)
      const answer = pays
        ? await ask('POST', `/orders/${known}/pay`, { paymentToken: 'approve' })
        : await ask('POST', '/orders', wish, { 'idempotency-key': visit.key })
      if (tries > 0) counts.repeated++
      if (!answer) continue
      const id = idIn(answer.body)
      if (id !== undefined) visit.ids.add(id)
      if (answer.status === 201 || (pays && answer.status === 200)) {
        visit.told = 'ordered'
        onAnswer?.()
      } else if (answer.status === 422) visit.told = 'declined'
      else if (answer.status === 409 && slug(answer) !== 'in-progress') {
        visit.told = 'expired'
        if (slug(answer) !== 'expired') wrong.push(`order of ${visit.phoneNumber}: ${slug(answer)}`)
      } else if (answer.status === 503 || answer.status === 409 || answer.status === 504) await sleep(between(50, 400))
      else {
        wrong.push(`POST ${pays ? 'pay' : 'orders'}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
        await sleep(1000)
      }
    }
  }
  const customer = async (): Promise<void> => {
    while (!isOver) {
      const qty = 1 + Math.floor(Math.random() * 3)
      const visit: Visit = {
        key: randomUUID(),
        phoneNumber: `010${String(visits.length + 1).padStart(8, '0')}`,
        amt: 500 * qty,
        ids: new Set(),
        told: 'nothing',
        cancelTold: false,
      }
      visits.push(visit)
      const card = chance(0.04)
        ? 'decline'
        : !badCards
          ? 'approve'
          : chance(0.02)
            ? 'timeout-after'
            : chance(0.02)
              ? 'unavailable'
              : chance(0.02)
                ? 'slow'
                : 'approve'
      const wish = { phoneNumber: visit.phoneNumber, productName: 'coffee', qty, amt: visit.amt, paymentToken: card }
      await place(visit, wish)
      const id = [...visit.ids][0]
      if (visit.told === 'ordered' && chance(0.05)) {
        const again = await ask('POST', '/orders', wish, { 'idempotency-key': visit.key })
        if (again && (again.status !== 201 || again.body.id !== id)) wrong.push(`the same key again: ${again.status} ${again.body?.id}, it was order ${id}`)
      }
      if (visit.told === 'ordered' && chance(0.12)) {
        await sleep(between(0, 30))
        let answer: Answer | undefined
        while (!(answer = await ask('POST', `/orders/${id}/cancel`)) || answer.status >= 500) await sleep(50)
        visit.cancelTold = answer.status === 200
      }
      await sleep(between(0, 15))
    }
  }
  const baristas = 2
  const barista = async (me: number): Promise<void> => {
    while (!isClosed) {
      const lists = await Promise.all(['board', 'ready'].map(list => ask('GET', `/drinks/search/${list}?size=200`)))
      const mine = lists.flatMap(l => (l?.status === 200 ? (l.body._embedded.drinks as any[]) : [])).filter(d => d.id % baristas === me)
      for (let i = 0; i < mine.length; i += 8)
        await Promise.all(
          mine.slice(i, i + 8).map(async drink => {
            const [command, status] = next[drink.status]!
            const answer = await ask('POST', `/drinks/${drink.id}/${command}`)
            if (answer?.status === 200) made.set(drink.orderId, Math.max(made.get(drink.orderId) ?? 0, rank.indexOf(status)))
          }),
        )
      await sleep(mine.length ? 10 : 50)
    }
  }

  /** Reads everything over HTTP, as it is now, and names all that does not fit. */
  const judge = async (): Promise<{ found: { [what: string]: number }; wrong: string[]; owed: Map<number, number> }> => {
    const [orders, unpaid, payments, drinks, pages, messages] = await Promise.all(
      ['/orders', '/orders/search/unpaid', '/payments', '/drinks', '/mypages', '/messages'].map(path => allOf(send, path)),
    )
    const found = { ordered: 0, cancelled: 0, declined: 0, expired: 0, lost: 0, doubled: 0, contradictory: 0, unfinished: 0 }
    const said: string[] = []
    const wrong = (kind: 'lost' | 'doubled' | 'contradictory' | 'unfinished', what: string): void => {
      found[kind]++
      said.push(`${kind}: ${what}`)
    }
    const group = (items: readonly any[], field: string): Map<any, any[]> => Map.groupBy(items, item => item[field])
    const byPhone = group([...orders!, ...unpaid!], 'phoneNumber')
    const [paymentsOf, drinksOf, pagesOf, messagesOf] = [payments!, drinks!, pages!, messages!].map(items => group(items, 'orderId'))
    const owed = new Map<number, number>()
    for (const visit of visits) {
      const mine = byPhone.get(visit.phoneNumber) ?? []
      if (mine.length > 1 || visit.ids.size > 1) wrong('doubled', `${mine.length} orders of one key, ${visit.ids.size} numbers were told`)
      const order = mine[0]
      if (!order) {
        if (visit.told !== 'nothing' || visit.ids.size) wrong('lost', `order ${[...visit.ids].join('/')}: it was answered ${visit.told}, and is not there`)
        continue
      }
      const { id, status, cancellation } = order
      const name = `order ${id} (${status}${cancellation ? ` ${cancellation}` : ''})`
      if (visit.ids.size && !visit.ids.has(id)) wrong('doubled', `${name}, told was ${[...visit.ids].join('/')}`)
      const [payment, ...morePayments] = paymentsOf!.get(id) ?? []
      const [drink, ...moreDrinks] = drinksOf!.get(id) ?? []
      const [page, ...morePages] = pagesOf!.get(id) ?? []
      if (morePayments.length || moreDrinks.length || morePages.length)
        wrong('doubled', `${name}: ${morePayments.length + 1} payments, ${moreDrinks.length + 1} drinks, ${morePages.length + 1} rows`)
      const told = messagesOf!.get(id) ?? []
      if (new Set(told.map(m => m.what)).size !== told.length) wrong('doubled', `${name}: a message was said twice`)
      if (told.some(m => m.status === 'Queued')) wrong('unfinished', `${name}: a message is not sent`)
      const saw = `payment ${payment?.status}, drink ${drink?.status}, page ${page?.status}`
      const lives = status === 'Ordered'
      owed.set(id, lives ? order.amt : 0)
      if (order.amt !== visit.amt) wrong('contradictory', `${name}: ${order.amt} won instead of ${visit.amt}`)
      if (visit.told === 'ordered' && !['Ordered', 'OrderCanceled'].includes(status)) wrong('lost', `${name}: it was answered with 201`)
      if (visit.told === 'declined' && status !== 'Declined') wrong('contradictory', `${name}: its customer was told that it is declined`)
      if (visit.told === 'nothing') wrong('contradictory', `${name}: its customer was never told`)
      if (visit.cancelTold && cancellation === null) wrong('lost', `${name}: its cancellation was answered with 200`)
      if ((made.get(id) ?? -1) > rank.indexOf(drink?.status)) wrong('lost', `${name}: drink ${drink?.status}, the barista was told ${rank[made.get(id)!]}`)
      if (lives) {
        found.ordered++
        if (!drink || !page) wrong('unfinished', `${name}: ${saw}`)
        else if (payment?.status !== 'PaymentApproved' || drink.status !== 'PickedUp' || page.status !== 'PickedUp')
          wrong(payment?.status === 'PaymentApproved' ? 'unfinished' : 'contradictory', `${name}: ${saw}`)
      } else if (status === 'OrderCanceled') {
        found.cancelled++
        if (cancellation !== 'done') wrong('unfinished', `${name}: ${saw}`)
        else if (payment?.status !== 'PaymentCanceled' || drink?.status !== 'DrinkCanceled' || page?.status !== 'PaymentCanceled')
          wrong('contradictory', `${name}: ${saw}`)
      } else if (status === 'AwaitingPayment') wrong('unfinished', name)
      else {
        found[status === 'Declined' ? 'declined' : 'expired']++
        if (drink || page || told.length) wrong('contradictory', `${name}: ${saw}`)
      }
    }
    if (byPhone.size > visits.length) wrong('contradictory', `${byPhone.size} phones ordered, there were ${visits.length}`)
    return { found, wrong: said, owed }
  }

  try {
    await start()
    const people = Array.from({ length: customers }, customer)
    const staff = Array.from({ length: baristas }, (_, me) => barista(me))
    for (let i = 0; i < times; i++) {
      await sleep(between(100, seconds * 1000))
      if (chance(0.5)) {
        counts['kills at random']++
        await kill()
      } else {
        // the answer has just arrived: whatever was promised has to be on the disk
        counts['kills after an answer']++
        const { promise, resolve } = Promise.withResolvers<void>()
        const wait = Math.random() < 0.5 ? 0 : between(0, 3)
        let isShot = false
        const shoot = () => {
          onAnswer = undefined
          if (!isShot) resolve(kill())
          isShot = true
        }
        onAnswer = () => {
          onAnswer = undefined
          if (wait === 0) shoot()
          else setTimeout(shoot, wait)
        }
        await Promise.race([
          promise,
          sleep(5000)
            .then(shoot)
            .then(() => promise),
        ]) // nobody orders any more: at random then
      }
      if (chance(0.15)) {
        counts['kills while starting']++
        house = launch('cafeteria', { data })
        await sleep(between(50, 700))
        await house.kill()
      }
      await start()
      log(`${i + 1} of ${times} kills, ${visits.length} orders, started in ${starts.at(-1)!.toFixed(0)} ms`)
    }
    await sleep(300)
    isOver = true
    await Promise.all(people)
    log(`${visits.length} orders; waiting until nothing waits`)
    const atRest = await until(
      async () =>
        (await Promise.all(['/drinks/search/board', '/drinks/search/ready', '/payments/search/unsettled'].map(path => countOf(send, path)))).every(
          n => n === 0,
        ),
      120_000,
      200,
    )
    if (!atRest) wrong.push('something still waits after two minutes')
    let verdict = await judge()
    await until(async () => verdict.wrong.length === 0 || (verdict = await judge()).wrong.length === 0, 30_000, 500)
    isClosed = true
    await Promise.all(staff)
    await house.stop()
    const ended = await house.ended
    if (ended !== 0) wrong.push(`asked to stop it ended with ${ended}`)

    wrong.push(...verdict.wrong)
    // the provider's own books: what it has taken is what living orders cost
    const net = new Map<number, number>()
    let chargedTwice = 0
    const { bookKey } = await promisesOf(systems.cafeteria)
    const charged = new Set<number>()
    for (const entry of readLedger(join(data, 'cafeteria', 'sandbox-psp.db'))) {
      const id = Number(bookKey(entry))
      const change = entry.kind === 'refund' ? -entry.amt : entry.status === 'captured' ? entry.amt : 0
      if (change > 0 && charged.has(id)) chargedTwice++
      if (change > 0) charged.add(id)
      net.set(id, (net.get(id) ?? 0) + change)
    }
    let money = 0
    for (const id of new Set([...net.keys(), ...verdict.owed.keys()])) {
      if ((net.get(id) ?? 0) === (verdict.owed.get(id) ?? 0)) continue
      money++
      wrong.push(`money: order ${id} owes ${verdict.owed.get(id)}, the provider has ${net.get(id)}`)
    }
    const awake = setInterval(() => {}, 1000) // an audit that reads again waits on a timer that keeps no process alive
    const audit = await auditData(systems.cafeteria, data).catch((error: Error) => void wrong.push(`audit: it does not read: ${error.message}`))
    clearInterval(awake)
    wrong.push(...(audit?.broken ?? []).map(({ promise, where }) => `audit: ${promise} (${where})`))
    const sorted = starts.slice(1).sort((a, b) => a - b)
    return {
      done: {
        ...counts,
        'orders begun': visits.length,
        'answered with 201': visits.filter(v => v.told === 'ordered').length,
        'cancellations answered with 200': visits.filter(v => v.cancelTold).length,
        'restart, median': `${sorted[sorted.length >> 1]?.toFixed(0)} ms`,
        'restart, longest': `${sorted.at(-1)?.toFixed(0)} ms`,
        'audit: events read': audit?.events ?? 0,
        ...Object.fromEntries(Object.entries(audit?.waiting ?? {}).map(([what, n]) => [`audit: waits for ${what}`, n])),
      },
      found: { ...verdict.found, 'charged twice': chargedTwice, 'money that does not fit': money, 'promises broken by the audit': audit?.broken.length ?? 0 },
      wrong,
    }
  } finally {
    await house.kill()
    if (wrong.length) log(`the data stay in ${data}`)
    else rmSync(data, { recursive: true, force: true })
  }
}

const table = (rows: object): string =>
  Object.entries(rows)
    .map(([what, n]) => `  ${String(n).padStart(9)}  ${what}`)
    .join('\n')

if (import.meta.main) {
  const { values } = parseArgs({
    options: { times: { type: 'string', default: '50' }, seconds: { type: 'string', default: '2' }, customers: { type: 'string', default: '24' } },
  })
  const report = await crash({
    times: Number(values.times),
    seconds: Number(values.seconds),
    customers: Number(values.customers),
    badCards: true,
    log: text => console.error(text),
  })
  console.log(`\nWhat was done:\n${table(report.done)}\n\nWhat was found:\n${table(report.found)}`)
  console.log(
    report.wrong.length
      ? `\n${report.wrong.length} THINGS ARE WRONG:\n  ${report.wrong.slice(0, 50).join('\n  ')}`
      : '\nNothing lost, nothing doubled, nothing contradictory.',
  )
  process.exit(report.wrong.length ? 1 : 0)
}
