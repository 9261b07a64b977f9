import { aggregate, type StateOf } from '@jumun/core/model'
import { OrNull, purchaseDeal, Time } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { money } from './money.ts'
const { PayCancelled, Payed } = events
const { states } = money
const fields = { ...money.fields, payDate: OrNull(Time), payCancelDate: OrNull(Time) }
type State = StateOf<typeof fields, typeof states>

const told = ({ puId, salePrice }: State, payStatus: string) => ({ puId, deal: purchaseDeal(puId), salePrice: salePrice ?? 0, payStatus })
const { decide, evolve } = money.rows({
  paid: p => Payed({ ...told(p, 'Y'), payDate: p.now }),
  back: p => PayCancelled({ ...told(p, 'M'), payCancelDate: p.now }),
  besides: { payDate: null, payCancelDate: null },
})
type Row = typeof decide.NotePaid | typeof decide.NoteRefunded
/** The row, with the time at hand for the dates that it says. */
const dated = <R extends Row>(row: R): R => ({ ...row, then: (p: any, wish: any, read: any, at: any) => (row.then as any)(p && { ...p, now: at.now }, wish, read, at) })

/** The money of one purchase: paid (`Y`), and paid back (`M`). There is one for each purchase, however often it is asked for. */
export const Billing = aggregate('billing', {
  key: 'puId', id: 'id', commands, events, states, fields,
  decide: { ...decide, NotePaid: dated(decide.NotePaid), NoteRefunded: dated(decide.NoteRefunded) },
  evolve: {
    ...evolve,
    Payed:        (p, e) => ({ ...p, status: 'Y', payDate: e.payDate }),
    PayCancelled: (p, e) => ({ ...p, status: 'M', payCancelDate: e.payCancelDate }),
  },
})
