import { aggregate, policy, system } from '@jumun/core/model'
import { Name } from '../vocabulary.ts'
import * as commands from './seller-commands.ts'
import * as events from './seller-events.ts'
const { SellerNoted } = events

const states = ['Known'] as const
const fields = { productId: Name, storeId: Name }

/** Which store sells a dish of this name: for who orders a dish and names no store. */
export const Seller = aggregate('seller', {
  key: 'productId', commands, events, states, fields,
  decide: {
    //            who may                in which state              what then happened
    NoteSeller: { by: [policy, system],  from: ['nothing', 'Known'], then: (s, e) => s?.storeId === e.storeId ? [] : SellerNoted(e) },
  },
  evolve: {
    SellerNoted: (_, e) => ({ ...e, status: 'Known' }),
  },
})
