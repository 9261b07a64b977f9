import { aggregate, type StateOf } from '@jumun/core/model'
import { operator, OrNull, purchaseDeal, purchasing, Time } from '../vocabulary.ts'
import * as events from './events.ts'
import { money } from './money.ts'
const { PayCancelled, Payed, PayReturned } = events
const { states } = money
const fields = { ...money.fields, payDate: OrNull(Time), payCancelDate: OrNull(Time) }

const told = ({ puId, salePrice }: StateOf<typeof money.fields, typeof states>, payStatus: string) =>
  ({ puId, deal: purchaseDeal(puId), salePrice: salePrice ?? 0, payStatus })
const { paid, part, back, ...rows } = money.rows({
  paid: (p, now) => Payed({ ...told(p, 'Y'), payDate: now }),
  part: p => PayReturned({ ...told(p, 'Y'), amt: p.moving, returned: p.refunded + p.moving, reason: p.giving ?? '' }),
  back: (p, now) => PayCancelled({ ...told(p, 'M'), payCancelDate: now }),
  besides: { payDate: null, payCancelDate: null },
  staff: [purchasing, operator],
})

/** The money of one purchase: paid (`Y`), and paid back (`M`). There is one for each purchase, however often it is asked for. */
export const Billing = aggregate('billing', {
  key: 'puId', id: 'id', commands: money.commands, events: { ...money.events, ...events }, states, fields,
  decide: rows.decide,
  evolve: {
    ...rows.evolve,
    Payed:        (p, e) => ({ ...paid(p), payDate: e.payDate }),
    PayReturned:  part,
    PayCancelled: (p, e) => ({ ...back(p), payCancelDate: e.payCancelDate }),
  },
})
