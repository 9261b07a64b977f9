import type { Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { notifications } from './notifications.ts'

export const routes: Routes = {
  notifications: {
    of: notifications, item: 'notification',
    shows: ['customerId', 'reservationId', 'text', 'what', 'channel', 'status', 'createTime', 'sentTime'],
    times: ['createTime', 'sentTime'],
    owner: 'customerId', readers: [operator],
    searches: {
      findByCustomerId:    { by: ['customerId'] },
      findByReservationId: { by: ['reservationId'] },
    },
  },
}
