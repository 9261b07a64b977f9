import { command } from '@jumun/core/model'
import { Id, OrNull, Text, Won } from '../vocabulary.ts'

// money that leaves, and that comes back. `reference`: what it is for, `payee`: who gets it. One key is one transfer, or one reclaim,
// however often it is asked
const asked = { reference: Id, key: Text }
export const Transfer     = command('Transfer',     { ...asked, payee: Id, amt: Won, payoutToken: OrNull(Text) }, {
  answers: ['paid', 'refused'],
})
export const FindTransfer = command('FindTransfer', asked,                             { answers: ['paid', 'refused', 'none'] })
export const Reclaim      = command('Reclaim',      { ...asked, of: Text, amt: Won },  { answers: ['reclaimed', 'failed'] })
