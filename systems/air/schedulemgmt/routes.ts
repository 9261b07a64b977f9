import type { Routes } from '@jumun/core/model'
import { CancelSchedule, ChangeSchedule, CreateSchedule } from './commands.ts'
import { Schedule } from './schedule.ts'

export const routes: Routes = {
  schedules: {
    of: Schedule, item: 'schedule',
    shows: ['scheduleId', 'departure', 'arrival', 'departureTime', 'arrivalTime', 'seats', 'fare', 'status'],
    times: ['departureTime', 'arrivalTime'],
    create: { command: CreateSchedule },
    commands: { change: ChangeSchedule, cancel: CancelSchedule },
    originals: { commands: { deleteschedule: CancelSchedule }, aliases: { departtureTime: 'departureTime' } },
    statuses: { Cancelled: CancelSchedule },
    delete: CancelSchedule,
    searches: {
      findByRoute: { by: ['departure', 'arrival'], sort: ['departureTime'] },
      findByDate:  { by: ['date'],                 sort: ['departureTime'] },
    },
    history: true,
  },
}
