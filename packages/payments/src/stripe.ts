import Stripe from 'stripe'
import { type Answer, type Charged, type ChargeWish, type Provider, type RefundWish, Unclear } from './port.ts'
import { clientOver } from './stripe-client.ts'
import { httpWire, masked, patiently, Pause, resting, Unsent, type Wire } from './wire.ts'

export interface StripeSettings {
  /** The secret key. */
  readonly secret: string
  /** Where Stripe is; a stand-in is elsewhere. */
  readonly base?: string | undefined
  readonly wire?: Wire | undefined
  readonly now?: () => number
  /** Waits so many ms before a page of a list is asked for again. */
  readonly rest?: (ms: number) => Promise<unknown>
  /** Told what needs an operator's eye, without secrets. */
  readonly report?: (what: string) => void
}

/** Stripe forgets an Idempotency-Key after a day: so long, less some hours, the key alone is enough (ms). */
export const keyLasts = 20 * 3_600_000
const currency = 'krw'
/** Intents or refunds at once: an intent with its charge is up to ten kilobytes, and an answer may have a megabyte. */
const page = 50
/** How many names of intents are remembered: its search lags behind by a minute and more. */
const remembered = 10_000

/** An account at Stripe: what is asked there, and what its answers mean. */
class Account {
  readonly pause: Pause
  private readonly client: Stripe
  private readonly secret: string
  private readonly report: (what: string) => void
  private readonly rest: (ms: number) => Promise<unknown>
  /** The intents under our keys. */
  private readonly ids = new Map<string, string>()

  constructor({ secret, base, wire = httpWire(), now = Date.now, report = () => {}, rest = resting }: StripeSettings) {
    this.rest = rest
    this.client = clientOver(secret, base, wire)
    this.pause = new Pause(now)
    this.secret = secret
    this.report = report
  }
  note(key: string, id: string): void {
    this.ids.delete(key)
    if (this.ids.size >= remembered) this.ids.delete(this.ids.keys().next().value!)
    this.ids.set(key, id)
  }
  private say(what: string): void {
    this.report(masked(`stripe: ${what}`, [this.secret]))
  }

  private async intent(id: string): Promise<Stripe.PaymentIntent | undefined> {
    try {
      return await this.client.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined
      throw error
    }
  }
  /** Every intent under a key: the one that we know, else (or besides) what the search knows; read afresh, since the search is late. */
  async intentsOf(key: string, all = false): Promise<readonly Stripe.PaymentIntent[]> {
    const known = this.ids.get(key)
    const search = async () =>
      (await this.client.paymentIntents.search({ query: `metadata['key']:'${key}'`, limit: 20 })).data.map(intent => intent.id)
    const found = known && !all ? [known] : [...new Set([...(known ? [known] : []), ...(await search())])]
    const intents = await Promise.all(found.map(id => this.intent(id)))
    return intents.filter(i => i?.metadata['key'] === key) as readonly Stripe.PaymentIntent[]
  }
  /** What became of a charge, of all that is known under its key. */
  private async outcomeOf(intents: readonly Stripe.PaymentIntent[], key: string): Promise<Answer<'captured' | 'declined' | 'none'>> {
    const captured = intents.filter(i => i.status === 'succeeded')
    if (captured.length > 1) this.say(`${key} was charged ${captured.length} times`)
    const [intent] = captured.length ? captured : intents
    if (!intent) return { status: 'none' }
    this.note(key, intent.id)
    if (intent.currency !== currency) throw new Unclear(`the charge of ${key} is in ${intent.currency}`)
    if (intent.status === 'succeeded') return { status: isGone(intent) ? 'declined' : 'captured' }
    if (intent.status === 'processing') throw new Unclear(`the charge of ${key} is still being processed`)
    // it needs somebody's act that nobody is asked for: it ends here, or somebody could still complete it
    if (intent.status !== 'requires_payment_method' && intent.status !== 'canceled') await this.client.paymentIntents.cancel(intent.id)
    return { status: 'declined' }
  }
  /** What an error means for what was asked. `no`: what a definite no is called. */
  private async failure<Status extends string>(error: unknown, no: Status, again: () => Promise<Answer<Status>>): Promise<Answer<Status>> {
    const { StripeIdempotencyError, StripeCardError, StripeRateLimitError, StripeInvalidRequestError } = Stripe.errors
    const { StripeAuthenticationError, StripePermissionError, StripeConnectionError, StripeError } = Stripe.errors
    if (error instanceof StripeIdempotencyError) return again() // the key was used for something else: what is there counts
    if (error instanceof StripeCardError) return { status: no }
    if (error instanceof StripeRateLimitError) {
      this.pause.begin(error.headers?.['retry-after'])
      return 'unreachable'
    }
    if (error instanceof StripeAuthenticationError || error instanceof StripePermissionError) {
      this.say(`the secret is not accepted (${error.statusCode})`)
      return 'unreachable'
    }
    if (error instanceof StripeInvalidRequestError) {
      this.say(`refused: ${error.code ?? error.type}`)
      return { status: no }
    }
    if (error instanceof StripeConnectionError && error.detail instanceof Unsent) return 'unreachable'
    if (error instanceof Unclear) throw error
    throw new Unclear(
      masked(error instanceof StripeError ? `${error.type} ${error.statusCode ?? ''}` : String((error as Error)?.message), [this.secret]),
    )
  }

  /** Asks what there is under a key; no refusal of a question is a no to the charge. */
  async find(key: string, amt?: number): Promise<Answer<'captured' | 'declined' | 'none'>> {
    try {
      const intents = await this.intentsOf(key)
      const other = intents.find(i => amt !== undefined && i.amount !== amt)
      if (other) {
        this.say(`${other.amount} instead of ${amt} was asked under ${key}`)
        throw new Unclear(`another amount was asked under ${key}`)
      }
      return await this.outcomeOf(intents, key)
    } catch (error) {
      return left(await this.failure(error, 'refused', async () => 'unreachable'), `what became of ${key} is not told`)
    }
  }
  async charge({ reference, key, amt, paymentToken }: ChargeWish): Promise<Answer<'captured' | 'declined'>> {
    const again = async (): Promise<Answer<'captured' | 'declined'>> => {
      const found = await this.find(key, amt)
      return isThere(found) ? found : left(found, `nothing is found of ${key} yet`)
    }
    try {
      const intent = await this.client.paymentIntents.create(
        {
          amount: amt,
          currency,
          payment_method: paymentToken!,
          confirm: true,
          capture_method: 'automatic',
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          error_on_requires_action: true,
          metadata: { key, reference: String(reference) },
        },
        { idempotencyKey: key },
      )
      if (intent.amount !== amt) throw new Unclear(`${intent.amount} instead of ${amt} was charged under ${key}`)
      return (await this.outcomeOf([intent], key)) as Answer<'captured' | 'declined'>
    } catch (error) {
      return this.failure(error, 'declined', again)
    }
  }
  /** The refund under this key, if there is one: the list of a charge is never late, also after the key is forgotten. */
  private async refundUnder(key: string, of: string): Promise<{ readonly charge: string; readonly refund: Stripe.Refund | undefined }> {
    const [intent] = (await this.intentsOf(of)).filter(i => i.status === 'succeeded')
    if (!intent) throw new Unclear(`the charge ${of} is not found yet`)
    this.note(of, intent.id)
    for await (const refund of this.client.refunds.list({ payment_intent: intent.id, limit: 100 }))
      if (refund.metadata?.['key'] === key) return { charge: intent.id, refund }
    return { charge: intent.id, refund: undefined }
  }
  async refund({ reference, key, of, amt }: RefundWish): Promise<Answer<'refunded' | 'failed'>> {
    let charge: string
    try {
      const before = await this.refundUnder(key, of)
      if (before.refund) return refundOf(before.refund)
      charge = before.charge
    } catch (error) {
      return left(await this.failure(error, 'refused', async () => 'unreachable'), `what became of ${key} is not told`)
    }
    try {
      const metadata = { key, reference: String(reference) }
      return refundOf(await this.client.refunds.create({ payment_intent: charge, amount: amt, metadata }, { idempotencyKey: key }))
    } catch (error) {
      return this.failure<'refunded' | 'failed'>(error, 'failed', async () => {
        const { refund } = await this.refundUnder(key, of)
        return refund ? refundOf(refund) : { status: 'failed' }
      })
    }
  }
  /** A question that changes nothing, asked until it is answered. */
  private read<T>(ask: () => Promise<T>): Promise<T> {
    const { StripeAuthenticationError, StripePermissionError, StripeInvalidRequestError, StripeRateLimitError } = Stripe.errors
    const isForGood = (error: unknown): boolean => {
      if (error instanceof StripeRateLimitError) this.pause.begin(error.headers?.['retry-after'])
      return [StripeAuthenticationError, StripePermissionError, StripeInvalidRequestError].some(kind => error instanceof kind)
    }
    return patiently(ask, isForGood, ms => this.rest(Math.max(ms, this.pause.left)))
  }
  /** All of a list, page by page. */
  private async *listed<T extends { readonly id: string }>(
    next: (after: { starting_after?: string }) => Promise<Stripe.ApiList<T>>,
  ): AsyncIterable<T> {
    for (let last: string | undefined; ; ) {
      const { data, has_more: isMore } = await this.read(() => next(last === undefined ? {} : { starting_after: last }))
      yield* data
      last = data.at(-1)?.id
      if (!isMore || last === undefined) return
    }
  }
  async *touched(from: number, before: number): AsyncIterable<Charged> {
    const created = { gte: Math.floor(from / 1000), lt: Math.ceil(before / 1000) }
    const { paymentIntents, refunds } = this.client
    const seen = new Set<string>()
    const expand = ['data.latest_charge']
    for await (const intent of this.listed(after => paymentIntents.list({ created, limit: page, expand, ...after }))) {
      seen.add(intent.id)
      if (intent.status === 'succeeded') yield chargedOf(intent)
    }
    for await (const refund of this.listed(after => refunds.list({ created, limit: page, ...after }))) {
      const id = typeof refund.payment_intent === 'string' ? refund.payment_intent : refund.payment_intent?.id
      if (id === undefined || seen.has(id)) continue
      seen.add(id)
      yield chargedOf(await this.read(() => paymentIntents.retrieve(id, { expand: ['latest_charge'] })))
    }
  }
}

/** Stripe: one payment intent for each key, confirmed and captured at once. */
export const stripe = (settings: StripeSettings): Provider => {
  const { now = Date.now } = settings
  const account = new Account(settings)
  return {
    name: 'stripe',
    tells: key => key,
    note: (key, id) => account.note(key, id),
    Charge: async wish => {
      if (wish.paymentToken === null) return 'unsent'
      if (account.pause.holds) return 'unsent'
      // Stripe has forgotten the key by now, or may have: ask first, never blindly again
      if (wish.since == null || now() >= wish.since + keyLasts) {
        const found = await account.find(wish.key, wish.amt)
        if (isThere(found)) return found
        if (typeof found === 'string') return found
      }
      return account.charge(wish)
    },
    Find: async ({ key }) => (account.pause.holds ? 'unsent' : account.find(key)),
    Refund: async wish => (account.pause.holds ? 'unsent' : account.refund(wish)),
    touched: (from, before) => account.touched(from, before),
    look: async key => (await account.intentsOf(key, true)).filter(i => i.status === 'succeeded').map(chargedOf),
  }
}

const isThere = (found: Answer<string>): found is { readonly status: 'captured' | 'declined' } =>
  typeof found === 'object' && found.status !== 'none'
/** Where there is no answer but that it was not sent, that; else nobody knows. */
const left = (answer: Answer<string>, why: string): 'unreachable' | 'unsent' => {
  if (typeof answer === 'string') return answer
  throw new Unclear(why)
}
const latest = ({ latest_charge: charge }: Stripe.PaymentIntent): Stripe.Charge | undefined =>
  charge !== null && typeof charge === 'object' ? charge : undefined
/** All of it has been given back: as if it had never been. */
const isGone = (intent: Stripe.PaymentIntent): boolean => latest(intent)?.refunded === true
const chargedOf = (intent: Stripe.PaymentIntent): Charged => ({
  key: intent.metadata['key'] ?? null,
  id: intent.id,
  amt: intent.amount_received,
  refunded: latest(intent)?.amount_refunded ?? 0,
  currency: intent.currency.toUpperCase(),
  at: intent.created * 1000,
})
/** Money that is on its way back is not back. */
const refundOf = ({ id, status }: Stripe.Refund): Answer<'refunded' | 'failed'> => {
  if (status === 'succeeded') return { status: 'refunded' }
  if (status === 'failed' || status === 'canceled') return { status: 'failed' }
  throw new Unclear(`the refund ${masked(id)} is ${status}`)
}
