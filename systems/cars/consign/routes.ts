import { type Routes, Type } from '@jumun/core/model'
import { Id, operator, transporter } from '../vocabulary.ts'
import { Depart, HandOver, Load, StopTransport } from './commands.ts'
import { Consign } from './consign.ts'

export const routes: Routes = {
  consigns: {
    of: Consign, item: 'consign',
    shows: ['puId', 'saleId', 'carId', 'kind', 'stage', 'conDate', 'conCancelDate'],
    times: ['conDate', 'conCancelDate'],
    // who waits for the money to be back is still a consignment to everybody
    derives: ({ status }, conId) => ({ conId, conStatus: status === 'NO' ? 'NO' : 'YES', payStatus: status === 'NO' ? 'M' : 'Y' }),
    derived: { conId: Id, conStatus: Type.Enum(['YES', 'NO']), payStatus: Type.Enum(['Y', 'M']) },
    hidden: ['Remembered'], readers: [transporter, operator],
    commands: { load: Load, depart: Depart, handOver: HandOver, cancel: StopTransport },
    statuses: { NO: StopTransport }, originals: { statusField: 'conStatus' },
    searches: {
      findByPuId:   { by: ['puId'] },
      findBySaleId: { by: ['saleId'] },
      todo:         { states: ['YES'], sort: ['conDate'] },
    },
  },
}
