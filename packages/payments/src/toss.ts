import { createHash } from 'node:crypto'
import { type Answer, type Charged, type Provider, type RefundWish, Unclear } from './port.ts'
import { httpWire, masked, patiently, Pause, resting, Unsent, type Wire } from './wire.ts'

export interface TossSettings {
  /** The secret key. */
  readonly secret: string
  /** Where Toss Payments is; a stand-in is elsewhere. */
  readonly base?: string | undefined
  readonly wire?: Wire | undefined
  readonly now?: () => number
  /** Waits so many ms before a page of a list is asked for again. */
  readonly rest?: (ms: number) => Promise<unknown>
  /** Told what needs an operator's eye, without secrets. */
  readonly report?: (what: string) => void
}

/** What Toss Payments tells of a payment, as far as it is read. */
interface Payment {
  readonly paymentKey: string
  readonly orderId: string
  readonly status: string
  readonly totalAmount: number
  readonly balanceAmount: number
  readonly currency: string
  readonly requestedAt?: string
  readonly approvedAt?: string | null
  readonly cancels?: readonly { readonly cancelAmount: number; readonly cancelReason: string; readonly cancelStatus?: string }[] | null
}
interface Transaction {
  readonly transactionKey: string
  readonly paymentKey: string
  readonly orderId: string
}

/** The number of a charge as Toss Payments is told it: 6 to 64 letters, digits, `-` and `_`. The browser asks for it before the card is asked for. */
export const orderIdOf = (key: string): string => {
  const plain = key.replace(/[^A-Za-z0-9-]/g, '_').padEnd(6, '_')
  return plain.length <= 64 ? plain : `${plain.slice(0, 32)}_${createHash('sha256').update(key).digest('hex').slice(0, 31)}`
}

/** What was refused, and by whom it does not matter: nothing was charged, and this card will not do. Every other word leaves it open. */
const refused = new Set([
  'BELOW_MINIMUM_AMOUNT',
  'CARD_NOT_SUPPORTED',
  'EXCEED_MAX_AMOUNT',
  'EXCEED_MAX_AUTH_COUNT',
  'EXCEED_MAX_CARD_INSTALLMENT_PLAN',
  'EXCEED_MAX_DAILY_PAYMENT_COUNT',
  'EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT',
  'EXCEED_MAX_ONE_DAY_AMOUNT',
  'EXCEED_MAX_ONE_DAY_WITHDRAW_AMOUNT',
  'EXCEED_MAX_ONE_TIME_WITHDRAW_AMOUNT',
  'EXCEED_MAX_PAYMENT_AMOUNT',
  'FDS_ERROR',
  'INVALID_ACCOUNT_INFO_RE_REGISTER',
  'INVALID_CARD_EXPIRATION',
  'INVALID_CARD_INSTALLMENT_PLAN',
  'INVALID_CARD_LOST_OR_STOLEN',
  'INVALID_CARD_NUMBER',
  'INVALID_PASSWORD',
  'INVALID_REJECT_CARD',
  'INVALID_STOPPED_CARD',
  'NOT_ALLOWED_POINT_USE',
  'NOT_AVAILABLE_PAYMENT',
  'NOT_FOUND_PAYMENT_SESSION',
  'NOT_REGISTERED_BUSINESS',
  'NOT_SUPPORTED_INSTALLMENT_PLAN_CARD_OR_MERCHANT',
  'PAY_PROCESS_ABORTED',
  'PAY_PROCESS_CANCELED',
  'REJECT_ACCOUNT_PAYMENT',
  'REJECT_CARD_COMPANY',
  'REJECT_CARD_PAYMENT',
  'REJECT_TOSSPAY_INVALID_ACCOUNT',
  'RESTRICTED_TRANSFER_ACCOUNT',
])
const unpayable = new Set([
  'EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT',
  'NOT_CANCELABLE_AMOUNT',
  'NOT_CANCELABLE_PAYMENT',
  'INVALID_REFUND_ACCOUNT_INFO',
])
const charged = new Set(['DONE', 'PARTIAL_CANCELED', 'CANCELED'])
/** Transactions at once: each is half a kilobyte, and an answer may have a megabyte. */
const page = 500
const seoul = 9 * 3_600_000

/** A refusal in the words of Toss Payments. */
class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    super(`${status} ${code}`)
    this.status = status
    this.code = code
  }
}

/** What became of a payment. */
const outcomeOf = (payment: Payment | undefined, key: string): Answer<'captured' | 'declined' | 'none'> => {
  if (!payment || payment.status === 'READY' || payment.status === 'IN_PROGRESS') return { status: 'none' }
  if (payment.status === 'CANCELED' || payment.status === 'ABORTED' || payment.status === 'EXPIRED') return { status: 'declined' }
  if (!charged.has(payment.status)) throw new Unclear(`the payment ${key} is ${payment.status}`)
  if (payment.currency !== 'KRW') throw new Unclear(`the payment ${key} is in ${payment.currency}`)
  return { status: 'captured' }
}
/** The refund of a payment under a key. */
const backOf = (payment: Payment, key: string) => payment.cancels?.find(c => c.cancelReason.includes(`(${key})`))

/** A shop at Toss Payments: what is asked there, and what its answers mean. */
class Shop {
  readonly pause: Pause
  private readonly wire: Wire
  private readonly base: string
  private readonly secret: string
  private readonly authorization: string
  private readonly report: (what: string) => void
  private readonly rest: (ms: number) => Promise<unknown>

  constructor(settings: TossSettings) {
    const { secret, base = 'https://api.tosspayments.com', wire = httpWire(), now = Date.now, report = () => {}, rest = resting } = settings
    this.pause = new Pause(now)
    this.rest = rest
    this.wire = wire
    this.base = base.replace(/\/$/, '')
    this.secret = secret
    this.authorization = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
    this.report = report
  }
  private say(what: string): void {
    this.report(masked(`toss: ${what}`, [this.secret]))
  }

  private async call(method: string, path: string, body?: object, key?: string): Promise<any> {
    const { status, headers, text } = await this.wire({
      method,
      url: this.base + path,
      headers: {
        authorization: this.authorization,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (status === 429) this.pause.begin(headers['retry-after'])
    const said = parsed(text)
    if (status === 200) {
      if (typeof said !== 'object' || said === null) throw new Unclear('an answer that is no JSON')
      return said
    }
    throw new Refused(status, typeof said?.code === 'string' ? said.code : '')
  }
  async byOrder(key: string): Promise<Payment | undefined> {
    const orderId = orderIdOf(key)
    try {
      const payment: Payment = await this.call('GET', `/v1/payments/orders/${orderId}`)
      if (payment.orderId !== orderId) throw new Unclear(`another payment is told for ${key}`)
      return payment
    } catch (error) {
      if (error instanceof Refused && error.status === 404 && error.code === 'NOT_FOUND_PAYMENT') return undefined
      throw error
    }
  }
  /** Where it was surely not sent, or not taken, it says so; all else leaves it open. */
  private failure(error: unknown): 'unreachable' {
    if (error instanceof Unsent) return 'unreachable'
    if (error instanceof Refused && (error.status === 401 || error.code === 'INVALID_API_KEY' || error.code === 'FORBIDDEN_REQUEST')) {
      this.say(`the secret is not accepted (${error.message})`)
      return 'unreachable'
    }
    if (error instanceof Refused && error.status === 429) return 'unreachable'
    if (error instanceof Refused) this.say(error.message)
    throw error instanceof Unclear ? error : new Unclear(masked(String((error as Error)?.message), [this.secret]))
  }
  /** Where the answer to a change leaves it open, what is there counts. */
  async find(key: string): Promise<Answer<'captured' | 'declined' | 'none'>> {
    try {
      return outcomeOf(await this.byOrder(key), key)
    } catch (error) {
      return this.failure(error)
    }
  }
  async charge(key: string, amt: number, paymentKey: string): Promise<Answer<'captured' | 'declined'>> {
    try {
      const payment: Payment = await this.call('POST', '/v1/payments/confirm', { paymentKey, orderId: orderIdOf(key), amount: amt }, key)
      if (payment.orderId !== orderIdOf(key) || payment.totalAmount !== amt) throw new Unclear(`another amount was charged under ${key}`)
      const outcome = outcomeOf(payment, key)
      if (typeof outcome === 'object' && outcome.status === 'none') throw new Unclear(`the payment ${key} is not done yet`)
      return outcome as Answer<'captured' | 'declined'>
    } catch (error) {
      const isNo = error instanceof Refused && (refused.has(error.code) || error.code === 'NOT_FOUND_PAYMENT')
      if (!isNo && !(error instanceof Refused && error.code === 'ALREADY_PROCESSED_PAYMENT')) return this.failure(error)
      // also where it says no: what another card has paid for under this number counts
      const found = await this.find(key)
      if (typeof found === 'object' && found.status === 'captured') return { status: 'captured' }
      if (typeof found === 'object' && isNo) return { status: 'declined' }
      throw new Unclear(`what became of ${key} is not told`)
    }
  }
  async refund({ key, of, amt }: RefundWish): Promise<Answer<'refunded' | 'failed'>> {
    try {
      const payment = await this.byOrder(of)
      if (!payment || !charged.has(payment.status)) throw new Unclear(`the charge ${of} is not found`)
      if (backOf(payment, key)) return { status: 'refunded' } // also when the Idempotency-Key is long forgotten
      if (payment.balanceAmount < amt) return { status: 'failed' }
      const after: Payment = await this.call(
        'POST',
        `/v1/payments/${encodeURIComponent(payment.paymentKey)}/cancel`,
        { cancelReason: `주문 취소 (${key})`, cancelAmount: amt },
        key,
      )
      if (!backOf(after, key)) throw new Unclear(`the refund ${key} is not told`)
      return { status: 'refunded' }
    } catch (error) {
      if (error instanceof Refused && unpayable.has(error.code)) return { status: 'failed' }
      return this.failure(error)
    }
  }
  /** A part of a list, asked for until it is there. */
  private read(path: string): Promise<any> {
    const isForGood = (error: unknown): boolean =>
      error instanceof Refused && error.status >= 400 && error.status < 500 && error.status !== 429
    return patiently(
      () => this.call('GET', path),
      isForGood,
      ms => this.rest(Math.max(ms, this.pause.left)),
    )
  }
  async *touched(from: number, before: number): AsyncIterable<Charged> {
    const time = (ms: number) => new Date(ms + seoul).toISOString().slice(0, 19)
    const seen = new Set<string>()
    for (let after: string | undefined; ; ) {
      const query = new URLSearchParams({ startDate: time(from), endDate: time(before), limit: String(page) })
      if (after !== undefined) query.set('startingAfter', after)
      const found: readonly Transaction[] = await this.read(`/v1/transactions?${query}`)
      for (const { orderId, paymentKey } of found) {
        if (seen.has(paymentKey)) continue
        seen.add(paymentKey)
        yield chargedOf(await this.read(`/v1/payments/${encodeURIComponent(paymentKey)}`), orderId)
      }
      if (found.length < page) return
      after = found.at(-1)!.transactionKey
    }
  }
}

/** Toss Payments: one payment for each order id, which is ours and says the key. */
export const toss = (settings: TossSettings): Provider => {
  const shop = new Shop(settings)
  return {
    name: 'toss',
    tells: orderIdOf,
    note: () => {}, // it is found by the order id at once
    Charge: async ({ key, amt, paymentToken }) => {
      if (paymentToken === null) return 'unsent'
      return shop.pause.holds ? 'unsent' : shop.charge(key, amt, paymentToken)
    },
    Find: async ({ key }) => (shop.pause.holds ? 'unsent' : shop.find(key)),
    Refund: async wish => (shop.pause.holds ? 'unsent' : shop.refund(wish)),
    touched: (from, before) => shop.touched(from, before),
    look: async key => {
      const payment = await shop.byOrder(key)
      return payment && charged.has(payment.status) ? [chargedOf(payment, payment.orderId)] : []
    },
  }
}
/** Its key is told as an order id, which only says the key to who knows it. */
const chargedOf = (p: Payment, orderId: string): Charged => ({
  key: orderId,
  id: p.paymentKey,
  amt: p.totalAmount,
  refunded: p.totalAmount - p.balanceAmount,
  currency: p.currency,
  at: Date.parse(p.approvedAt ?? p.requestedAt ?? '') || 0,
})
const parsed = (text: string): any => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
