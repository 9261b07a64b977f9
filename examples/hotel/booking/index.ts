import { context } from '@jumun/core/model'
import { Booking } from './booking.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import * as policies from './policies.ts'
import { Rooms } from './rooms.ts'
import { routes } from './routes.ts'

/** Takes the bookings, and keeps the rooms for them: what the hotel cannot be without. */
export const booking = context('booking', {
  port: 8081, level: 'core', team: 'booking team', blocks: [commands.paying],
  commands, events, aggregates: [Booking, Rooms], policies, routes,
  seed: [commands.AddRooms({ kind: 'double', rooms: 12 }), commands.AddRooms({ kind: 'suite', rooms: 2 })],
})
