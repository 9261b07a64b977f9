import { at, whenever } from '@jumun/core/model'
import { Depart } from './commands.ts'
import { ScheduleChanged, ScheduleCreated } from './events.ts'

export const departs     = whenever(ScheduleCreated, ({ scheduleId, departureTime }) => at(departureTime, Depart({ scheduleId, departureTime }), { late: 'run' }))
export const departsAnew = whenever(ScheduleChanged, ({ scheduleId, departureTime }) => at(departureTime, Depart({ scheduleId, departureTime }), { late: 'run' }))
