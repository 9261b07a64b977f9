import { command } from '@jumun/core/model'
import { Id, OrNull, Text, Won } from '../vocabulary.ts'

// money that leaves, and that comes back. `reference`: what it is for, `payee`: who gets it. One key is one transfer, or one reclaim, however often it is asked
export const Transfer     = command('Transfer',     { reference: Id, payee: Id, key: Text, amt: Won, payoutToken: OrNull(Text) }, { answers: ['paid', 'refused'] })
export const FindTransfer = command('FindTransfer', { reference: Id, key: Text },                                                { answers: ['paid', 'refused', 'none'] })
export const Reclaim      = command('Reclaim',      { reference: Id, key: Text, of: Text, amt: Won },                            { answers: ['reclaimed', 'failed'] })
