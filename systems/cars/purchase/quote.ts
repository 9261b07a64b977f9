import { aggregate, own } from '@jumun/core/model'
import { Condition, Id, Mileage, Model, OrNull, purchasing, seller, Time, Won, Year, names } from '../vocabulary.ts'
import { marketPrice, quoteLives } from './prices.ts'
import * as commands from './quote-commands.ts'
import * as events from './quote-events.ts'
const { QuoteGiven } = events

/** The market price of a car, as it was said: it binds for a week. */
export const Quote = aggregate('quote', {
  key: 'quoteId', commands, events, states: ['Given'],
  fields: { quoteId: Id, sellerId: OrNull(names(Id)), model: Model, year: Year, mileage: Mileage, condition: Condition, price: Won,
    quoteDate: Time, validUntil: Time },
  decide: {
    AskQuote: {
      by: [own('sellerId'), seller, purchasing], from: 'nothing', allots: 'quoteId',
      then: (_, wish, __, { now }) =>
        QuoteGiven({ ...wish, sellerId: wish.sellerId ?? null, price: marketPrice(wish, now), quoteDate: now,
          validUntil: now + quoteLives }),
    },
  },
  evolve: { QuoteGiven: (_, e) => ({ ...e, status: 'Given' }) },
})
export type Quoted = NonNullable<typeof Quote.state>
