import type { Routes } from '@jumun/core/model'
import { Id, operator } from '../vocabulary.ts'
import { dash } from './dash.ts'
import { talk } from './words.ts'

export const routes: Routes = {
  dashes: {
    of: dash, item: 'dash',
    shows: [
      'puId', 'cuId', 'puDate', 'puCancelDate', 'puStatus', 'payId', 'payDate', 'payCancelDate', 'payStatus', 'returned', 'conId',
        'conDate', 'conCancelDate', 'conStatus',
      'stockId', 'stockType', 'stockDate', 'stockTotal', 'saleId', 'carId', 'salePrice', 'stage', 'status', 'reason',
    ],
    times: ['puDate', 'puCancelDate', 'payDate', 'payCancelDate', 'conDate', 'conCancelDate', 'stockDate'],
    derives: (_, dashId) => ({ dashId }),
    derived: { dashId: Id },
    // buyers and sellers are the same people: a seller's rows carry the seller's number
    owner: 'cuId', readers: [operator],
    searches: {
      findByPuId:    { by: ['puId'] },
      findByPayId:   { by: ['payId'] },
      findByConId:   { by: ['conId'] },
      findByStockId: { by: ['stockId'] },
      findByCuId:    { by: ['cuId'] },
      findBySaleId:  { by: ['saleId'] },
    },
  },
  messages: {
    of: talk.messages, item: 'message',
    shows: ['puId', 'saleId', 'cuId', 'text', 'what', 'channel', 'status', 'createTime', 'sentTime'],
    times: ['createTime', 'sentTime'],
    owner: 'cuId', readers: [operator],
    searches: {
      findByPuId:   { by: ['puId'] },
      findBySaleId: { by: ['saleId'] },
      findByCuId:   { by: ['cuId'] },
    },
  },
}
