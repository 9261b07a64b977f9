import { payable } from '../../payable.ts'
import { Id, Won, names } from '../vocabulary.ts'

/** What is the same wherever something is paid, in the dealer's words: `Y` paid, `M` cancelled are published. */
export const money = payable({
  key: 'puId', amt: 'salePrice', kept: { cuId: names(Id), salePrice: Won },
  states: {
    requested: 'requested', unknown: 'U', notCharged: 'notCharged', approved: 'Y', declined: 'D',
    refunding: 'refunding', stuck: 'stuck', canceled: 'M', voided: 'voided',
  },
})
