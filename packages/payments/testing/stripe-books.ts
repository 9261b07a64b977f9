import type { WireAnswer, Wired } from '../src/wire.ts'
import { type BookedCharge, type Books, Remembered } from './books.ts'

interface Intent {
  readonly id: string
  readonly created: number
  readonly amount: number
  readonly currency: string
  readonly metadata: { readonly [name: string]: string }
  readonly token: string
  status: string
  refunded: number
  refundedAt: number
  readonly foundFrom: number
}
interface Refund {
  readonly id: string
  readonly created: number
  readonly payment_intent: string
  readonly amount: number
  readonly metadata: { readonly [name: string]: string }
  readonly status: string
}
type Fields = { readonly [name: string]: string }

const day = 86_400_000
const answer = (status: number, body: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
})
const no = (status: number, type: string, code: string, more: object = {}): WireAnswer =>
  answer(status, { error: { type, code, message: `${code} (stand-in)`, ...more } })

/** Stripe as far as we speak with it: payment intents and refunds, a search that is late, keys that last a day. */
export class StripeBooks implements Books {
  readonly name = 'stripe'
  readonly refuses = new Set<string>()
  onChange: (event: object) => void = () => {}
  private readonly intents = new Map<string, Intent>()
  private readonly refunds: Refund[] = []
  private readonly keys = new Remembered(day)
  private readonly secret: string
  private readonly lag: () => number
  private made = 0

  /** `lag`: after how many ms an intent is found by the search. */
  constructor({ secret = 'sk_test_standin', lag = () => 0 }: { readonly secret?: string; readonly lag?: () => number } = {}) {
    this.secret = secret
    this.lag = lag
  }
  charges(): readonly BookedCharge[] {
    return [...this.intents.values()].map(i => ({
      id: i.id,
      key: i.metadata['key'] ?? '',
      amt: i.amount,
      captured: i.status === 'succeeded',
      refunded: i.refunded,
      refundedAt: i.refundedAt,
    }))
  }
  plant({ key, amt, refunded = 0, currency = 'krw' }: Parameters<Books['plant']>[0], now: number): string {
    const intent = this.intend({ amount: String(amt), currency, 'metadata[key]': key, payment_method: 'pm_card_visa' }, now)
    intent.status = 'succeeded'
    if (refunded) this.giveBack(intent, refunded, {}, now)
    return intent.id
  }

  alter(key: string, how: Parameters<Books['alter']>[1]): void {
    const intent = [...this.intents.values()].find(i => i.metadata['key'] === key)
    if (!intent) throw new Error(`there is no ${key}`)
    if (how === 'gone') this.intents.delete(intent.id)
    else if (how.refunded) this.giveBack(intent, how.refunded, {}, Date.now())
    else this.intents.set(intent.id, { ...intent, amount: how.amt ?? intent.amount })
  }

  handle(request: Wired, now: number): WireAnswer {
    if (request.headers['authorization'] !== `Bearer ${this.secret}`) return no(401, 'invalid_request_error', 'invalid_api_key')
    const key = request.headers['idempotency-key']
    if (request.method !== 'POST' || key === undefined) return this.act(request, now)
    const digest = `${request.url} ${request.body ?? ''}`
    const before = this.keys.get(key, digest, now)
    if (before === 'other') return no(400, 'idempotency_error', 'idempotency_key_reused')
    if (before) return before
    const said = this.act(request, now)
    this.keys.set(key, digest, said, now)
    return said
  }
  private act({ method, url, body }: Wired, now: number): WireAnswer {
    const { pathname, searchParams } = new URL(url)
    const [, , what, id, deed] = pathname.split('/')
    const fields: Fields = Object.fromEntries(method === 'POST' ? new URLSearchParams(body ?? '') : searchParams)
    if (what === 'payment_intents' && method === 'POST' && id === undefined) return this.create(fields, now)
    if (what === 'payment_intents' && id === 'search') return this.search(fields, now)
    if (what === 'payment_intents' && id === undefined) return this.page([...this.intents.values()], fields, i => this.shown(i), url)
    if (what === 'payment_intents') {
      const intent = this.intents.get(id!)
      if (!intent) return no(404, 'invalid_request_error', 'resource_missing')
      if (deed === 'cancel') intent.status = 'canceled'
      return answer(200, this.shown(intent))
    }
    if (what === 'refunds' && method === 'POST') return this.refund(fields, now)
    if (what === 'refunds')
      return this.page(
        this.refunds.filter(r => fields['payment_intent'] === undefined || r.payment_intent === fields['payment_intent']),
        fields,
        shownRefund,
        url,
      )
    return no(404, 'invalid_request_error', 'unknown_url')
  }
  private intend(fields: Fields, now: number): Intent {
    const intent: Intent = {
      id: `pi_${String(++this.made).padStart(10, '0')}`,
      created: now,
      amount: Number(fields['amount']),
      currency: fields['currency']!,
      metadata: metadataOf(fields),
      token: fields['payment_method'] ?? '',
      status: 'requires_payment_method',
      refunded: 0,
      refundedAt: 0,
      foundFrom: now + this.lag(),
    }
    this.intents.set(intent.id, intent)
    return intent
  }
  private create(fields: Fields, now: number): WireAnswer {
    const token = fields['payment_method'] ?? ''
    if (!/^(pm_|approve|decline)/.test(token)) return no(404, 'invalid_request_error', 'resource_missing')
    if (!Number.isSafeInteger(Number(fields['amount'])) || Number(fields['amount']) < 1)
      return no(400, 'invalid_request_error', 'parameter_invalid_integer')
    const intent = this.intend(fields, now)
    const declined = /decline/i.test(token) ? 'card_declined' : /authenticationRequired/.test(token) ? 'authentication_required' : undefined
    if (declined) {
      this.tell('payment_intent.payment_failed', this.shown(intent), now)
      return no(402, 'card_error', declined, { payment_intent: this.shown(intent) })
    }
    intent.status = 'succeeded'
    this.tell('payment_intent.succeeded', this.shown(intent), now)
    return answer(200, this.shown(intent))
  }
  private refund(fields: Fields, now: number): WireAnswer {
    const intent = this.intents.get(fields['payment_intent'] ?? '')
    if (!intent) return no(404, 'invalid_request_error', 'resource_missing')
    const amount = Number(fields['amount'])
    if (intent.status !== 'succeeded' || intent.refunded + amount > intent.amount)
      return no(400, 'invalid_request_error', 'charge_already_refunded')
    const refuses = this.refuses.has(metadataOf(fields)['reference'] ?? '')
    return answer(200, shownRefund(this.giveBack(intent, amount, metadataOf(fields), now, refuses ? 'failed' : 'succeeded')))
  }
  private giveBack(intent: Intent, amount: number, metadata: Fields, now: number, status = 'succeeded'): Refund {
    const made: Refund = {
      id: `re_${String(++this.made).padStart(10, '0')}`,
      created: now,
      payment_intent: intent.id,
      amount,
      metadata,
      status,
    }
    this.refunds.push(made)
    if (status === 'succeeded') {
      intent.refunded += amount
      intent.refundedAt = now
      this.tell('charge.refunded', this.charge(intent), now)
    }
    return made
  }
  private search({ query = '' }: Fields, now: number): WireAnswer {
    const key = /metadata\['key'\]:'([^']*)'/.exec(query)?.[1]
    const found = [...this.intents.values()].filter(i => i.metadata['key'] === key && now >= i.foundFrom)
    return answer(200, { object: 'search_result', data: found.map(i => this.shown(i)), has_more: false, url: '/v1/payment_intents/search' })
  }
  /** The latest first, as Stripe lists. */
  private page<T extends { readonly id: string; readonly created: number }>(
    all: readonly T[],
    fields: Fields,
    shown: (item: T) => object,
    url: string,
  ) {
    const { 'created[gte]': from = '0', 'created[lt]': before = 'Infinity', limit = '10', starting_after: after } = fields
    const within = all
      .filter(i => Math.floor(i.created / 1000) >= Number(from) && Math.floor(i.created / 1000) < Number(before))
      .toReversed()
    const begin = after === undefined ? 0 : within.findIndex(i => i.id === after) + 1
    const data = within.slice(begin, begin + Number(limit)).map(shown)
    return answer(200, { object: 'list', data, has_more: begin + data.length < within.length, url: new URL(url).pathname })
  }
  private charge(i: Intent): object {
    return {
      id: i.id.replace('pi_', 'ch_'),
      object: 'charge',
      amount: i.amount,
      amount_refunded: i.refunded,
      refunded: i.refunded === i.amount,
      currency: i.currency,
      payment_intent: i.id,
      metadata: i.metadata,
    }
  }
  private shown(i: Intent): object {
    const isPaid = i.status === 'succeeded'
    return {
      id: i.id,
      object: 'payment_intent',
      amount: i.amount,
      amount_received: isPaid ? i.amount : 0,
      currency: i.currency,
      created: Math.floor(i.created / 1000),
      status: i.status,
      metadata: i.metadata,
      latest_charge: isPaid ? this.charge(i) : null,
    }
  }
  private tell(type: string, object: object, now: number): void {
    const id = `evt_${String(++this.made).padStart(10, '0')}`
    this.onChange({ id, object: 'event', type, created: Math.floor(now / 1000), data: { object } })
  }
}
const metadataOf = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const field = /^metadata\[(\w+)\]$/.exec(name)?.[1]
      return field ? [[field, value]] : []
    }),
  )
const shownRefund = ({ created, ...refund }: Refund): object => ({
  ...refund,
  object: 'refund',
  currency: 'krw',
  created: Math.floor(created / 1000),
})
