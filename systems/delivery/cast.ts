import {
  allOf,
  between,
  card,
  type Cast,
  chance,
  counterOf,
  each,
  type Errand,
  errand,
  findings,
  group,
  type House,
  idOf,
  insist,
  isUnsure,
  oneOf,
  pageOf,
  sleep,
  type Wares,
} from '@jumun/testing/cast'

const dishes = [
  { item: '통닭', storeId: '1' },
  { item: '피자', storeId: '2' },
] as const
const stores = ['1', '2'] as const
const large = '곱빼기'
const place = { lat: 37.567, lng: 126.978 }
const crew = 8
/** Who come again and again, and so have coupons. */
const regulars = 12
/** Where it stands, in one word. */
const at = (of: { readonly status: string } | undefined): string => of?.status ?? '–'
const endOf = (status: string, cancellation: string | null): string => (cancellation ? `${status} (${cancellation})` : status).padEnd(22)
const ways = ['Paid', 'Accepted', 'CookStarted', 'CookFinished']
/** What its customer has been told by then: one of each. */
const dueFor: { readonly [status: string]: readonly (readonly string[])[] } = {
  Completed: [['OrderCompleted'], ['CouponCreated']],
  Rejected: [['OrderRejected']],
  Canceled: [['FoodCanceled', 'DeliveryReturned', 'OrderRejected']],
}
const next: { readonly [status: string]: readonly [command: string, status: string, done: string] } = {
  Paid: ['accept', 'Accepted', 'accepted'],
  Accepted: ['start', 'CookStarted', 'cooking'],
  CookStarted: ['finish', 'CookFinished', 'cooked'],
}
/** What they want besides the dish, as they were told. */
interface Meal extends Errand {
  /** Undefined: they lost an answer, and then it was too late to ask again. */
  options: readonly string[] | undefined
  couponId: number | undefined
}

/** Customers who order, change options, use coupons; owners who accept, decline and cook; riders who race. */
export const cast = (house: House): Cast => {
  const { ask, did } = house
  const meals: Meal[] = []
  const cooked = new Map<number, number>()
  /** By delivery who was told that it is theirs. */
  const picked = new Map<number, Set<string>>()
  const brought = new Set<number>()
  const received = new Set<number>()
  const riders = Array.from({ length: crew }, (_, i) => `rider-${house.first}-${i}`)
  const counter = counterOf(house, {
    at: '/orders',
    noes: ['payment-declined', 'expired', 'coupon-used', 'coupon-expired'],
    over: ['refunding', 'refunded'],
    pays: () => true,
  })

  const couponOf = async (customerId: string): Promise<number | undefined> => {
    const mine = await pageOf(ask, `/coupons/search/findByCustomerId?customerId=${customerId}&size=100`)
    const free = mine.filter(c => c.status === 'unused')
    return free.length ? oneOf(free).id : undefined
  }
  const customer = async (n: number): Promise<void> => {
    const isRegular = chance(0.4)
    const customerId = `customer-${house.first}-${isRegular ? `r${n % regulars}` : n}`
    const couponId = isRegular && chance(0.5) ? await couponOf(customerId) : undefined
    const options = chance(0.3) ? [large] : []
    // the address tells the orders of one customer apart
    const wish = {
      ...oneOf(dishes),
      qty: 1 + (n % 2),
      options,
      customerId,
      address: `서울특별시 중구 ${house.first + n}`,
      location: place,
      language: oneOf(['ko', 'en']),
      paymentToken: card(house),
    }
    const e: Meal = { ...errand({ ...wish, ...(couponId === undefined ? {} : { couponId }) }), options, couponId }
    meals.push(e)
    if (!(await counter.order(e))) return
    did('ordered')
    if (chance(0.05)) await counter.again(e)
    if (chance(0.12)) {
      await sleep(oneOf([0, between(0, 100), between(0, 400)]))
      return void (await counter.cancel(e))
    }
    if (chance(0.2)) await change(e)
    if (isRegular && e.couponId === undefined && chance(0.5)) await use(e, customerId)
  }
  /** Other options after it is paid: dearer ones are charged, cheaper ones paid back. */
  const change = async (e: Meal): Promise<void> => {
    await sleep(between(0, 100))
    const options = e.options?.length ? [] : [large]
    const answer = await counter.command(e, 'options', { options })
    if (answer?.status === 200) {
      e.options = options
      did('options changed')
    } else if (e.repeated) e.options = undefined
    else if (answer && answer.status !== 409 && answer.status !== 422)
      house.wrong(`options: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
  }
  const use = async (e: Meal, customerId: string): Promise<void> => {
    const couponId = await couponOf(customerId)
    if (couponId === undefined) return
    for (const end = Date.now() + 10_000; Date.now() < end; await sleep(100)) {
      const answer = await ask('POST', `/coupons/${couponId}/use`, { orderId: idOf(e) })
      if (!answer || answer.status >= 500) continue
      if (answer.status === 200) {
        e.couponId = couponId
        did('coupon used')
      } else if (answer.status !== 409) house.wrong(`coupon: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
      return
    }
  }

  const owner = (storeId: string) => async (): Promise<number> => {
    const board = (await pageOf(ask, '/foodCookings/search/board?size=300')).filter(f => f.storeId === storeId)
    return each(board, async ({ id, orderId, status }) => {
      const no = status === 'Paid' && id % 14 === 0
      const failed = status === 'CookStarted' && id % 19 === 0
      if (no || failed) {
        await (no
          ? ask('POST', `/foodCookings/${id}/accept`, { accept: false, reason: '재료 소진' })
          : ask('POST', `/foodCookings/${id}/giveUp`, { reason: '화재' }))
        return did(no ? 'declined by the owner' : 'given up')
      }
      const [command, reached, done] = next[status]!
      const answer = await ask('POST', `/foodCookings/${id}/${command}`)
      if (answer?.status !== 200) return
      did(done)
      cooked.set(orderId, Math.max(cooked.get(orderId) ?? 0, ways.indexOf(reached)))
    })
  }
  /** All want what is nearest, one has it. */
  const rider = (riderId: string) => async (): Promise<number> => {
    const mine = await ask('GET', `/riders/${riderId}`)
    if (mine?.status !== 200) return 0
    let orderId: number | null = mine.body.deliveryId
    if (orderId === null) {
      const near = await pageOf(ask, `/deliveries?near=${place.lat},${place.lng}&size=4`)
      if (!near.length) return 0
      orderId = oneOf(near).orderId as number
      const answer = await ask('POST', `/deliveries/${orderId}/pick`, { riderId })
      if (answer?.status === 409) did('another was faster')
      if (answer?.status !== 200) return 1
      did('picked')
      picked.set(orderId, (picked.get(orderId) ?? new Set()).add(riderId))
    }
    const fails = orderId % 13 === 0
    const answer = await ask('POST', `/deliveries/${orderId}/${fails ? 'fail' : 'deliver'}`, {
      riderId,
      ...(fails ? { reason: '고객 부재' } : {}),
    })
    if (answer?.status === 200) {
      did(fails ? 'nobody was there' : 'delivered')
      if (!fails) brought.add(orderId)
    }
    // the owner takes back what could not be delivered; until then the rider has it
    if (fails) await ask('POST', `/deliveries/${orderId}/return`, {})
    return 1
  }
  /** Customers at their doors say that the meal has come. */
  const doors = async (): Promise<number> => {
    // their pages follow a moment later
    const come = (await pageOf(ask, '/mypages/search/findByStatus?status=delivered&size=200')).filter(
      ({ orderId }) => !received.has(orderId),
    )
    return each(come, async ({ orderId }) => {
      const answer = await ask('POST', `/orders/${orderId}/confirm`)
      if (answer?.status !== 200) return
      did('received')
      received.add(orderId)
    })
  }

  const judge = async () => {
    const [orders, unpaid, payments, foods, deliveries, pages, messages, coupons] = await Promise.all(
      ['/orders', '/orders/search/unpaid', '/payments', '/foodCookings', '/deliveries', '/mypages', '/messages', '/coupons'].map(path =>
        allOf(ask, path),
      ),
    )
    const [paymentsOf, foodsOf, deliveriesOf, pagesOf, messagesOf, couponsOf] = [
      payments!,
      foods!,
      deliveries!,
      pages!,
      messages!,
      coupons!,
    ].map(items => group(items, 'orderId'))
    const { verdict, fate, kept, matched, note, owes, said, single, neverPaid } = findings()
    const carriedBy = new Map<number, number>()
    for (const [e, order] of matched(
      meals,
      [...orders!, ...unpaid!],
      o => o.address,
      e => e.wish['address'],
    )) {
      const { id, status, cancellation, total } = order
      const name = `order ${id} (${status}${cancellation ? ` ${cancellation}` : ''})`
      const [theirPayments, theirFoods, theirDeliveries, theirPages, theirCoupons] = [
        paymentsOf,
        foodsOf,
        deliveriesOf,
        pagesOf,
        couponsOf,
      ].map(of => of!.get(id) ?? [])
      single(name, {
        payments: theirPayments!,
        kitchens: theirFoods!,
        deliveries: theirDeliveries!,
        pages: theirPages!,
        coupons: theirCoupons!,
      })
      const [payment, food, trip, page] = [theirPayments![0], theirFoods![0], theirDeliveries![0], theirPages![0]]
      const ended = status === 'Canceled' || status === 'Rejected'
      const lives = !ended && !['AwaitingPayment', 'Declined', 'Expired'].includes(status)
      const saw = `payment ${at(payment)}, kitchen ${at(food)}, rider ${at(trip)}, page ${at(page)}`
      kept(e, name, lives, ended, cancellation !== null)
      owes(id, lives ? total : 0)
      if ((cooked.get(id) ?? -1) > ways.indexOf(food?.status) && !['Rejected', 'Canceled'].includes(food?.status))
        note('lost', `${name}: ${saw}, the owner was told ${ways[cooked.get(id)!]}`)
      const told = [...(picked.get(id) ?? [])]
      if (told.length > 1) note('doubled', `${name}: ${told.length} riders were told that it is theirs`)
      if (told.length && trip?.riderId !== told[0]) note('lost', `${name}: ${trip?.riderId} has it, ${told[0]} was told so`)
      if (brought.has(id) && !['Delivered', 'Confirmed'].includes(trip?.status))
        note('lost', `${name}: ${saw}, the rider was told Delivered`)
      if (received.has(id) && status !== 'Completed') note('lost', `${name}: its customer was told Completed`)
      if (status === 'Completed') {
        if (food?.status !== 'CookFinished' || trip?.status !== 'Confirmed' || page?.status !== 'completed' || theirCoupons!.length !== 1)
          note('unfinished', `${name}: ${saw}, ${theirCoupons!.length} coupons`)
        if (food && order.options.join(', ') !== food.options)
          note('unfinished', `${name}: it has ${order.options.join(', ')}, the kitchen ${food.options}`)
        if (payment && payment.amount - payment.refunded !== total)
          note('unfinished', `${name}: ${payment.amount} less ${payment.refunded} won, it costs ${total}`)
        if (
          e.options &&
          order.options.join() !== e.options.join() &&
          food?.status === 'CookFinished' &&
          !(messagesOf!.get(id) ?? []).some(m => m.what === 'UpdateFailed')
        )
          note('lost', `${name}: it has ${order.options.join() || 'no options'}, told was ${e.options.join() || 'none'}`)
      } else if (lives) note('unfinished', `${name}: ${saw}`)
      if (ended) {
        if (payment?.status !== 'refunded' || (status === 'Canceled' && cancellation !== 'done') || page?.status !== status.toLowerCase())
          note('unfinished', `${name}: ${saw}`)
        if (status === 'Rejected' && food?.status !== 'Rejected') note('contradictory', `${name}: ${saw}`)
      }
      if (status === 'AwaitingPayment' && e.told !== 'later') note('unfinished', name)
      const [letters, back] = [messagesOf!.get(id) ?? [], payment?.status === 'refunded' ? status.toLowerCase() : undefined]
      if (!lives && !ended) neverPaid(`${name}: ${saw}`, { made: food, back, page: page?.status, messages: letters })
      said(name, letters, dueFor[status] ?? [], ['OrderUpdated', 'UpdateFailed'])
      if (e.couponId !== undefined && e.told === 'yes' && order.couponId !== e.couponId)
        note('lost', `${name}: coupon ${order.couponId}, told was ${e.couponId}`)
      if (lives && order.couponId !== null) {
        if (carriedBy.has(order.couponId))
          note('doubled', `coupon ${order.couponId} is on the orders ${carriedBy.get(order.couponId)} and ${id}`)
        carriedBy.set(order.couponId, id)
      }
      fate(`${endOf(status, cancellation)} ${saw}${lives && order.couponId !== null ? ', with a coupon' : ''}`)
    }
    for (const p of await allOf(ask, '/payments/search/unsettled'))
      if (!isUnsure(p)) note('unfinished', `payment of order ${p.orderId}: ${p.status}`)
    for (const c of coupons!) {
      const on = carriedBy.get(c.id)
      if (on !== undefined && (!c.isUsed || c.usedOrderId !== on))
        note('unfinished', `coupon ${c.id} is on order ${on}, and says ${c.usedOrderId}`)
      if (on === undefined && c.status === 'held') note('unfinished', `coupon ${c.id} is held for order ${c.usedOrderId}`)
    }
    return verdict
  }
  return {
    things: 'orders',
    collection: 'foodCookings',
    waiting: ['/foodCookings/search/board', '/deliveries/search/ready'],
    open: async () => {
      await each(riders, async riderId => {
        await insist(house, 'POST', '/riders', { riderId, ...place })
        await insist(house, 'POST', `/riders/${riderId}/on-duty`, place)
      })
    },
    close: async () => {
      await each(riders, riderId => insist(house, 'POST', `/riders/${riderId}/off-duty`))
    },
    customer,
    staff: [...stores.map(owner), ...riders.map(rider), doors],
    judge,
  }
}

/** What the test of the breaker orders. */
export const wares: Wares = {
  at: '/orders',
  payments: '/payments',
  open: async () => {
    let n = 0
    return async () => ({ item: '통닭', storeId: '1', customerId: `customer-${++n}` })
  },
  won: o => (o.status === 'OrderPlaced' ? o.total : 0),
}
