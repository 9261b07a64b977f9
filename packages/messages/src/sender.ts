import { type Clock, passed, Recent } from '@jumun/core/runtime'
import type { Channel, Contact, Message } from './channel.ts'
import { Pool } from './pool.ts'

/** What is known of the tries of one message, for operators. `to` is masked, and the text is not in it. Times in ms since 1970. */
export interface Delivery {
  readonly key: string
  readonly system: string
  readonly role: string
  readonly what: string | null
  readonly to: string
  /** `stuck`: it has failed so often that somebody should look; it is tried again all the same. */
  readonly state: 'under way' | 'sent' | 'failed' | 'stuck'
  /** By which channel it went. */
  readonly channel: string | null
  /** Why the last try failed, channel by channel. */
  readonly reason: string | null
  readonly tries: number
  readonly since: number
  readonly time: number
}
/** As a system hears it. */
interface Answer {
  readonly status: 'sent' | 'failed'
  readonly detail?: { readonly channel: string }
}
export interface SenderSettings {
  /** The channels for a part of a system: the next one where one cannot. */
  readonly chainOf: (system: string, role: string) => readonly Channel[]
  readonly contactOf: (message: Message) => Contact
  readonly clock: Clock
  /** So many messages an hour go to one person. */
  readonly limit: number
  /** So many are under way at once by one channel. */
  readonly atOnce?: number
  readonly report: (what: string, about: string) => void
}

/** One try by one channel, in ms. */
const tryTime = 10_000
/** An answer that is not there so long before its time is given as a no: it is asked again, and then is known. In ms. */
const margin = 200
/** A message that waits so long for a channel that fails goes by the next one, in ms. */
const patience = 5 * 60_000
/** A person whose channels fail rests so long after the n-th time, in ms. */
const rest = (n: number): number => Math.min(2000 * 2 ** n, 10 * 60_000)
/** After so many failures somebody should look. */
const stuckAfter = 8
/** So many deliveries, keys that are sent, and people are kept in mind. */
const remembered = 10_000
const hour = 3_600_000

/** One person of one system: their messages go one after another, in the order in which they came. */
interface Lane {
  last: Promise<unknown>
  failures: number
  /** In steady time. */
  restsUntil: number
  /** When messages went to them, in steady time, within the last hour. */
  sent: number[]
}

/** The last two characters of an address. */
export const masked = (to: string): string => `…${to.slice(-2)}`

/**
 * Sends messages by channels. It keeps no message: the system asks again until it hears that one is sent, and a key is one message. A try that
 * takes longer than the system waits goes on, and its outcome is the answer to the next question of that key. A person whose channel is dead
 * holds up nobody else: they take one place at most, and rest longer after each failure.
 */
export class Sender {
  private readonly settings: SenderSettings
  private readonly pools = new Map<Channel, Pool>()
  private readonly lanes = new Recent<string, Lane>(remembered)
  private readonly done = new Recent<string, string>(remembered)
  private readonly underWay = new Map<string, Promise<Answer>>()
  private readonly seen = new Map<string, Delivery & { readonly message: Message }>()

  constructor(settings: SenderSettings) {
    this.settings = settings
  }

  /** `until`: nobody waits for the answer any longer, in ms since 1970. Never throws. */
  send(message: Message, until: number): Promise<Answer> {
    const { clock } = this.settings
    const job = this.jobOf(message)
    const late = passed(Math.max(0, until - clock.now() - margin), clock).then((): Answer => ({ status: 'failed' }))
    return Promise.race([job, late])
  }
  private jobOf(message: Message): Promise<Answer> {
    const { key } = message
    const channel = this.done.get(key)
    if (channel !== undefined) return Promise.resolve({ status: 'sent', detail: { channel } })
    const before = this.underWay.get(key)
    if (before) return before
    const lane = this.laneOf(message)
    const now = this.settings.clock.steady()
    const no =
      lane.restsUntil > now ? 'their channels failed lately' : this.isOver(lane, now) ? 'they got as many as one person gets' : undefined
    if (no !== undefined) {
      this.note(message, { state: this.seen.get(key)?.state === 'stuck' ? 'stuck' : 'failed', reason: no }, 0)
      return Promise.resolve({ status: 'failed' })
    }
    this.note(message, { state: 'under way' }, 0)
    const job = lane.last.then(() => this.attempt(message, lane)).finally(() => this.underWay.delete(key))
    lane.last = job
    this.underWay.set(key, job)
    return job
  }
  private laneOf({ system, to }: Message): Lane {
    const name = `${system} ${to}`
    let lane = this.lanes.get(name)
    if (!lane) this.lanes.set(name, (lane = { last: Promise.resolve(), failures: 0, restsUntil: 0, sent: [] }))
    return lane
  }
  private isOver(lane: Lane, now: number): boolean {
    lane.sent = lane.sent.filter(at => now - at < hour)
    return lane.sent.length >= this.settings.limit
  }

  private async attempt(message: Message, lane: Lane): Promise<Answer> {
    const { chainOf, contactOf, clock } = this.settings
    const chain = chainOf(message.system, message.role)
    const isOld = message.at !== undefined && clock.now() - message.at > patience
    const reasons: string[] = []
    let isDead = false
    for (const channel of chain) {
      const outcome = await this.poolOf(channel).run(() => this.by(channel, message, contactOf(message)))
      if (outcome.kind === 'sent') return this.sent(message, channel.name, lane)
      reasons.push(`${channel.name}: ${outcome.why}`)
      // what a channel may have sent is not told by another, until it has had its time
      if (outcome.kind === 'failed' && !isOld) {
        isDead = true
        break
      }
      isDead ||= outcome.kind === 'failed'
    }
    if (isDead) {
      lane.restsUntil = clock.steady() + rest(lane.failures)
      lane.failures++
    }
    this.failed(message, reasons.join('; '))
    return { status: 'failed' }
  }
  private async by(channel: Channel, message: Message, contact: Contact) {
    const stop = new AbortController()
    const cancel = this.settings.clock.alarm(tryTime, () => stop.abort())
    try {
      return await channel.send(message, contact, stop.signal)
    } catch {
      return { kind: 'failed', why: 'the channel has a fault' } as const
    } finally {
      cancel()
    }
  }
  private poolOf(channel: Channel): Pool {
    let pool = this.pools.get(channel)
    if (!pool) this.pools.set(channel, (pool = new Pool(this.settings.atOnce ?? 32)))
    return pool
  }
  private sent(message: Message, channel: string, lane: Lane): Answer {
    lane.failures = 0
    lane.restsUntil = 0
    lane.sent.push(this.settings.clock.steady())
    this.done.set(message.key, channel)
    this.note(message, { state: 'sent', channel, reason: null }, 1)
    return { status: 'sent', detail: { channel } }
  }
  private failed(message: Message, reason: string): void {
    const tries = (this.seen.get(message.key)?.tries ?? 0) + 1
    this.note(message, { state: tries >= stuckAfter ? 'stuck' : 'failed', reason }, 1)
    if (tries === stuckAfter) this.settings.report(`a message has failed ${tries} times: ${reason}`, `${message.system} ${message.key}`)
  }

  private note(message: Message, change: Partial<Delivery>, tries: number): void {
    const { key, system, role, what = null, to } = message
    const now = this.settings.clock.now()
    const before = this.seen.get(key) ?? { since: now, tries: 0, channel: null, reason: null, state: 'under way' as const }
    this.seen.delete(key)
    const about = { key, system, role, what, to: masked(to), message }
    this.seen.set(key, { ...before, ...about, time: now, ...change, tries: before.tries + tries })
    if (this.seen.size <= remembered) return
    // what is not sent yet matters longer; mostly the oldest of all is sent
    const oldest = this.seen.values().find(d => d.state === 'sent')
    this.seen.delete(oldest?.key ?? this.seen.keys().next().value!)
  }

  // ---- what operators see and do
  /** The last ones first. */
  deliveries(): readonly Delivery[] {
    return [...this.seen.values()].reverse().map(({ message, ...delivery }) => ({ ...delivery, key: message.key }))
  }
  /** Tries one again now, whatever its person's rest. The system hears of it when it asks the next time. False: nothing is known of it. */
  async retry(key: string): Promise<boolean> {
    const known = this.seen.get(key)
    if (!known) return false
    if (known.state !== 'sent') {
      this.laneOf(known.message).restsUntil = 0
      await this.jobOf(known.message)
    }
    return true
  }
  /** Forgets a person: what they were sent is in no list any more. */
  forget(isTheirs: (message: Message) => boolean): void {
    for (const [key, { message }] of this.seen) if (isTheirs(message)) this.seen.delete(key)
  }
}
