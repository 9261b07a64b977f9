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
  insist,
  made,
  oneOf,
  pageOf,
  sleep,
  until,
  type Wares,
} from '@jumun/testing/cast'

const models = ['소나타', '아반떼', '모닝', '그랜저', '카니발']
const stages = ['requested', 'loaded', 'inTransit', 'handedOver']
const next: { readonly [stage: string]: readonly [command: string, stage: string, done: string] } = {
  requested: ['load', 'loaded', 'loaded'],
  loaded: ['depart', 'inTransit', 'on the road'],
  inTransit: ['handOver', 'handedOver', 'handed over'],
}
type Told = { readonly [column: string]: string | null } | undefined
/** How far a transport is, and what the board shows of a deal, in few words. */
const way = (of: Told): string => (of ? `${of['conStatus']} ${of['stage'] ?? '–'}` : '–')
const shown = (of: Told): string => (of ? `${of['puStatus'] ?? of['status']} ${of['payStatus'] ?? '–'} ${of['conStatus'] ?? '–'}` : '–')
/** So many cars to choose from: few enough that several want the same. */
const choice = 12

/**
 * Buyers who want the same cars, sellers; purchasing, which decides; transporters, a stock manager, and an operator for what the bank
 * refuses.
 */
export const cast = (house: House): Cast => {
  const { ask, did } = house
  const buys: Errand[] = []
  const sells: Errand[] = []
  const moved = new Map<number, number>()
  const decided = new Map<number, boolean>()
  const buying = counterOf(house, {
    at: '/purchases',
    noes: ['payment-declined', 'expired', 'sold-out', 'gone', 'handed-over'],
    pays: () => true,
  })
  const selling = counterOf(house, { at: '/sales', noes: [], pays: () => false })
  let phones = 0
  /** How many found no car on sale. */
  let emptyHanded = 0

  const buyer = async (n: number): Promise<void> => {
    let hasAsked = false
    for (let tries = 0; tries < 4; tries++) {
      const there = await pageOf(ask, '/stocks?available=true&size=100')
      if (!there.length) {
        await sleep(100)
        continue
      }
      const { carId, salePrice } = oneOf(there)
      // the phone tells the purchases of one buyer apart
      const phoneNumber = `010${String((house.first + phones++) % 100_000_000).padStart(8, '0')}`
      const e = errand({ cuId: house.first + n, carId, salePrice, phoneNumber, language: oneOf(['ko', 'en']), paymentToken: card(house) })
      buys.push(e)
      hasAsked = true
      if (await buying.order(e)) return bought(e)
      if (e.why !== 'sold-out') return
    }
    if (!hasAsked) emptyHanded++
  }
  const bought = async (e: Errand): Promise<void> => {
    did('bought')
    if (chance(0.05)) await buying.again(e)
    if (!chance(0.25)) return
    await sleep(oneOf([0, between(0, 50), between(0, 600)]))
    await buying.cancel(e)
  }
  const seller = async (n: number): Promise<void> => {
    const car = { model: oneOf(models), year: 2014 + (n % 10), mileage: 10_000 * (1 + (n % 12)), condition: oneOf(['A', 'B', 'C']) }
    const sellerId = house.first + n
    const quote = await insist(house, 'POST', '/quotes', { ...car, sellerId })
    if (quote.status !== 201) return house.wrong(`POST /quotes: ${quote.status} ${JSON.stringify(quote.body).slice(0, 200)}`)
    const payoutToken = house.badCards && chance(0.1) ? oneOf(['decline', 'slow', 'timeout-after']) : undefined
    const e = errand({
      ...car,
      sellerId,
      quoteId: quote.body.quoteId,
      plateNumber: `${n % 100}가${house.first + n}`,
      language: oneOf(['ko', 'en']),
      payoutToken,
    })
    sells.push(e)
    if (!(await selling.order(e))) return
    did('offered to us')
    if (chance(0.05)) await selling.again(e)
    if (!chance(0.2)) return
    await sleep(oneOf([0, between(0, 100), between(0, 1000)]))
    await selling.cancel(e)
  }

  const decide = async (): Promise<number> =>
    each(await pageOf(ask, '/sales/search/registered?size=100'), async ({ saleId }) => {
      const buy = saleId % 5 !== 0
      const answer = await ask('POST', `/sales/${saleId}/decide`, buy ? { buy } : { buy, reason: '사고 이력' })
      if (answer?.status !== 200) return
      did(buy ? 'taken in' : 'not wanted')
      decided.set(saleId, buy)
    })
  const transport = async (): Promise<number> =>
    each(
      (await pageOf(ask, '/consigns/search/todo?size=500&sort=id,desc')).filter(c => c.stage !== 'handedOver' && chance(0.5)),
      async ({ id, stage }) => {
        const [command, reached, done] = next[stage]!
        const answer = await ask('POST', `/consigns/${id}/${command}`)
        if (answer?.status !== 200) return
        did(done)
        moved.set(id, Math.max(moved.get(id) ?? 0, stages.indexOf(reached)))
      },
    )
  const stockUp = async (): Promise<number> => {
    await sleep(50)
    const missing = house.isOver() ? 0 : choice - (await pageOf(ask, '/stocks?available=true&size=100')).length
    return each(
      Array.from({ length: Math.max(0, missing) }, () => oneOf(models)),
      async carType => {
        const made = await insist(house, 'POST', '/stocks', { carType, salePrice: 5_000_000 })
        if (made.status === 201) did('in stock')
        else house.wrong(`POST /stocks: ${made.status} ${JSON.stringify(made.body).slice(0, 200)}`)
      },
    )
  }
  /** The bank has refused: it is tried again. */
  const operate = async (): Promise<number> => {
    await sleep(300)
    const stuck = (await pageOf(ask, '/payouts/search/unsettled?size=100')).filter(p => p.payStatus === 'stuck')
    return each(stuck, async p => {
      if ((await ask('POST', `/payouts/${p.id}/retry`))?.status === 200) did('paid out again')
    })
  }

  const judge = async () => {
    const paths = [
      '/purchases',
      '/purchases/search/unpaid',
      '/billings',
      '/consigns',
      '/dashes',
      '/messages',
      '/stocks',
      '/sales',
      '/payouts',
    ]
    const [purchases, unpaid, billings, consigns, dashes, messages, stocks, sales, payouts] = await Promise.all(
      paths.map(path => allOf(ask, path)),
    )
    const { verdict, fate, kept, matched, note, owes, said, single, neverPaid } = findings()
    const of = (field: 'puId' | 'saleId') => {
      const [a, b, c, d] = [consigns!, dashes!, messages!, field === 'puId' ? billings! : payouts!].map(items => group(items, field))
      return (name: string, id: number) => {
        const [transports, rows, told, money] = [a!, b!, c!, d!].map(map => map.get(id) ?? [])
        single(name, { transports: transports!, rows: rows!, payments: money! })
        const [consign, row, payment] = [transports![0], rows![0], money![0]]
        if (consign && (moved.get(consign.id) ?? -1) > stages.indexOf(consign.stage))
          note('lost', `${name}: ${consign.stage}, the transporter was told ${stages[moved.get(consign.id)!]}`)
        return {
          consign,
          row,
          payment,
          told: told!,
          saw: `payment ${payment?.payStatus ?? '–'}, transport ${way(consign)}, board ${shown(row)}`,
        }
      }
    }
    const [ofPurchase, ofSale] = [of('puId'), of('saleId')]
    const owners = new Map<number, number>()
    for (const [e, p] of matched(
      buys,
      [...purchases!, ...unpaid!],
      p => p.phoneNumber,
      e => e.wish['phoneNumber'],
    )) {
      const { puId, puStatus, carId, cancellation } = p
      const name = `purchase ${puId} (${puStatus}${cancellation ? ` ${cancellation}` : ''})`
      const { consign, row, payment, told, saw } = ofPurchase(name, puId)
      const lives = puStatus === 'Y'
      const isCancelled = puStatus === 'N'
      kept(e, name, lives, isCancelled, cancellation !== null)
      owes(puId, lives ? p.salePrice : 0)
      if (carId !== e.wish['carId']) note('contradictory', `${name}: car ${carId} instead of ${e.wish['carId']}`)
      if (lives && owners.has(carId)) note('doubled', `car ${carId} has two buyers: ${owners.get(carId)} and ${puId}`)
      if (lives) owners.set(carId, puId)
      if (
        lives &&
        (payment?.payStatus !== 'Y' ||
          consign?.stage !== 'handedOver' ||
          row?.stage !== 'handedOver' ||
          row.payStatus !== 'Y' ||
          row.conStatus !== 'YES' ||
          row.stockTotal !== 0)
      )
        note('unfinished', `${name}: ${saw}`)
      if (
        isCancelled &&
        (cancellation !== 'done' ||
          payment?.payStatus !== 'M' ||
          consign?.conStatus !== 'NO' ||
          row?.payStatus !== 'M' ||
          row.conStatus !== 'NO' ||
          row.stockTotal === 0 ||
          !row.puCancelDate)
      )
        note('unfinished', `${name}: ${saw}`)
      if (puStatus === 'AwaitingPayment' && e.told !== 'later') note('unfinished', name)
      const back = payment?.payStatus === 'M' ? puStatus : undefined
      if (!lives && !isCancelled) neverPaid(`${name}: ${saw}`, { made: consign, back, page: row?.puStatus, messages: told })
      said(name, told, lives ? [['HandedOver']] : isCancelled ? [['ConsignCancelled']] : [])
      fate(`${`purchase ${puStatus}${cancellation ? ` (${cancellation})` : ''}`.padEnd(26)} ${saw}`)
    }
    for (const [e, s] of matched(
      sells,
      sales!,
      s => s.plateNumber,
      e => e.wish['plateNumber'],
    )) {
      const { saleId, status, done, carId } = s
      const name = `sale ${saleId} (${status})`
      const { consign, row, payment, told, saw } = ofSale(name, saleId)
      const lives = ['Decided', 'PaidOut', 'Collecting', 'InStock'].includes(status)
      kept(e, name, lives || status === 'Registered', status === 'Declined' || status === 'Cancelled', false)
      owes(`other/${saleId}`, lives ? s.quote : 0)
      const word = decided.get(saleId)
      if (word !== undefined && (word ? !lives && status !== 'Cancelled' : status !== 'Declined'))
        note('lost', `${name}: purchasing was told ${word}`)
      const stock = stocks!.find(c => c.carId === carId)
      if (status === 'InStock') {
        if (payment?.payStatus !== 'Y' || consign?.stage !== 'handedOver' || row?.stage !== 'handedOver' || row.payStatus !== 'Y' || !stock)
          note('unfinished', `${name}: ${saw}`)
      } else if (lives || status === 'Registered') note('unfinished', `${name}: ${saw}`)
      if (
        status === 'Cancelled' &&
        (!done || row?.status !== 'Cancelled' || (payment && payment.payStatus !== 'M') || (stock && stock.stockTotal !== 0))
      )
        note('unfinished', `${name}: ${saw}`)
      if (status === 'Declined' && (payment || consign || row?.status !== 'Declined'))
        note(payment || consign ? 'contradictory' : 'unfinished', `${name}: ${saw}`)
      said(
        name,
        told,
        status === 'InStock'
          ? [['Collected', 'InStock']] // a cause is not told after its effect
          : status === 'Declined'
            ? [['SaleDeclined']]
            : status === 'Cancelled'
              ? [['SaleCancelled', 'ConsignCancelled']]
              : [],
      )
      fate(`${`sale ${status}`.padEnd(26)} ${saw}`)
    }
    for (const puId of new Map(purchases!.filter(p => p.puStatus === 'Y').map(p => [p.carId, p.puId])).values()) {
      const car = purchases!.find(p => p.puId === puId)!.carId
      const stock = stocks!.find(c => c.carId === car)
      if (stock?.stockTotal !== 0 || stock.available) note('unfinished', `car ${car} is bought by ${puId}, and stands there`)
    }
    for (let n = 0; n < emptyHanded; n++) fate('found no car on sale')
    return verdict
  }
  return {
    things: 'purchases and sales',
    collection: 'sales',
    waiting: ['/sales/search/registered', '/billings/search/unsettled', '/payouts/search/unsettled'],
    customer: n => (n % 4 === 3 ? seller(n) : buyer(n)),
    staff: [decide, transport, stockUp, operate],
    judge,
  }
}

/** What the test of the breaker orders. */
export const wares: Wares = {
  at: '/purchases',
  payments: '/billings',
  // each buyer has a car of their own: what is tried is the payment
  open: async ask => {
    let n = 0
    return async () => {
      const { carId } = made(await ask('POST', '/stocks', { carType: '모닝', salePrice: 5_000_000 }))
      await until(async () => (await ask('GET', `/stocks/${carId}`))?.body.available === true, 10_000, 20)
      return { cuId: ++n, carId }
    }
  },
  won: p => (p.puStatus === 'Y' ? p.salePrice : 0),
}
