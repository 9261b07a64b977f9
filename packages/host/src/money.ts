import { byPolicy, bySystem, type CaseMoney, type Recorded } from '@jumun/core/runtime'
import type { Checkout, Reconciled, TakeWebhook } from '@jumun/http'
import type { Peer } from '@jumun/http/peer'
import type { Charged, Differs, Provider } from '@jumun/payments'
import { promisesOf } from './audit.ts'
import type { Board } from './board.ts'
import type { Host } from './host.ts'
import { remoteTill } from './inside.ts'
import type { Live } from './running.ts'

const day = 86_400_000
/** Where a day begins: in Seoul. */
const seoul = 9 * 3_600_000
/** The night's work begins so long after midnight: what was on its way then has come to rest. */
const night = 3 * 3_600_000
/** So many nights are caught up after an outage. */
const missed = 7
const noteOf = 'reconciled'
const page = 500

/** The money of one system, where its context runs here and somebody real takes it. */
interface Till {
  readonly board: Board
  readonly provider: Provider
  readonly live: Live
  readonly money: CaseMoney
  readonly installation: string
}
const tillOf = async (board: Board): Promise<Till | undefined> => {
  const { provider, live: all } = board.running
  const { money } = promisesOf(board.business)
  const live = money && all.get(money.context)
  if (!provider || !money || !live) return undefined
  return { board, provider, live, money, installation: (await live.store.noted('installation')) ?? '' }
}
const stateOf = async ({ live, money }: Till, reference: number): Promise<any> => (await live.store.load(money.aggregate, reference))?.state
const fullKey = ({ installation }: Till, key: string): string => (installation ? `${key}@${installation}` : key)

/** Makes a difference an operator's task, once for as long as it is the same. True: it was new. */
const raise = async ({ live }: Till, key: string, reference: number, { what, ours, theirs }: Differs): Promise<boolean> => {
  const difference = `${what} ${key} ${ours} ${theirs}`.slice(0, 200)
  const command = { type: 'NoteDifference', data: { difference, what, key: key.slice(0, 200), reference, ours, theirs } }
  const { events } = await live.node.handle(command, { id: `difference/${difference}`, caller: bySystem, causes: [], inline: false })
  return events.length > 0
}
/** What our word about one charge, and all that the provider has of it now, do not agree about. */
const compared = async (till: Till, key: string, reference: number, theirs?: readonly Charged[]): Promise<readonly Differs[]> => {
  const { differencesOf } = await import('@jumun/payments')
  const state = await stateOf(till, reference)
  const ours = state && till.money.charges(state).find(c => fullKey(till, c.key) === key)
  return differencesOf(ours, theirs ?? (await till.provider.look(key)))
}

/** Which context of a system knows what is paid, and whether it runs here. */
const isHere = ({ business, places }: Board): boolean => places.has(promisesOf(business).money?.context ?? '')
/** Who knows it in another process. */
const tillElsewhere = ({ business, peers }: Board): Peer | undefined => peers.get(promisesOf(business).money?.context ?? '')
const isProvider = (name: string): name is 'stripe' | 'toss' => name === 'stripe' || name === 'toss'

/** Somebody may take what providers tell: here, or in a process that this one hands it to. */
export const takesMoney = (host: Host): boolean =>
  host.settings.payments.of.size > 0 || [...host.boards.values()].some(board => tillElsewhere(board) !== undefined)

/**
 * Takes what providers tell of themselves: it is never more than a hint where to look; what is there is asked for, and what contradicts
 * us becomes a task. It is told to every process that knows what is paid, as it came: only there is the secret that it is signed with.
 */
export const webhooksOf = (host: Host): TakeWebhook => {
  const { of } = host.settings.payments
  return async (name, body, signature) => {
    if (!isProvider(name)) return 404
    const boards = [...host.boards.values()].filter(({ system }) => !of.size || of.get(system.name) === name)
    const peers = boards.flatMap(board => tillElsewhere(board) ?? [])
    const said = await Promise.all([
      takenHere(host, boards.filter(isHere), name, body, signature),
      ...peers.map(p => handedOn(p, name, body, signature)),
    ])
    // who could not be asked, or could not look, is told again; a secret that is another one's is no reason to
    return said.includes(503) ? 503 : said.includes(200) ? 200 : said.includes(400) ? 400 : 404
  }
}
type Taken = Awaited<ReturnType<TakeWebhook>>
const handedOn = async (peer: Peer, name: string, body: Buffer, signature: string | undefined): Promise<Taken> => {
  const said = await remoteTill(peer)
    .webhook(name, body.toString('base64'), signature ?? null)
    .catch(() => 503)
  return said === 200 || said === 400 || said === 404 ? said : 503
}
/** What another process has handed on to a context of this one. */
export const webhookInside = (host: Host, system: string, name: string, body: string, signature: string | null): Promise<Taken> =>
  isProvider(name)
    ? takenHere(host, [host.boards.get(system)!], name, Buffer.from(body, 'base64'), signature ?? undefined)
    : Promise.resolve(404)

/** Takes it for the systems among these whose money this process knows. */
const takenHere = async (
  host: Host,
  boards: readonly Board[],
  name: 'stripe' | 'toss',
  body: Buffer,
  signature: string | undefined,
): Promise<Taken> => {
  const { payments } = host.settings
  const access = payments.access.get(name)
  const mine = boards.filter(({ system }) => payments.of.get(system.name) === name)
  if (!access || !mine.length || (name === 'stripe' && access.webhookSecret === undefined)) return 404
  const { ownKey, referenceOf, stripeHint, tossHint, Untrue } = await import('@jumun/payments')
  let hint: ReturnType<typeof tossHint>
  try {
    hint = name === 'stripe' ? stripeHint(body, signature, access.webhookSecret!, Date.now()) : tossHint(body)
  } catch (error) {
    if (!(error instanceof Untrue)) throw error
    host.report({ what: `a webhook of ${name} was not taken: ${error.message}`, about: 'payments' })
    return 400
  }
  if (!hint) return 200
  for (const board of mine) {
    const till = await tillOf(board)
    if (!till) return 503
    const key = ownKey(hint.key, till.installation, till.provider.tells)
    if (key === undefined) continue
    if (hint.charge !== undefined) till.provider.note(key, hint.charge)
    return heed(host, till, key, referenceOf(key), hint.event)
  }
  return 200 // another installation's, on the same account
}
/** What the browser needs for the provider's form: its public key, and what the order is called there. */
export const checkoutOf =
  (host: Host): Checkout =>
  async (system, reference) => {
    const board = host.boards.get(system)
    const peer = board && tillElsewhere(board)
    if (peer) return remoteTill(peer).checkout(reference)
    return board && checkoutHere(host, board, reference)
  }
/** The same, of the system whose money this process knows. */
export const checkoutHere = async (host: Host, board: Board, reference: number): Promise<object | undefined> => {
  const till = await tillOf(board)
  if (!till) return undefined
  const { name, tells } = till.provider
  const { publicKey = null } = host.settings.payments.access.get(name)!
  return { provider: name, publicKey, orderId: tells(fullKey(till, `charge-${reference}`)), currency: 'KRW' }
}
const heed = async (host: Host, till: Till, key: string, reference: number, event: string): Promise<200 | 503> => {
  const state = await stateOf(till, reference)
  const question = state && till.money.ask(state, key.split('@')[0]!)
  try {
    if (question)
      await till.live.node.handle(question, { id: `webhook/${till.provider.name}/${event}`, caller: byPolicy, causes: [], inline: false })
    else for (const differs of await compared(till, key, reference)) await raise(till, key, reference, differs)
    return 200
  } catch (error) {
    host.report({ what: `what ${till.provider.name} tells of ${key} could not be looked at`, about: till.board.system.name, error })
    return 503
  }
}

/**
 * Compares a day of the provider's list with ours. Every difference becomes an operator's task. Undefined: nobody real takes money for it
 * here.
 */
export const reconcile = async (board: Board, from: number, before: number): Promise<Reconciled | undefined> => {
  const till = await tillOf(board)
  if (!till) return undefined
  const { ownKey, referenceOf } = await import('@jumun/payments')
  const theirs = new Map<string, Charged[]>()
  let others = 0
  for await (const charge of till.provider.touched(from, before)) {
    const key = ownKey(charge.key, till.installation, till.provider.tells)
    if (key === undefined) others++
    else theirs.set(key, [...(theirs.get(key) ?? []), charge])
  }
  const keys = new Set(theirs.keys())
  for (const reference of await touchedHere(till, from, before)) {
    const state = await stateOf(till, reference)
    if (state) for (const c of till.money.charges(state)) if (c.amt > 0) keys.add(fullKey(till, c.key))
  }
  const differences: (Differs & { key: string; reference: number; isNew: boolean })[] = []
  for (const key of keys) {
    const reference = referenceOf(key)
    // a list is of its moment: what it differs in is asked for again
    if (theirs.has(key) && !(await compared(till, key, reference, theirs.get(key)!)).length) continue
    for (const differs of await compared(till, key, reference))
      differences.push({ ...differs, key, reference, isNew: await raise(till, key, reference, differs) })
  }
  return { system: board.system.name, provider: till.provider.name, from, before, compared: keys.size, others, differences }
}
/** The payments to which something happened in this time: found from the end of the log, which is in the order of time. */
const touchedHere = async ({ live: { store }, money }: Till, from: number, before: number): Promise<ReadonlySet<number>> => {
  const head = await store.head()
  const timeAt = async (position: number): Promise<number> => (await store.read(position, 1))[0]?.time ?? Number.POSITIVE_INFINITY
  let [low, high] = [0, head]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((await timeAt(middle)) < from) low = middle + 1
    else high = middle
  }
  const found = new Set<number>()
  for (let at = Math.max(0, low - 1); at < head; ) {
    const events: readonly Recorded[] = await store.read(at, page)
    if (!events.length || events[0]!.time >= before) break
    for (const e of events)
      if (e.aggregate === money.aggregate && typeof e.key === 'number' && e.time >= from && e.time < before) found.add(e.key)
    at = events.at(-1)!.position
  }
  return found
}

/** A day in Seoul, such as 2026-11-28. */
export const dayOf = (ms: number): string => new Date(ms + seoul).toISOString().slice(0, 10)
/** Where it begins, in ms since 1970. */
export const beginOf = (text: string): number => Date.parse(`${text}T00:00:00+09:00`)

/** Compares the days that have ended and were not compared yet; who shares the store does it once. */
export const reconcileNights = async (host: Host, board: Board, now: number): Promise<void> => {
  const till = await tillOf(board)
  if (!till) return
  const { store } = till.live
  const last = beginOf(dayOf(now - night)) - day
  const done = await store.noted(noteOf)
  const first = Math.max(done === undefined ? last : beginOf(done) + day, last - (missed - 1) * day)
  for (let begin = first; begin <= last; begin += day) {
    if (!(await store.lease(noteOf, host.holder, 3_600_000))) return
    const found = await reconcile(board, begin, begin + day)
    if (found?.differences.length)
      host.report({
        what: `${found.differences.length} differences with ${found.provider} on ${dayOf(begin)}: operators' tasks`,
        about: board.system.name,
      })
    await store.note(noteOf, dayOf(begin))
  }
}
