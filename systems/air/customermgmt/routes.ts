import type { Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { OpenAccount } from './commands.ts'
import { Mileage } from './mileage.ts'

export const routes: Routes = {
  mileages: {
    of: Mileage, item: 'mileage',
    shows: ['customerId', 'mileage', 'entries'],
    hidden: ['Marked'], owner: 'customerId', readers: [operator],
    create: { command: OpenAccount },
    searches: { findByCustomerId: { by: ['customerId'] } },
  },
}
