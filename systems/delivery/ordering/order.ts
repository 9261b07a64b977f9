import { aggregate, type DataOf, otherwise, own, policy, type StateOf, system, Type } from '@jumun/core/model'
import { partOf } from '../../payable.ts'
import * as paying from '../../paying.ts'
import { Address, Id, Item, Language, Location, Name, Natural, operator, Options, OrNull, patience, Progress, reasons, reject, same,
  Surcharges, Text, Time, way, Won, Yes, names } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { chosen, isChosen, place, turnedAway } from './prices.ts'
import { Seller } from './seller.ts'
import { Shop } from './shop.ts'
const { Arrived, CouponAsked, CouponDropped, CouponWanted, DueChanged, OptionsAgreed, OptionsAsked, OptionsChosen, OptionsDropped,
  OptionsRestored, OrderCanceled, OrderCompleted, OrderDeclined } = events
const { ChargeReturned } = events
const { OrderEnded, OrderExpired, OrderPlaced, OrderRefunded, OrderRequested, OrderRestored, OrderUpdated, Paid, PartGiven, PartRefunded,
  PaymentAsked, PaymentPostponed, ProgressNoted } = events

const early    = ['OrderPlaced', 'Accepted'] as const
const { unpaid } = paying
const states   = ['AwaitingPayment', ...way, 'Completed', 'Canceled', 'Rejected', 'Declined', 'Expired'] as const
const fields   = {
  orderId: Id, productId: Name, qty: Natural, options: Options, items: Type.Array(Item), address: Address, location: OrNull(Location),
  customerId: names(Name), storeId: Name, couponId: OrNull(Id), language: Language,
  price: Won, discount: Won, deliveryFee: Won, total: Won, surcharges: Surcharges, createTime: Time, ...paying.fields,
  // what its coupon is worth, also where the dishes cost less
  discountPrice: Won,
  // its coupon is held, or it has none
  asked: Yes,
  // words about money; revisions of the options: what the kitchen has, and what it may still hold us to
  seq: Natural, rev: Id, agreed: Options, pending: Type.Array(Options),
  // dearer options that are being paid; why the last wish was not granted
  asking: OrNull(Id), refusal: OrNull(Text), couponRefusal: OrNull(Text), couponAsked: OrNull(Type.Object({ couponId: Id, at: Time })),
  // the furthest that store or rider said
  far: Progress, cancellation: OrNull(Type.Union([Type.Literal('requested'), Type.Literal('done'), Type.Literal('refused')])),
  // what staff gave back of its price in all; what of it is on its way, and why
  given: Natural, giving: OrNull(Type.Object({ amt: Natural, reason: Text, seq: Natural })),
  over: Yes, refunded: Yes, returned: Natural,                                                            // returned: what came back so far
}
type State = StateOf<typeof fields, typeof states>
type Store = Parameters<typeof turnedAway>[2]
type Made  = ReturnType<(typeof events)[keyof typeof events]>

const isEarly  = (o: State) => early.some(s => s === o.status)
const priced   = (o: State, options: readonly string[], worth = o.discountPrice) => {
  const price = o.price + [...options].reduce((n, x) =>
    n + (o.surcharges[x] ?? 0), 0) - o.options.reduce((n, x) => n + (o.surcharges[x] ?? 0), 0)
  const discount = Math.min(worth, price)
  return { price, discount, total: price + o.deliveryFee - discount }
}
/**
 * What it should have cost so far: never less than what the kitchen may still hold us to, so that no compensation needs the customer's
 * card.
 */
const due      = (o: State) =>
  o.over ? 0 : Math.max(0, Math.max(...[o.options, o.agreed, ...o.pending].map(options => priced(o, options).total)) - o.given)
type Fold = { readonly [type: string]: (o: State, happened: never) => State }
/** Each event by its own row, which its data belong to. */
const evolved  = (o: State, made: readonly Made[]): State => made.reduce<State>((s, e) => (evolve as Fold)[e.type]!(s, e.data as never), o)
/** Every change of what is due is an event of its own, numbered and absolute. */
const withDue  = (o: State, made: Made[]): Made[] => {
  const after = evolved(o, made)
  return due(after) === due(o) ? made : [...made, DueChanged({ orderId: o.orderId, customerId: o.customerId, due: due(after),
    seq: o.seq + 1 })]
}
const told     = ({ orderId, productId, qty, options, items, address, location, customerId, storeId, couponId, price, language, rev,
  discount, deliveryFee, total }: State, status: string) =>
  ({ orderId, productId, qty, options, items, address, location, customerId, storeId, couponId, price, language, rev, discount, deliveryFee,
    total, status })
const short    = ({ orderId, productId, customerId, storeId, couponId }: State, status: string) =>
  ({ orderId, productId, customerId, storeId, couponId, status })
const withOptions = (o: State, options: readonly string[]) => {
  const is = priced(o, options)
  return { options: [...options], items: o.items.map((item, i) =>
    (i ? item : { ...item, options: [...options], price: item.price + is.price - o.price })), ...is }
}
const updated  = (o: State, to: Partial<State>) =>
  OrderUpdated({ ...told({ ...o, ...to }, o.status), discountPrice: to.discountPrice ?? o.discountPrice })

const wantCoupon = (o: Pick<State, 'orderId' | 'customerId' | 'paymentToken'>, couponId: number, attempt: number) =>
  CouponWanted({ orderId: o.orderId, customerId: o.customerId, couponId, attempt, paymentToken: o.paymentToken })
const ask      = (o: State, attempt: number, worth = o.discountPrice) => {
  const { discount, total } = priced(o, o.options, worth)
  return PaymentAsked({ orderId: o.orderId, customerId: o.customerId, due: total, discount, discountPrice: worth, seq: o.seq + 1, attempt,
    paymentToken: o.paymentToken })
}
const start    = (wish: DataOf<typeof commands.PlaceOrder>, shop: Store, now: number) => {
  const order = place(wish, shop, now)
  if ('kind' in order) return order
  const requested = OrderRequested({ ...order, orderId: wish.orderId, createTime: now, language: wish.language ?? 'ko',
    paymentToken: wish.paymentToken ?? null })
  return [requested, order.couponId === null ? ask(evolve.OrderRequested(undefined, requested.data), 1)
    : wantCoupon(requested.data, order.couponId, 1)]
}
/** What has ended without a meal is not paid: it is said what becomes of the money. */
const whilePaying = (o: State) =>
  o.status === 'Canceled' || o.status === 'Rejected' ? reject(o.refunded ? 'refunded' : 'refunding') : paying.whyNot(reasons, o)
const pay      = (o: State, { paymentToken }: DataOf<typeof commands.PayOrder>, shop: Store, now: number) => {
  const no = turnedAway(o.items, o.price, shop, now)
  if (no) return no
  const order = { ...o, paymentToken: paymentToken ?? o.paymentToken }
  return o.asked || o.couponId === null ? ask(order, o.attempt + 1) : wantCoupon(order, o.couponId, o.attempt + 1)
}
const paid     = (o: State) =>
  [OrderPlaced(told(o, 'OrderPlaced')), Paid({ orderId: o.orderId, customerId: o.customerId, storeId: o.storeId, amount: o.total,
    status: 'paid' })]
/** Ends what was never paid: its coupon is let go, and whatever is found at the provider goes back. */
const expire   = (o: State) => withDue(o, [OrderExpired({ orderId: o.orderId, couponId: o.couponId })])
const cancel   = (o: State, reason: string | null | undefined) =>
  o.status === 'AwaitingPayment' ? expire(o) : OrderCanceled({ ...short(o, 'Canceled'), reason: reason ?? null })
/** The kitchen's no is the last word. */
const onceRefused = (o: State) => o.cancellation === 'refused' ? reject('already-started') : undefined
/** Dearer options are paid first and told then; cheaper ones are told first and paid back when the kitchen has agreed. */
const update   = (o: State, wish: DataOf<typeof commands.UpdateOrder>, shop: Store, now: number) => {
  const options = chosen(o.surcharges, wish.options)
  if ('kind' in options) return options
  const is = priced(o, options), no = turnedAway(o.items, is.price, shop, now)
  if (no) return no
  if (o.status === 'AwaitingPayment') return OptionsChosen({ orderId: o.orderId, options })
  const price = Math.max(0, is.total - o.given)
  return price > due(o)
    ? OptionsAsked({ orderId: o.orderId, customerId: o.customerId, options, due: price, seq: o.seq + 1,
      paymentToken: wish.paymentToken ?? null })
    : withDue(o, [updated(o, { ...withOptions(o, options), rev: o.rev + 1 })])
}
/** One change after the other; the same options again are chosen already. */
const whileAsking = (o: State, _: unknown, wish: DataOf<typeof commands.UpdateOrder> | undefined) =>
  wish && isChosen(o.surcharges, wish.options, o.options) ? ([] as const) : o.status === 'AwaitingPayment' ? whilePaying(o)
    : o.asking !== null ? reject('in-progress') : undefined
const drop     = (o: State, reason: string) =>
  [OptionsDropped({ orderId: o.orderId, reason }), DueChanged({ orderId: o.orderId, customerId: o.customerId, due: due(o),
    seq: o.seq + 1 })]
const confirmOptions = (o: State, { options, seq }: DataOf<typeof commands.ConfirmOptions>) =>
  o.asking !== seq ? [] : isEarly(o) ? withDue(o, [updated(o, { ...withOptions(o, options), rev: o.rev + 1 })]) : drop(o, 'already-started')
const carry    = (o: State, couponId: number, discountPrice: number) =>
  withDue(o, [updated(o, { couponId, discountPrice, ...priced(o, o.options, discountPrice) })])
/** Why no coupon can come on the order now. */
const uncarried = (o: State, shop: Store, now: number) =>
  !isEarly(o) ? reject(o.cancellation || o.over ? 'not-allowed-now' : 'already-started') : o.couponId !== null ? reject('one-coupon')
    : o.asking !== null ? reject('in-progress') : turnedAway(o.items, o.price, shop, now)
const apply    = (o: State | undefined, { couponId, customerId, discountPrice }: DataOf<typeof commands.ApplyCoupon>, shop: Store,
  now: number) => {
  if (!o || unpaid.some(s => s === o.status) || o.customerId !== customerId) return reject('no-such-order')
  if (o.couponId === couponId && !o.over) return []
  return uncarried(o, shop, now) ?? carry(o, couponId, discountPrice)
}
/** Its hold began after it was first asked for, so until then nobody has asked this order about it, and it is not free again. */
const isHeld   = ({ couponAsked: asked }: State, couponId: number, now: number) => asked?.couponId === couponId && now < asked.at + patience
const add      = (o: State, { couponId, discountPrice }: DataOf<typeof commands.AddCoupon>, shop: Store, now: number) => {
  if (o.couponId === couponId) return []
  const no = uncarried(o, shop, now) ?? (isHeld(o, couponId, now) ? undefined : reject('too-late'))
  return no ? CouponDropped({ orderId: o.orderId, couponId, reason: no.reason, held: true }) : carry(o, couponId, discountPrice)
}
/** Asked at the end of a hold; the answer closes the door. */
const settle   = (o: State | undefined, couponId: number) =>
  !o || o.couponId !== couponId || o.over ? reject('free') : o.status === 'AwaitingPayment' ? expire(o) : []
const settled  = (o: State, { net, refunded, seq }: DataOf<typeof commands.NoteSettled>) => {
  const given = o.giving && seq >= o.giving.seq ? { amt: o.giving.amt, reason: o.giving.reason } : undefined
  if (!o.over) return given || (refunded ?? 0) > o.returned ? PartRefunded({ orderId: o.orderId, customerId: o.customerId,
    amount: refunded ?? 0, ...given }) : []
  if (o.refunded || net !== 0 || seq !== o.seq) return []
  // what was never placed is told of only where money had moved
  if (unpaid.some(s => s === o.status)) return refunded ? ChargeReturned({ ...told(o, o.status), amount: refunded }) : []
  return OrderRefunded({ ...short(o, o.status), amount: refunded ?? o.total })
}
/** Staff give back a part of what the order costs, one after the other: the money follows what is due. */
const give     = (o: State, wish: DataOf<typeof commands.GiveBack>) => {
  const part = partOf(wish, due(o))
  return typeof part !== 'number' ? part : part ? withDue(o, [PartGiven({ orderId: o.orderId, amt: part, reason: wish.reason,
    seq: o.seq + 1 })]) : []
}
const whileGiving = (o: State) =>
  o.over || due(o) === 0 ? reject('more-than-left', { left: 0 }) : o.giving || o.asking !== null ? reject('in-progress') : undefined
const arrived  = (o: State) => Arrived({ orderId: o.orderId, seq: o.seq })
const further  = (o: State, what: State['far']) => way.indexOf(what) > way.indexOf(o.far)
const progress = (o: State, what: State['far']) =>
  o.over || !further(o, what) ? [] : [ProgressNoted({ orderId: o.orderId, what }),
    ...(what === 'Delivered' && o.status !== 'Canceled' ? [arrived(o)] : [])]
const end      = (o: State, status: 'Rejected' | 'Canceled') =>
  o.over ? [] : [OrderEnded({ orderId: o.orderId, status }), DueChanged({ orderId: o.orderId, customerId: o.customerId, due: 0,
    seq: o.seq + 1 })]
const restore  = (o: State) => o.over ? [] : [OrderRestored(short(o, o.far)), ...(o.far === 'Delivered' ? [arrived(o)] : [])]
/** The kitchen's word counts for the latest revision only: what came before is overtaken by what follows. */
const agree    = (o: State, { options, rev, failed }: DataOf<typeof commands.NoteOptions>) => {
  if (o.over || rev !== o.rev) return []
  const { price, total } = priced(o, options)
  return withDue(o, failed && !same(options, o.options) ? [OptionsRestored({ orderId: o.orderId, options, rev, price, total })]
    : o.pending.length || !same(options, o.agreed) ? [OptionsAgreed({ orderId: o.orderId, agreed: options })] : [])
}

const evolve = {
  OrderRequested:   (_: State | undefined, e: DataOf<typeof OrderRequested>): State => ({
                    ...e, ...paying.begins, discountPrice: 0, asked: e.couponId === null, seq: 0, rev: 1, agreed: e.options, pending: [],
                    asking: null, refusal: null, couponRefusal: null, couponAsked: null, far: 'OrderPlaced', cancellation: null,
                    over: false, refunded: false, returned: 0, given: 0, giving: null }),
  CouponWanted:     paying.made.wanted<State>,
  PaymentAsked:     (o: State, e: DataOf<typeof PaymentAsked>): State =>
    ({ ...o, attempt: e.attempt, seq: e.seq, asked: true, discount: e.discount,
      discountPrice: e.discountPrice ?? (e.discount || o.discountPrice), total: e.due, paymentToken: e.paymentToken }),
  PaymentPostponed: paying.made.postponed<State>,
  OrderPlaced:      (o: State): State => ({ ...o, status: 'OrderPlaced', paymentToken: null }),
  Paid:             (o: State): State => o,
  OrderDeclined:    (o: State, e: DataOf<typeof OrderDeclined>): State => ({ ...paying.made.declined(o, e), over: true }),
  OrderExpired:     (o: State): State => ({ ...paying.made.expired(o), over: true }),
  DueChanged:       (o: State, e: DataOf<typeof DueChanged>): State => ({ ...o, seq: e.seq }),
  OptionsChosen:    (o: State, e: DataOf<typeof OptionsChosen>): State => ({ ...o, ...withOptions(o, e.options), agreed: e.options }),
  OptionsAsked:     (o: State, e: DataOf<typeof OptionsAsked>): State => ({ ...o, asking: e.seq, seq: e.seq, refusal: null }),
  OptionsDropped:   (o: State, e: DataOf<typeof OptionsDropped>): State => ({ ...o, asking: null, refusal: e.reason }),
  OrderUpdated:     (o: State, e: DataOf<typeof OrderUpdated>): State => ({
                    ...o, options: e.options, items: e.items, price: e.price, discount: e.discount, total: e.total, couponId: e.couponId,
                    rev: e.rev, asking: null, refusal: null, couponRefusal: null,
                    discountPrice: e.discountPrice ?? (e.couponId === o.couponId ? o.discountPrice : e.discount),
                    pending: e.rev === o.rev ? o.pending : [...o.pending, e.options] }),
  OptionsAgreed:    (o: State, e: DataOf<typeof OptionsAgreed>): State => ({ ...o, agreed: e.agreed, pending: [] }),
  OptionsRestored:  (o: State, e: DataOf<typeof OptionsRestored>): State =>
    ({ ...o, ...withOptions(o, e.options), agreed: e.options, pending: [], refusal: 'already-started' }),
  CouponAsked:      (o: State, e: DataOf<typeof CouponAsked>): State =>
    ({ ...o, couponRefusal: null, couponAsked: o.couponAsked?.couponId === e.couponId ? o.couponAsked
      : { couponId: e.couponId, at: e.at } }),
  CouponDropped:    (o: State, e: DataOf<typeof CouponDropped>): State => ({ ...o, couponRefusal: e.reason, couponAsked: null }),
  OrderCanceled:    (o: State): State => ({ ...o, status: 'Canceled', cancellation: 'requested' }),
  OrderRestored:    (o: State): State => ({ ...o, status: o.far, cancellation: 'refused' }),
  OrderEnded:       (o: State, e: DataOf<typeof OrderEnded>): State => ({ ...o, status: e.status, over: true }),
  PartGiven:        (o: State, { amt, reason, seq }: DataOf<typeof PartGiven>): State =>
    ({ ...o, given: o.given + amt, giving: { amt, reason, seq } }),
  PartRefunded:     (o: State, e: DataOf<typeof PartRefunded>): State =>
    ({ ...o, returned: e.amount, giving: e.amt === undefined ? o.giving : null }),
  // who asked to cancel what the store rejected at the same moment has what they asked for
  OrderRefunded:    (o: State, e: DataOf<typeof OrderRefunded>): State =>
    ({ ...o, refunded: true, returned: e.amount, cancellation: o.status === 'Canceled' || o.cancellation === 'requested' ? 'done'
      : o.cancellation }),
  ChargeReturned:   (o: State, e: DataOf<typeof ChargeReturned>): State => ({ ...o, refunded: true, returned: e.amount }),
  ProgressNoted:    (o: State, e: DataOf<typeof ProgressNoted>): State =>
    ({ ...o, far: e.what, status: o.status === 'Canceled' ? o.status : e.what }),
  Arrived:          (o: State): State => o,
  OrderCompleted:   (o: State): State => ({ ...o, status: 'Completed', over: false }),
}

/**
 * An order: unpaid it is known to its customer alone; paid it is told to everyone, and is as far as the furthest that store or rider
 * said.
 */
export const Order = aggregate('order', {
  key: 'orderId', commands, events, reads: { seller: [Seller, 'productId'], shop: [Shop, 'storeId'] }, states, fields,
  decide: {
    // who may                            in which state                         already so                                  what then
    // happened
    PlaceOrder:       { by: own('customerId'),             from: 'nothing', allots: 'orderId',                            reads: ['shop'],
      then: (_, wish, { shop }, { now }) => start(wish, shop, now) },
    PayOrder:         { by: [own('customerId'), operator], from: [...unpaid, 'Canceled', 'Rejected'], done: [...way, 'Completed'],
      reads: ['shop'], unless: whilePaying, then: (o, wish, { shop }, { now }) => pay(o, wish, shop, now) },
    CancelOrder:      { by: [own('customerId'), operator], from: ['AwaitingPayment', ...early],   done: ['Canceled', 'Expired'],
      unless: onceRefused, then: (o, { reason }) => cancel(o, reason) },
    UpdateOrder:      { by: own('customerId'),             from: ['AwaitingPayment', ...early],                           reads: ['shop'],
      unless: whileAsking, then: (o, wish, { shop }, { now }) => update(o, wish, shop, now) },
    UpdateCoupon:     { by: system,                        from: early,                                                   reads: ['shop'],
      then: (o, { couponId }, { shop }, { now }) =>
        o.couponId === couponId ? [] : (uncarried(o, shop, now)
          ?? CouponAsked({ orderId: o.orderId, customerId: o.customerId, couponId, at: now })) },
    ConfirmReceipt:   { by: own('customerId'),             from: 'Delivered',                     done: 'Completed',
      then: o => OrderCompleted(short(o, 'Completed')) },
    GiveBack:         { by: [own('storeId'), operator],    from: [...way, 'Completed'],
      unless: whileGiving, then: give },
    // its coupon is held: now, and only now, the money
    AskPayment:       { ...paying.row, then: (o, { discountPrice }) => o.asked ? [] : ask(o, o.attempt, discountPrice) },
    ConfirmOrder:     paying.confirming(paid),
    DeclineOrder:     { ...paying.row, then: (o, { reason }) => withDue(o, [OrderDeclined.of({ ...o, reason })]) },
    PostponePayment:  paying.postponing(PaymentPostponed),
    AbandonOrder:     { ...paying.row, then: expire },
    ConfirmOptions:   { by: policy,                        from: states,                          done: otherwise,
      then: confirmOptions },
    RefuseOptions:    { by: policy,                        from: states,                          done: otherwise,
      then: (o, { seq, reason }) => o.asking === seq ? drop(o, reason) : [] },
    AddCoupon:        { by: policy,                        from: states,                          done: otherwise,
      reads: ['shop'], then: (o, wish, { shop }, { now }) => add(o, wish, shop, now) },
    DropCoupon:       { by: policy,                        from: states,                          done: otherwise,
      then: (_, e) => CouponDropped({ ...e, held: false }) },
    ApplyCoupon:      { by: system,                        from: ['nothing', ...states],                                  reads: ['shop'],
      then: (o, wish, { shop }, { now }) => apply(o, wish, shop, now) },
    SettleCoupon:     { by: system,                        from: ['nothing', ...states],
      then: (o, { couponId }) => settle(o, couponId) },
    TellOrder:        { by: system,                        from: ['nothing', ...states],
      then: o => o && way.some(s => s === o.status) ? [] : reject('no-such-order') },
    // what store and rider say is recorded in every state and in any order; nothing goes backwards
    NoteProgress:     { by: policy,                        from: [...way, 'Canceled'],            done: otherwise,
      then: (o, { what }) => progress(o, what) },
    NoteRejected:     { by: policy,                        from: [...way, 'Canceled'],            done: otherwise,
      then: o => end(o, 'Rejected') },
    NoteReturned:     { by: policy,                        from: [...way, 'Canceled'],            done: otherwise,
      then: o => end(o, 'Canceled') },
    NoteFoodCanceled: { by: policy,                        from: 'Canceled',                      done: otherwise,
      then: o => end(o, 'Canceled') },
    NoteCancelFailed: { by: policy,                        from: 'Canceled',                      done: otherwise,
      then: restore },
    NoteOptions:      { by: policy,                        from: [...way, 'Completed', 'Canceled'],           done: otherwise,
      then: agree },
    // it is said when the money is back, not before
    NoteSettled:      { by: policy,                        from: [...way, 'Completed', 'Canceled', 'Rejected', 'Declined', 'Expired'],
      done: otherwise, then: settled },
    AutoComplete:     { by: policy,                        from: 'Delivered',                     done: otherwise,
      then: o => OrderCompleted(short(o, 'Completed')) },
  },
  evolve,
})
