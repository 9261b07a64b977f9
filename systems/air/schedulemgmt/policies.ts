import { at, whenever } from '@jumun/core/model'
import { Depart } from './commands.ts'
import { ScheduleChanged, ScheduleCreated } from './events.ts'

export const departs     = whenever(ScheduleCreated, e => at(e.departureTime, Depart.of(e), { late: 'run' }))
export const departsAnew = whenever(ScheduleChanged, e => at(e.departureTime, Depart.of(e), { late: 'run' }))
