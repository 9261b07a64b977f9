/**
 * The museum of known bugs: each rule of the protocol broken in turn, each policy of the board removed in turn, and where that is
 * noticed.
 */
import { after, seconds, whenever } from '@jumun/core/model'
import { type Bug, but, type Museum, type Noticed, runtimeBugs, withFolds, withPolicies, withRows } from '@jumun/testing'
import { attempts, deaf } from '../museum.ts'
import { ReleaseCoupon } from './coupon/commands.ts'
import { CouponHeld } from './coupon/events.ts'
import { ConfirmOrder } from './ordering/commands.ts'
import { ProgressNoted } from './ordering/events.ts'
import { Charged } from './ordering/payment-events.ts'
import { Picked } from './rider/events.ts'
import { stories } from './story.ts'
import { delivery } from './system.ts'

/** Delivery's own rules, each broken on its board. */
const bugs = {
  attempts: attempts('ordering', 'ConfirmOrder'),
  noBackdoor: {
    rule: 7,
    without: 'a charge that is found late makes the order behind the back of who was told to pay later',
    build: withPolicies('ordering', {
      confirm: whenever(Charged, ({ orderId }) => ConfirmOrder({ orderId, attempt: Number.MAX_SAFE_INTEGER })),
    }),
  },
  notFoundIsNotNo: {
    rule: 12,
    without: 'the provider finds nothing, the charge is written off, and it arrives',
    build: withRows('ordering', 'payment', {
      NoteNotFound: row => ({
        ...row,
        then: (p, wish, read, at) => row.then({ ...p, charge: p.charge && { ...p.charge, at: 0, sentIn: -99 } }, wish, read, at),
      }),
    }),
  },
  holdAsks: {
    rule: 13,
    without: 'time frees a coupon that an order has used: it is on two orders',
    build: withPolicies('coupon', {
      freed: whenever(CouponHeld, ({ couponId, usedOrderId, token }) =>
        after(seconds(1), ReleaseCoupon({ couponId, orderId: usedOrderId, token }), { late: 'run' }),
      ),
    }),
  },
  fence: {
    rule: 14,
    without: 'an outcome of an older hold counts for the one that has it now',
    build: withRows('coupon', 'coupon', {
      ConfirmUse: but(({ state, wish }) => ({ wish: { ...wish, orderId: state.usedOrderId, token: state.token } })),
      ReleaseCoupon: but(({ state, wish }) => ({ wish: { ...wish, orderId: state.usedOrderId, token: state.token } })),
    }),
  },
  refundAfterAck: {
    rule: 15,
    without: 'a lower price is paid back at once, and charged again when the kitchen refuses',
    build: withFolds('ordering', 'order', { OrderUpdated: fold => (o, e) => ({ ...fold(o, e), agreed: e.options, pending: [] }) }),
  },
  latest: {
    rule: 'A14',
    without: "the kitchen's word about an overtaken revision counts",
    build: withRows('ordering', 'order', {
      NoteOptions: but(({ state, wish }) => ({ wish: { ...wish, rev: state.rev } })),
    }),
  },
  perCharge: {
    rule: 16,
    without: 'a refund is asked of one charge for more than it was',
    build: withFolds('ordering', 'payment', {
      Charged: fold => (p, e) => {
        const next = fold(p, e),
          [first, ...more] = next.charges
        return { ...next, charges: [{ ...first, amt: first.amt + more.reduce((n: number, c: { readonly amt: number }) => n + c.amt, 0) }] }
      },
    }),
  },
  riderHeld: {
    rule: 'R1',
    without: 'the rider is looked up, not held: two deliveries for one rider',
    build: withRows('rider', 'rider', {
      TakeOn: deaf(r => r && r.status !== 'OffDuty'),
    }),
  },
  oneWins: {
    rule: 'R1',
    without: 'a delivery that is taken is given to the next one, too',
    build: withRows('rider', 'delivery', {
      PickUp: row => ({
        ...row,
        then: (d, wish, read, at) =>
          d.status === 'Picked' && d.riderId !== wish.riderId
            ? Picked({
                orderId: d.orderId,
                status: 'Picked',
                address: d.address ?? '-',
                riderId: wish.riderId,
                customerId: d.customerId,
                storeId: d.storeId,
                n: wish.n,
              })
            : row.then(d, wish, read, at),
      }),
    }),
  },
  early: {
    rule: 'R2',
    without: 'what the kitchen says before the order is known is dropped: a cooked meal that no rider sees',
    build: withRows('rider', 'delivery', {
      NoteCooked: row => ({ ...row, from: 'Waiting' }),
      NoteOff: row => ({ ...row, from: 'Waiting' }),
    }),
  },
  furthest: {
    rule: 'R3',
    without: 'steps count one after another only, and what overtakes is lost',
    build: withRows('ordering', 'order', {
      NoteProgress: row => ({
        ...row,
        then: (o, wish, read, at) => {
          const way = ['OrderPlaced', 'Accepted', 'CookStarted', 'CookFinished', 'Picked', 'Delivered']
          return o.status === 'Canceled' || way.indexOf(wish.what) !== way.indexOf(o.status) + 1
            ? []
            : wish.what === 'Delivered'
              ? row.then(o, wish, read, at)
              : ProgressNoted(wish)
        },
      }),
    }),
  },
  noRider: {
    rule: 'R4',
    without: 'a meal that nobody picks up has no end',
    build: withRows('rider', 'delivery', { Return: row => ({ ...row, from: 'Failed' }) }),
  },
  dropped: {
    rule: 15,
    without: 'a change that comes too late is dropped without a word: the order costs what nobody cooks',
    build: withRows('store', 'foodCooking', {
      ChangeOptions: deaf(f => ['CookStarted', 'CookFinished'].includes(f.status)),
    }),
  },
  moreThanLeft: {
    rule: 'COM-60',
    without: 'a part is given back of what it costs, not of what is left',
    build: withRows('ordering', 'order', {
      GiveBack: row => ({ ...row, unless: () => undefined, then: (o, wish, read, at) => row.then({ ...o, given: 0 }, wish, read, at) }),
    }),
  },
} as const satisfies { readonly [rule: string]: Bug }

/** In which seed it is noticed, how rare that is, and what the promises say. */
const seen: { readonly [rule: string]: Noticed } = {
  owed: { seed: 51, found: '1 of 27', says: /messages: 1 sent or replaced of 2/ },
  lease: { seed: 20, found: '1 of 20', says: /in good weather: 503/ },
  twoIds: { seed: 20, found: '1 of 20', says: /in good weather: 503/ },
  firstWins: { seed: 39, found: '1 of 4', says: /a message was said twice/ },
  keepReply: { story: 'unheard', seed: 7, found: '1 of 5', says: /a coupon is not free again after its order did not take it/ },
  keyFromState: { seed: 42, found: '1 of 18', says: /money: Canceled order has paid too much/ },
  keyWithIntent: { seed: 1, found: '1 of 1', says: /one Idempotency-Key, two orders/ },
  ownCase: { seed: 4, found: '1 of 3', says: /my page shows another price, other options or another coupon/ },
  place: { seed: 1, found: '1 of 1', says: /mypage is not the fold of its events/ },
  unknownCommit: { seed: 30, found: '1 of 14', says: /order OrderPlaced, kitchen Remembered|was never told/ },
  notFoundIsNotNo: { story: 'steps', seed: 1, found: '2 of 12', says: /money: Expired order has paid too much/ },
  perCharge: { story: 'race', seed: 4, found: '3 of 20', says: /money: Canceled order has paid too much/ },
  riderHeld: { seed: 39, found: '1 of 28', says: /a rider went off duty with a delivery/ },
  oneWins: { seed: 26, found: '1 of 22', says: /Picked twice/ },
  early: { seed: 238, found: '2 of 400', says: /order Canceled, delivery Waiting/ },
  furthest: { seed: 30, found: '1 of 17', says: /order CookFinished, delivery Delivered/ },
  noRider: { seed: 8, found: '1 of 8', says: /order does not end: CookFinished/ },
  watermark: { seed: 1, found: '1 of 1', says: /happened again/ },
  holdAsks: { seed: 35, found: '1 of 8', says: /a living order carries a coupon that is expired/ },
  noBackdoor: { seed: 177, found: '1 of 57', says: /order made behind the back/ },
  fence: { seed: 13, found: '2 of 400', says: /a living order carries a coupon that is expired/ },
  saidIsDurable: { seed: 174, found: '2 of 400', says: /order made behind the back/ },
  refundAfterAck: { story: 'race', seed: 28, found: '1 of 17', says: /money: Completed order has paid too much/ },
  dropped: { story: 'race', seed: 37, found: '1 of 9', says: /the kitchen has other options than the order/ },
  moreThanLeft: { story: 'parts', seed: 9, found: '4 of 15', says: /charged again|money/ },
}
const policies: { readonly [policy: string]: Noticed } = {
  'ordering.accepted': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: Accepted at the order/ },
  'ordering.agreed': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: what comes back for less/ },
  'ordering.canceled': { seed: 6, found: '1 of 3', says: /money: Canceled order has paid too much/ },
  'ordering.cancelFailed': { seed: 156, found: '3 of 400', says: /money: Canceled order has paid too much/ },
  'ordering.charge': { seed: 1, found: '1 of 1', says: /money is for ever on the way: asked/ },
  'ordering.close': { seed: 1, found: '1 of 1', says: /order does not end: Canceled requested/ },
  'ordering.complete': { seed: 7, found: '1 of 3', says: /order does not end: Delivered/ },
  'ordering.cooked': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: CookFinished at the order/ },
  'ordering.delivered': { seed: 1, found: '1 of 1', says: /order Picked, delivery Delivered/ },
  'ordering.dish': { seed: 14, found: '1 of 14', says: /ordering sells another dish than the store/ },
  'ordering.dishOff': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: what a store sells no more/ },
  'ordering.due': { seed: 4, found: '1 of 4', says: /money: Canceled order has paid too much/ },
  'ordering.failed': { story: 'lost', seed: 1, found: '1 of 1', says: /not seen in time: DeliveryFailed/ },
  'ordering.find': { seed: 4, found: '1 of 2', says: /money is for ever on the way: unknown/ },
  'ordering.giveUp': { seed: 5, found: '1 of 5', says: /order does not end: AwaitingPayment/ },
  'ordering.hold': { seed: 40, found: '1 of 40', says: /in good weather: 503/ },
  'ordering.holdGiven': { story: 'steps', seed: 1, found: '1 of 1', says: /a coupon that was put on an order is not on it/ },
  'ordering.letGo': { seed: 120, found: '1 of 120', says: /in good weather a coupon hangs/ },
  'ordering.letGoGiven': { story: 'steps', seed: 14, found: '1 of 10', says: /not seen in time: what an order has in the end/ },
  'ordering.letGoToo': { story: 'steps', seed: 2, found: '1 of 2', says: /not seen in time: the coupon of an order that was given up/ },
  'ordering.pay': { seed: 20, found: '1 of 20', says: /in good weather: 503/ },
  'ordering.payOptions': { seed: 45, found: '1 of 14', says: /an order asks for ever for other options/ },
  'ordering.paused': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: a pause/ },
  'ordering.picked': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: Picked at the order/ },
  'ordering.recheck': { seed: 19, found: '1 of 11', says: /money is for ever on the way: unsent/ },
  'ordering.reconcile': { seed: 8, found: '1 of 2', says: /money is for ever on the way: unknown/ },
  'ordering.rejected': { seed: 4, found: '1 of 3', says: /order OrderPlaced, kitchen Rejected/ },
  'ordering.repay': { seed: 4, found: '1 of 4', says: /money: Canceled order has paid too much/ },
  'ordering.repayAgain': { seed: 10, found: '1 of 7', says: /money: Canceled order has paid too much/ },
  'ordering.resumed': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: the end of a pause/ },
  'ordering.returned': { seed: 8, found: '1 of 8', says: /order CookFinished, delivery Returned/ },
  'ordering.started': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: CookStarted at the order/ },
  'ordering.store': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: what a store sells now/ },
  'ordering.updateFailed': { story: 'steps', seed: 15, found: '1 of 12', says: /not seen in time: what an order has in the end/ },
  'store.cancel': { seed: 12, found: '1 of 7', says: /money: Canceled order has paid too much/ },
  'store.enter': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: why an entry was not made at the store/ },
  'store.noAnswer': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: a no that nobody said/ },
  'store.paid': { seed: 1, found: '1 of 1', says: /order OrderPlaced, kitchen Remembered/ },
  'store.pauseEnd': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: a pause that ends by itself/ },
  'store.placed': { seed: 1, found: '1 of 1', says: /order OrderPlaced, kitchen Remembered/ },
  'store.update': { seed: 70, found: '1 of 59', says: /money: Completed order has paid too much/ },
  'rider.completed': { seed: 1, found: '1 of 1', says: /order Completed, delivery Delivered/ },
  'rider.cooked': { seed: 1, found: '1 of 1', says: /order CookFinished, delivery Waiting/ },
  'rider.enter': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: why an entry was not made at the rider/ },
  'rider.free': { seed: 1, found: '1 of 1', says: /rider Busy for ever: Confirmed/ },
  'rider.freeToo': { seed: 60, found: '1 of 36', says: /rider Busy for ever: Returned/ },
  'rider.hold': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: Picked at the order/ },
  'rider.lost': { seed: 26, found: '1 of 20', says: /rider Picking for ever: Confirmed/ },
  'rider.notBack': { story: 'lost', seed: 1, found: '1 of 1', says: /not seen in time: a meal that is not taken back/ },
  'rider.off': { seed: 6, found: '1 of 3', says: /order Canceled, delivery Waiting/ },
  'rider.placed': { seed: 3, found: '1 of 2', says: /order CookFinished, delivery Remembered/ },
  'rider.rejected': { seed: 4, found: '1 of 3', says: /order Rejected, delivery Waiting/ },
  'rider.taken': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: Picked at the order/ },
  'rider.tooLong': { story: 'lost', seed: 1, found: '1 of 1', says: /not seen in time: a rider who is gone/ },
  'customer.later': { seed: 78, found: '1 of 14', says: /messages: 4 sent or replaced of 5/ },
  'customer.send': { seed: 1, found: '1 of 1', says: /messages: 0 sent or replaced of 2/ },
  'customer.sendAgain': { seed: 42, found: '1 of 21', says: /messages: 3 sent or replaced of 4/ },
  'customer.tellCancelFailed': { seed: 40, found: '1 of 38', says: /messages: CancelFailed was never told/ },
  'customer.tellCookFinished': { seed: 1, found: '1 of 1', says: /messages: CookFinished was never told/ },
  'customer.tellCookStarted': { seed: 1, found: '1 of 1', says: /messages: CookStarted was never told/ },
  'customer.tellCouponCreated': { story: 'steps', seed: 1, found: '1 of 1', says: /CouponCreated was never told/ },
  'customer.tellDelivered': { seed: 129, found: '4 of 189', says: /messages: Delivered was never told/ },
  'customer.tellDeliveryFailed': {
    story: 'lost',
    seed: 1,
    found: '1 of 1',
    says: /DeliveryFailed was never told|not said in time: DeliveryFailed/,
  },
  'customer.tellDeliveryReturned': { seed: 8, found: '1 of 8', says: /messages: DeliveryReturned was never told/ },
  'customer.tellFoodCanceled': { seed: 6, found: '1 of 3', says: /messages: FoodCanceled was never told/ },
  'customer.tellOrderAccepted': { seed: 1, found: '1 of 1', says: /messages: OrderAccepted was never told/ },
  'customer.tellOrderCompleted': { seed: 1, found: '1 of 1', says: /messages: OrderCompleted was never told/ },
  'customer.tellOrderPlaced': { seed: 1, found: '1 of 1', says: /messages: OrderPlaced was never told/ },
  'customer.tellOrderRejected': { seed: 4, found: '1 of 3', says: /messages: OrderRejected was never told/ },
  'customer.tellOrderUpdated': { story: 'steps', seed: 1, found: '1 of 1', says: /not said in time: OrderUpdated to the customer/ },
  'customer.tellOwner': { seed: 1, found: '1 of 1', says: /messages: OrderArrived was never told/ },
  'customer.tellOwnerUpdated': { story: 'steps', seed: 1, found: '1 of 1', says: /not said in time: OrderUpdated to the owner/ },
  'customer.tellPaid': { story: 'steps', seed: 1, found: '1 of 1', says: /not said in time: Paid/ },
  'customer.tellPicked': { seed: 1, found: '1 of 1', says: /messages: Picked was never told/ },
  'customer.tellUpdateFailed': { story: 'steps', seed: 15, found: '1 of 12', says: /not said in time: UpdateFailed/ },
  'coupon.apply': { seed: 120, found: '1 of 21', says: /in good weather a coupon hangs/ },
  'coupon.createCoupon': { story: 'steps', seed: 1, found: '1 of 1', says: /a delivered order earned no coupon/ },
  'coupon.expire': { seed: 1, found: '1 of 1', says: /a coupon does not expire/ },
  'coupon.expireNow': { story: 'month', seed: 1, found: '1 of 1', says: /a coupon does not expire/ },
  'coupon.expireToo': { story: 'month', seed: 1, found: '1 of 1', says: /a coupon does not expire/ },
  'coupon.giveBack': { seed: 6, found: '1 of 6', says: /a coupon is used up by a Canceled order/ },
  'coupon.holdEnds': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: a coupon that nobody needs any more/ },
  'coupon.question': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: a coupon that nobody needs any more/ },
  'coupon.used': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: a coupon used by its order/ },
  'coupon.usedToo': { story: 'steps', seed: 1, found: '1 of 1', says: /not seen in time: a coupon on its order/ },
  'customer.tellChargeReturned': { seed: 2, found: '4 of 15', says: /ChargeReturned was never told/ },
  'customer.tellPartRefunded': { story: 'parts', seed: 1, found: '4 of 4', says: /never told/ },
}
export const museum: Museum = { system: delivery, stories, bugs: { ...runtimeBugs, ...bugs }, seen, policies }
