// A small inn that nobody has made pages for: rooms are booked, people come and go, rooms are cleaned, guests read about their stay.
import { aggregate, command, context, event, otherwise, policy, reasons, systemOf, Type, view, whenever } from '@jumun/core/model'

const Id = Type.Integer({ minimum: 1 })
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Kind = Type.Union([Type.Literal('single'), Type.Literal('double')])
const words = reasons({ 'no-such-room': { status: 422, en: 'There is no such room.', ko: '그런 방은 없어요.' } })

const stayCommands = {
  Book: command('Book', {
    stayId: Id,
    guest: Name,
    kind: Kind,
    nights: Type.Integer({ minimum: 1, maximum: 30 }),
    breakfast: Type.Boolean(),
  }),
  CheckIn: command('CheckIn', { stayId: Id, room: Type.Integer({ minimum: 1, maximum: 20 }) }),
  CheckOut: command('CheckOut', { stayId: Id }),
  CancelStay: command('CancelStay', { stayId: Id }),
}
const booked = { stayId: Id, guest: Name, kind: Kind, nights: Type.Integer(), breakfast: Type.Boolean() }
const stayEvents = {
  Booked: event('Booked', booked),
  CheckedIn: event('CheckedIn', { stayId: Id, room: Type.Integer() }),
  CheckedOut: event('CheckedOut', { stayId: Id, room: Type.Integer() }),
  StayCanceled: event('StayCanceled', { stayId: Id }),
}
const Stay = aggregate('stay', {
  key: 'stayId',
  commands: stayCommands,
  events: stayEvents,
  states: ['Booked', 'InHouse', 'Left', 'Canceled'],
  fields: { ...booked, room: Type.Union([Type.Integer(), Type.Null()]) },
  decide: {
    Book: { by: ['guest', 'desk'], from: 'nothing', allots: 'stayId', then: (_, w) => stayEvents.Booked(w) },
    CheckIn: {
      by: 'desk',
      from: 'Booked',
      done: 'InHouse',
      then: (s, { room }) => (room > 10 ? words.reject('no-such-room') : stayEvents.CheckedIn({ stayId: s.stayId, room })),
    },
    CheckOut: { by: 'desk', from: 'InHouse', done: 'Left', then: s => stayEvents.CheckedOut({ stayId: s.stayId, room: s.room ?? 0 }) },
    CancelStay: { by: ['guest', 'desk'], from: 'Booked', done: 'Canceled', then: s => stayEvents.StayCanceled({ stayId: s.stayId }) },
  },
  evolve: {
    Booked: (_, e) => ({ ...e, room: null, status: 'Booked' }),
    CheckedIn: (s, { room }) => ({ ...s, room, status: 'InHouse' }),
    CheckedOut: s => ({ ...s, status: 'Left' }),
    StayCanceled: s => ({ ...s, status: 'Canceled' }),
  },
})

const cleaningCommands = { ToClean: command('ToClean', { stayId: Id, room: Type.Integer() }), Clean: command('Clean', { stayId: Id }) }
const cleaningEvents = {
  CleaningAsked: event('CleaningAsked', { stayId: Id, room: Type.Integer() }),
  Cleaned: event('Cleaned', { stayId: Id }),
}
const Cleaning = aggregate('cleaning', {
  key: 'stayId',
  commands: cleaningCommands,
  events: cleaningEvents,
  states: ['Dirty', 'Clean'],
  fields: { stayId: Id, room: Type.Integer() },
  decide: {
    ToClean: { by: policy, from: 'nothing', done: otherwise, then: (_, e) => cleaningEvents.CleaningAsked(e) },
    Clean: { by: 'housekeeper', from: 'Dirty', done: 'Clean', then: c => cleaningEvents.Cleaned({ stayId: c.stayId }) },
  },
  evolve: { CleaningAsked: (_, e) => ({ ...e, status: 'Dirty' }), Cleaned: c => ({ ...c, status: 'Clean' }) },
})
const Guestbook = view('guestbook', { key: 'stayId', fields: { stayId: Id, guest: Name, said: Name } })
  .on(stayEvents.Booked, (row, e) => ({ ...row, stayId: e.stayId, guest: e.guest, said: 'booked' }))
  .on(stayEvents.CheckedOut, (row, e) => ({ ...row, stayId: e.stayId, said: 'left' }))

export const inn = systemOf('inn', {
  title: { en: 'Inn', ko: '여관' },
  color: '#336699',
  reasons: words.reasons,
  roles: ['guest', 'desk', 'housekeeper', 'operator'],
  contexts: [
    context('booking', {
      port: 8081,
      level: 'core',
      team: 'front desk',
      commands: stayCommands,
      events: stayEvents,
      aggregates: [Stay],
      policies: {},
      routes: {
        stays: {
          of: Stay,
          item: 'stay',
          shows: ['guest', 'kind', 'nights', 'breakfast', 'room', 'status'],
          history: true,
          create: { command: stayCommands.Book },
          commands: { checkIn: stayCommands.CheckIn, checkOut: stayCommands.CheckOut, cancel: stayCommands.CancelStay },
        },
      },
    }),
    context('housekeeping', {
      port: 8082,
      level: 'supporting',
      team: 'housekeeping',
      commands: cleaningCommands,
      events: cleaningEvents,
      aggregates: [Cleaning],
      policies: { left: whenever(stayEvents.CheckedOut, ({ stayId, room }) => cleaningCommands.ToClean({ stayId, room })) },
      routes: {
        cleanings: { of: Cleaning, item: 'cleaning', shows: ['stayId', 'room', 'status'], commands: { clean: cleaningCommands.Clean } },
      },
    }),
    context('guests', {
      port: 8083,
      level: 'supporting',
      team: 'guest care',
      views: [Guestbook],
      routes: { guestbooks: { of: Guestbook, item: 'guestbook', shows: ['stayId', 'guest', 'said'] } },
    }),
  ],
})
