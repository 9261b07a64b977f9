import type { WireAnswer, Wired } from '../src/wire.ts'
import { type BookedCharge, type Books, Remembered } from './books.ts'

interface Payment {
  readonly paymentKey: string
  readonly orderId: string
  readonly totalAmount: number
  readonly currency: string
  readonly at: number
  readonly cancels: { cancelAmount: number; cancelReason: string; canceledAt: number; transactionKey: string }[]
  status: string
}
interface Transaction {
  readonly transactionKey: string
  readonly payment: Payment
  readonly amount: number
  readonly status: string
  readonly at: number
}

const answer = (status: number, body: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
})
const no = (status: number, code: string): WireAnswer => answer(status, { code, message: `${code} (stand-in)` })
const seoul = (ms: number): string => `${new Date(ms + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`
/** Toss Payments remembers an Idempotency-Key for fifteen days. */
const lasts = 15 * 86_400_000

/** Toss Payments as far as we speak with it: confirm, cancel, query by order id and payment key, and the list of transactions. */
export class TossBooks implements Books {
  readonly name = 'toss'
  readonly refuses = new Set<string>()
  onChange: (event: object) => void = () => {}
  private readonly payments = new Map<string, Payment>()
  private readonly byKey = new Map<string, Payment>()
  private transactions: readonly Transaction[] = []
  private readonly keys = new Remembered(lasts)
  private readonly authorization: string
  private made = 0

  constructor({ secret = 'test_sk_standin' }: { readonly secret?: string } = {}) {
    this.authorization = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
  }
  charges(): readonly BookedCharge[] {
    return [...this.payments.values()].map(p => ({
      id: p.paymentKey,
      key: p.orderId,
      amt: p.totalAmount,
      captured: p.status !== 'ABORTED',
      refunded: back(p),
      refundedAt: p.cancels.at(-1)?.canceledAt ?? 0,
    }))
  }
  plant({ key, amt, refunded = 0, currency = 'KRW' }: Parameters<Books['plant']>[0], now: number): string {
    const payment = this.pay(key, amt, now, currency)
    if (refunded) this.giveBack(payment, refunded, 'by hand', now)
    return payment.paymentKey
  }

  alter(key: string, how: Parameters<Books['alter']>[1]): void {
    const payment = this.payments.get(key)
    if (!payment) throw new Error(`there is no ${key}`)
    if (how === 'gone') {
      this.payments.delete(key)
      this.byKey.delete(payment.paymentKey)
      this.transactions = this.transactions.filter(t => t.payment !== payment)
    } else if (how.refunded) {
      this.giveBack(payment, how.refunded, 'by hand', Date.now())
      this.tell(payment, Date.now())
    } else Object.assign(payment, { totalAmount: how.amt ?? payment.totalAmount })
  }

  handle(request: Wired, now: number): WireAnswer {
    if (request.headers['authorization'] !== this.authorization) return no(401, 'UNAUTHORIZED_KEY')
    const key = request.headers['idempotency-key']
    if (request.method !== 'POST' || key === undefined) return this.act(request, now)
    const name = `${new URL(request.url).pathname} ${key}`
    const before = this.keys.get(name, '', now)
    if (before && before !== 'other') return before
    const said = this.act(request, now)
    this.keys.set(name, '', said, now)
    return said
  }
  private act({ method, url, body }: Wired, now: number): WireAnswer {
    const { pathname, searchParams } = new URL(url)
    const [, , what, id = '', deed] = pathname.split('/').map(decodeURIComponent)
    const wish = method === 'POST' ? JSON.parse(body ?? '{}') : {}
    if (what === 'transactions') return this.list(searchParams)
    if (what !== 'payments') return no(404, 'NOT_FOUND')
    if (method === 'POST' && id === 'confirm') return this.confirm(wish, now)
    const payment = id === 'orders' ? this.payments.get(deed ?? '') : this.byKey.get(id)
    if (!payment) return no(404, 'NOT_FOUND_PAYMENT')
    return method === 'POST' && deed === 'cancel' ? this.cancel(payment, wish, now) : answer(200, shown(payment))
  }
  private pay(orderId: string, totalAmount: number, at: number, currency = 'KRW', status = 'DONE'): Payment {
    const paymentKey = `tstand${String(++this.made).padStart(10, '0')}`
    const payment: Payment = { paymentKey, orderId, totalAmount, currency, at, cancels: [], status }
    this.payments.set(orderId, payment)
    this.byKey.set(paymentKey, payment)
    if (status === 'DONE') this.transact(payment, totalAmount, 'DONE', at)
    return payment
  }
  private confirm({ paymentKey = '', orderId = '', amount }: any, now: number): WireAnswer {
    if (!/^[A-Za-z0-9_=-]{6,64}$/.test(orderId)) return no(400, 'INVALID_REQUEST')
    const before = this.payments.get(orderId)
    if (before && before.status !== 'ABORTED') return no(400, 'ALREADY_PROCESSED_PAYMENT')
    if (!/^(approve|decline|tgen_|tviva)/.test(paymentKey)) return no(404, 'NOT_FOUND_PAYMENT')
    if (/decline/.test(paymentKey)) {
      this.tell(this.pay(orderId, amount, now, 'KRW', 'ABORTED'), now)
      return no(403, 'REJECT_CARD_PAYMENT')
    }
    const payment = this.pay(orderId, amount, now)
    this.tell(payment, now)
    return answer(200, shown(payment))
  }
  private cancel(payment: Payment, { cancelReason, cancelAmount = payment.totalAmount - back(payment) }: any, now: number): WireAnswer {
    if (typeof cancelReason !== 'string' || cancelReason === '') return no(400, 'INVALID_REQUEST')
    if (payment.status === 'CANCELED') return no(400, 'ALREADY_CANCELED_PAYMENT')
    if (back(payment) + cancelAmount > payment.totalAmount) return no(403, 'NOT_CANCELABLE_AMOUNT')
    if (this.refuses.has(/charge-(\d+)/.exec(payment.orderId)?.[1] ?? '')) return no(403, 'NOT_CANCELABLE_PAYMENT')
    this.giveBack(payment, cancelAmount, cancelReason, now)
    this.tell(payment, now)
    return answer(200, shown(payment))
  }
  private giveBack(payment: Payment, cancelAmount: number, cancelReason: string, now: number): void {
    const transactionKey = this.transact(payment, cancelAmount, 'CANCELED', now)
    payment.cancels.push({ cancelAmount, cancelReason, canceledAt: now, transactionKey })
    payment.status = back(payment) === payment.totalAmount ? 'CANCELED' : 'PARTIAL_CANCELED'
  }
  private transact(payment: Payment, amount: number, status: string, at: number): string {
    const transactionKey = `tx${String(++this.made).padStart(10, '0')}`
    this.transactions = [...this.transactions, { transactionKey, payment, amount, status, at }]
    return transactionKey
  }
  private list(query: URLSearchParams): WireAnswer {
    const ms = (text: string | null) => Date.parse(`${text}+09:00`)
    const [from, to, limit] = [ms(query.get('startDate')), ms(query.get('endDate')), Number(query.get('limit') ?? 100)]
    const within = this.transactions.filter(t => t.at >= from && t.at <= to)
    const begin = query.has('startingAfter') ? within.findIndex(t => t.transactionKey === query.get('startingAfter')) + 1 : 0
    const page = within.slice(begin, begin + limit).map(({ transactionKey, payment, amount, status, at }) => ({
      mId: 'standin',
      transactionKey,
      paymentKey: payment.paymentKey,
      orderId: payment.orderId,
      currency: payment.currency,
      method: '카드',
      customerKey: null,
      useEscrow: false,
      receiptUrl: `https://dashboard.tosspayments.com/receipt/redirection?transactionId=${transactionKey}&ref=PX${'0'.repeat(60)}`,
      amount,
      status,
      transactionAt: seoul(at),
    }))
    return answer(200, page)
  }
  private tell(payment: Payment, now: number): void {
    this.onChange({ eventType: 'PAYMENT_STATUS_CHANGED', createdAt: seoul(now).slice(0, 19), data: shown(payment) })
  }
}
const back = (p: Payment): number => p.cancels.reduce((sum, c) => sum + c.cancelAmount, 0)
const shown = (p: Payment): object => ({
  mId: 'standin',
  version: '2022-11-16',
  paymentKey: p.paymentKey,
  orderId: p.orderId,
  orderName: 'order',
  status: p.status,
  currency: p.currency,
  totalAmount: p.totalAmount,
  balanceAmount: p.totalAmount - back(p),
  method: '카드',
  requestedAt: seoul(p.at),
  approvedAt: p.status === 'ABORTED' ? null : seoul(p.at),
  cancels: p.cancels.length ? p.cancels.map(c => ({ ...c, canceledAt: seoul(c.canceledAt), cancelStatus: 'DONE' })) : null,
})
