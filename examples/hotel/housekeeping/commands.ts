import { command, Day } from '@jumun/core/model'
import { Id, Kind } from '../vocabulary.ts'

export const WantCleaning = command('WantCleaning', { bookingId: Id, kind: Kind, to: Day })
export const Clean        = command('Clean',        { bookingId: Id })
