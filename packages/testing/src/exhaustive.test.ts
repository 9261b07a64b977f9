import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Aggregate, aggregate, command, earlier, event, own, policy, reasons, Type } from '@jumun/core/model'
import { everyAnswer, promisesOf } from './exhaustive.ts'
import { reach, samples } from './sample.ts'

const Id = Type.Integer({ minimum: 1, maximum: 9 })
const Name = Type.String()
const vocabulary = reasons({ full: { status: 409, en: 'Full.', ko: '가득 찼어요.' } })
const business = { roles: ['guest', 'host'], reasons: vocabulary.reasons }

const Book = command('Book', { tableId: Id, guest: Name, seats: Id })
const Sit = command('Sit', { tableId: Id, token: Id })
const Clear = command('Clear', { tableId: Id })
const Booked = event('Booked', { tableId: Id, guest: Name, seats: Id, token: Id })
const Sat = event('Sat', { tableId: Id, seats: Id })
const Cleared = event('Cleared', { tableId: Id })

/** A table in a restaurant; a test may spoil any part of it. */
const tableOf = (spoilt: { readonly [part: string]: any } = {}): Aggregate =>
  aggregate('table', {
    key: 'tableId',
    commands: { Book, Sit, Clear },
    events: { Booked, Sat, Cleared },
    states: ['Booked', 'Taken', 'Free'],
    fields: { tableId: Id, guest: Name, seats: Id, token: Id },
    decide: {
      Book: {
        by: [own('guest'), 'host'],
        from: ['nothing', 'Free'],
        done: 'Booked',
        then: (_, { tableId, guest, seats }) => (seats > 6 ? vocabulary.reject('full') : Booked({ tableId, guest, seats, token: 5 })),
        ...spoilt.Book,
      },
      Sit: {
        by: 'host',
        from: 'Booked',
        then: (t, { tableId, token }) => (token === t.token ? Sat({ tableId, seats: t.seats }) : []),
        ...spoilt.Sit,
      },
      Clear: {
        by: policy,
        from: 'Taken',
        done: ['nothing', 'Booked', 'Free'],
        then: (_: any, { tableId }: any) => Cleared({ tableId }),
        ...spoilt.Clear,
      },
    },
    evolve: {
      Booked: (_, e) => ({ ...e, status: 'Booked' }),
      Sat: t => ({ ...t, status: 'Taken' }),
      Cleared: t => ({ ...t, status: 'Free' }),
      ...spoilt.evolve,
    },
  })

/** The sentences that do not hold, with what is wrong. */
const broken = (a: Aggregate): string[] =>
  promisesOf(a, business).flatMap(({ sentence, prove }) => {
    try {
      prove()
      return []
    } catch (error) {
      return [`${sentence}: ${(error as Error).message}`]
    }
  })
const breaks = (spoilt: object, expected: RegExp): void => assert.match(broken(tableOf(spoilt)).join('\n'), expected)

everyAnswer(tableOf(), business)

test('there is a sentence for each state, event, and command in each state', () =>
  assert.deepEqual(
    promisesOf(tableOf(), business).map(p => p.sentence),
    [
      'Booked is reached from nothing',
      'Taken is reached from nothing',
      'Free is reached from nothing',
      'Booked happens on some way',
      'Sat happens on some way',
      'Cleared happens on some way',
      'Book before there is any is decided for its owner and a host, and for nobody else',
      'Book in Booked is already so: nothing happens',
      'Book in Taken is not possible',
      'Book in Free is decided for its owner and a host, and for nobody else',
      'Sit before there is any is not possible',
      'Sit in Booked is decided for a host, and for nobody else',
      'Sit in Taken is not possible',
      'Sit in Free is not possible',
      'Clear before there is any is already so: nothing happens',
      'Clear in Booked is already so: nothing happens',
      'Clear in Taken is decided for a reaction, and for nobody else',
      'Clear in Free is already so: nothing happens',
      'Sit is offered only where some wish for it is granted',
    ],
  ))

test('a state that no way leads to is named', () =>
  breaks({ Sit: { then: () => [] } }, /Taken is reached from nothing: no way leads to Taken/))
test('an event that never happens is named', () =>
  breaks({ Clear: { then: () => [] } }, /Cleared happens on some way: nothing leads to Cleared/))
test('a rule that throws is named, with the wish and the way to the state', () =>
  breaks(
    { Sit: { then: (t: any) => t.guest.name.length } },
    /Sit in Booked [^]*Sit \{"tableId":1,"token":5\} at noon \+ 0 ms after Booked \{"tableId":1[^]* throws/,
  ))
test('a command that is offered where the item always refuses it is named, and one that says so in its table is not', () => {
  const no = () => vocabulary.reject('full')
  breaks({ Sit: { then: no } }, /Sit is offered at noon \+ 0 ms, and always full, after Booked/)
  const { prove } = promisesOf(tableOf({ Sit: { unless: no } }), business).find(p => p.sentence.startsWith('Sit is offered'))!
  assert.doesNotThrow(prove)
})
test('a refused reaction is named', () => breaks({ Clear: { then: () => vocabulary.reject('full') } }, /a reaction is refused: full/))
test('an undeclared reason is named', () =>
  breaks({ Book: { then: () => ({ kind: 'rejection', reason: 'tired' }) } }, /the reason tired is not in the vocabulary/))
test('an event that is not what its schema says is named', () =>
  breaks(
    { Sit: { then: (t: any) => Sat({ tableId: t.tableId, seats: 10 }) } },
    /Sat is not what its schema says: \{"tableId":1,"seats":10\}/,
  ))
test('an event of another item is named', () =>
  breaks({ Sit: { then: (t: any) => Sat({ tableId: t.tableId + 1, seats: 1 }) } }, /Sat does not carry tableId/))
test('an event of another aggregate is named', () => breaks({ Sit: { then: () => event('Gone', {})({}) } }, /throws/))
test('a status that is none of the states is named', () =>
  breaks({ evolve: { Sat: (t: any) => ({ ...t, status: 'Lost' }) } }, /Sit in Booked [^]* throws/))
test('a state that is not what its fields say is named', () =>
  breaks({ evolve: { Booked: (_: any, e: any) => ({ ...e, seats: 0, status: 'Booked' }) } }, /afterwards seats is 0/))
test('a rule that changes its state is named', () =>
  breaks({ Sit: { then: (t: any) => [Sat({ tableId: (t.tableId = 1), seats: 1 })] } }, /Sit in Booked [^]* throws/))

test('what the state knows is said back to it, where no schema could guess it', () => {
  const way = reach(tableOf()).states.get('Taken')![0]!.events
  assert.deepEqual(
    way.map(e => e.type),
    ['Booked', 'Sat'],
  )
})
test('what never comes is not tried', () => {
  const { states } = reach(tableOf(), { never: { Sit: wish => wish.token === 5 } })
  assert.deepEqual([...states.keys()], ['nothing', 'Booked'])
})
test('wishes that belong together by their meaning are tried as they are given', () => {
  const odd = tableOf({ Book: { then: (_: any, w: any) => (w.seats === 4 && w.guest === 'Kim' ? Booked({ ...w, token: 5 }) : []) } })
  assert.deepEqual([...reach(odd).states.keys()], ['nothing'])
  assert.ok(reach(odd, { wishes: [Book({ tableId: 8, guest: 'Kim', seats: 4 })] }).states.has('Booked'))
})

test('samples are the ordinary one, the barest one, and one change at a time', () =>
  assert.deepEqual(
    samples(
      Type.Object({
        n: Type.Integer({ minimum: 0, maximum: 5 }),
        word: Type.Optional(Type.Union([Name, Type.Null()])),
        yes: Type.Boolean(),
      }),
    ),
    [
      { n: 1, word: 'coffee', yes: false },
      { n: 5, yes: true },
      { n: 2, word: 'coffee', yes: false },
      { n: 0, word: 'coffee', yes: false },
      { n: 5, word: 'coffee', yes: false },
      { n: 1, word: null, yes: false },
      { n: 1, yes: false },
      { n: 1, word: 'coffee', yes: true },
    ],
  ))
test('a text that no sample fits is said, not left out', () =>
  assert.throws(() => samples(Type.Object({ code: Type.String({ pattern: '^[A-Z]{5}-x$' }) })), /no sample text fits/))
test('an earlier shape whose function does not lead to the shape of now is found', () => {
  const shaped = (next: (e: { tableId: number }) => { tableId: number; seats: number }) => {
    const Sat = event('Sat', { tableId: Id, seats: Id }, { was: [earlier({ tableId: Id }, next)] })
    return { ...tableOf(), events: { ...tableOf().events, Sat } }
  }
  assert.deepEqual(broken(shaped(e => ({ ...e, seats: 2 }))), [])
  assert.match(broken(shaped(e => ({ ...e, seats: Number.NaN }))).join(), /every Sat of an earlier shape.*which is none of the next shape/)
})
