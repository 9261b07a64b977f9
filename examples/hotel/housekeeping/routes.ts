import type { Routes } from '@jumun/core/model'
import { cleaner, operator } from '../vocabulary.ts'
import { Cleaning } from './cleaning.ts'
import { Clean } from './commands.ts'

export const routes: Routes = {
  cleanings: {
    of: Cleaning, item: 'cleaning', shows: ['bookingId', 'kind', 'to', 'status'], readers: [cleaner, operator],
    commands: { clean: Clean }, statuses: { Done: Clean },
    searches: { todo: { states: ['Waiting'], sort: ['to'] } },
  },
}
