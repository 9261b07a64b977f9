import type { Routes } from '@jumun/core/model'
import { manager, operator } from '../vocabulary.ts'
import { Account } from './account.ts'

export const routes: Routes = {
  points: {
    of: Account, item: 'account',
    shows: ['phoneNumber', 'points'],
    owner: 'phoneNumber', readers: [manager, operator],
    searches: { findByPhoneNumber: { by: ['phoneNumber'] } },
  },
}
