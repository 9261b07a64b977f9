import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aggregate, command, context, earlier, event, otherwise, policy, type System, systemOf, Type } from '../model/index.ts'
import { misfit } from './checking.ts'
import type { Recorded, Timer, Waiting } from './ports.ts'
import { understandingOf } from './understanding.ts'

const Id = Type.Integer({ minimum: 1 })
const Won = Type.Integer({ minimum: 0 })
/** Three editions: a price; a total, which may be of two persons; parts, and a name of its own. */
const Placed = event(
  'Placed',
  { saleId: Id, parts: Type.Array(Won), guests: Type.Integer(), note: Type.Optional(Type.String()) },
  {
    was: [
      'Made',
      earlier({ saleId: Id, price: Won }, ({ price, ...rest }) => ({ ...rest, total: price })),
      'Sold',
      earlier({ saleId: Id, total: Won, guests: Type.Optional(Type.Integer()) }, ({ saleId, total, guests = 1 }) => ({
        saleId,
        parts: [total],
        guests,
      })),
    ],
  },
)
const Ended = event('Ended', { saleId: Id })
const GiveUp = command(
  'GiveUp',
  { saleId: Id, why: Type.String() },
  { was: ['Expire', earlier({ saleId: Id }, e => ({ ...e, why: 'time' }))] },
)

const house = (events: object, commands: object = { GiveUp }): System => {
  const Sale = aggregate('sale', {
    key: 'saleId',
    commands,
    events,
    states: ['Open'],
    fields: { saleId: Id },
    decide: Object.fromEntries(
      Object.keys(commands).map(type => [type, { by: policy, from: 'nothing', done: otherwise, then: () => [] }]),
    ) as never,
    evolve: {} as never,
  })
  const shop = context('shop', { port: 1, level: 'core', team: 't', events, commands, aggregates: [Sale] })
  return systemOf('house', { title: { en: 'House', ko: '집' }, color: '#000', contexts: [shop], reasons: {}, roles: [] })
}
const understanding = understandingOf(house({ Placed, Ended }))!
const told = (type: string, data: object, source = 'shop') => ({ type, data, source, id: 'sale/1/1' }) as unknown as Recorded
const heard = (type: string, data: object) => {
  const e = understanding.event(told(type, data))
  return [e.type, e.data]
}

test('each edition of an event is said in the words of now, under whichever of its names it was told', () => {
  const now = ['Placed', { saleId: 1, parts: [5], guests: 1 }]
  for (const name of ['Made', 'Sold', 'Placed']) {
    assert.deepEqual(heard(name, { saleId: 1, price: 5 }), now)
    assert.deepEqual(heard(name, { saleId: 1, total: 5 }), now)
    assert.deepEqual(heard(name, { saleId: 1, parts: [5], guests: 1 }), now)
  }
  assert.deepEqual(heard('Sold', { saleId: 1, total: 5, guests: 2 }), ['Placed', { saleId: 1, parts: [5], guests: 2 }])
})
test('what is in the words of now already, what nobody renamed and what another context tells stay themselves', () => {
  for (const e of [
    told('Placed', { saleId: 1, parts: [], guests: 0, note: 'x' }),
    told('Ended', { saleId: 1 }),
    told('Made', { saleId: 1, price: 5 }, 'elsewhere'),
    told('Placed', { nonsense: true }),
  ])
    assert.equal(understanding.event(e), e)
})
test('an event with a field too many is of the newest edition that it fits otherwise', () =>
  assert.deepEqual(heard('Placed', { saleId: 1, price: 5, eventType: 'Placed' })[1], { saleId: 1, parts: [5], guests: 1 }))
test('whatever edition it is of, what comes out fits the present shape, and stays as it is when it is read again', () => {
  const number = fc.integer({ min: 0, max: 1e12 })
  const id = fc.integer({ min: 1, max: 1e9 })
  const edition = fc.oneof(
    fc.record({ saleId: id, price: number }),
    fc.record({ saleId: id, total: number, guests: number }, { requiredKeys: ['saleId', 'total'] }),
    fc.record({ saleId: id, parts: fc.array(number), guests: number, note: fc.string() }, { requiredKeys: ['saleId', 'parts', 'guests'] }),
  )
  fc.assert(
    fc.property(fc.constantFrom('Made', 'Sold', 'Placed'), edition, (name, data) => {
      const once = understanding.event(told(name, data))
      assert.equal(misfit(Placed, once.data), undefined)
      assert.equal(understanding.event(once), once)
      assert.equal(once.data.saleId, data.saleId)
    }),
  )
})
test('timers, owed answers and what is put aside carry what they carry in the words of now', () => {
  const timer = (work: Timer['work']): Timer => ({ id: 't', at: 1, case: 'saleId/1', work })
  assert.deepEqual(understanding.timer(timer({ kind: 'command', type: 'Expire', data: { saleId: 1 }, causes: ['a'] })).work, {
    kind: 'command',
    type: 'GiveUp',
    data: { saleId: 1, why: 'time' },
    causes: ['a'],
  })
  const owed = understanding.timer(timer({ kind: 'owed', event: told('Made', { saleId: 1, price: 5 }), policy: 'p' })).work
  assert.equal(owed.kind === 'owed' && owed.event.type, 'Placed')
  assert.equal(understanding.waiting({ event: told('Sold', { saleId: 1, total: 5 }) } as Waiting).event.data.parts[0], 5)
  assert.deepEqual(understanding.namesBefore('shop', 'Placed'), ['Made', 'Sold'])
})
test('where nothing is said about the past, nothing need be asked of what is read', () =>
  assert.equal(understandingOf(house({ Ended }, {})), undefined))
test('an earlier shape that nobody could tell from a later one is refused, in words', () => {
  const note = Type.Optional(Type.String())
  const Hidden = event('Hidden', { saleId: Id, note }, { was: [earlier({ saleId: Id }, e => ({ ...e, note: 'none' }))] })
  assert.throws(() => understandingOf(house({ Hidden })), /Hidden: whatever has its earlier shape { saleId } fits a later one as well/)
})
test('a name of before that is the name of another is refused', () => {
  const Taken = event('Taken', { saleId: Id }, { was: ['Ended'] })
  const Other = event('Other', { saleId: Id }, { was: ['Gone'] })
  assert.throws(() => understandingOf(house({ Taken, Ended })), /Taken was Ended before, but Ended is the name of another/)
  assert.throws(
    () => understandingOf(house({ Other, More: event('More', { saleId: Id }, { was: ['Gone'] }) })),
    /More was Gone before, but Gone is the name of another/,
  )
})
