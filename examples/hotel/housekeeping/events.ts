import { Day, event } from '@jumun/core/model'
import { Id, Kind } from '../vocabulary.ts'

export const CleaningWanted = event.internal('CleaningWanted', { bookingId: Id, kind: Kind, to: Day })
export const Cleaned        = event('Cleaned', { bookingId: Id })
