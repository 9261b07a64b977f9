import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  aggregate,
  atOnce,
  command,
  context,
  contextOfCommand,
  contextOfEvent,
  done,
  event,
  external,
  otherwise,
  policy,
  systemOf,
  Type,
  view,
  whenever,
} from './index.ts'

const Id = Type.Integer()
const Bake = command('Bake', { cakeId: Id })
const Baked = event('Baked', { cakeId: Id })
const Burnt = event.internal('Burnt', { cakeId: Id })
const Note = command('Note', { cakeId: Id })
const Noted = event('Noted', { noteId: Id })

const row = { by: policy, from: 'nothing', done: otherwise, then: () => [] } as const
const Cake = aggregate('cake', {
  key: 'cakeId',
  commands: { Bake },
  events: { Baked, Burnt },
  states: ['There'],
  fields: { cakeId: Id },
  decide: { Bake: row },
  evolve: { Baked: (_, e) => ({ ...e, status: 'There' }), Burnt: c => c },
})
const Diary = aggregate('diary', {
  key: 'cakeId',
  commands: { Note },
  events: { Noted },
  states: ['Full'],
  fields: { cakeId: Id },
  decide: { Note: row },
  evolve: { Noted: d => d },
})
const part = (name: string, parts: object) => context(name, { port: 1, level: 'core', team: 'team', ...parts })
const kitchen = (more: object = {}) => part('kitchen', { events: { Baked, Burnt }, commands: { Bake }, aggregates: [Cake], ...more })
const office = (more: object = {}) => part('office', { events: { Noted }, commands: { Note }, aggregates: [Diary], ...more })
const house = (...contexts: ReturnType<typeof context>[]) =>
  systemOf('house', { title: { en: 'House', ko: '집' }, color: '#000', contexts, reasons: {}, roles: [] })
const note = ({ cakeId }: { cakeId: number }) => Note({ cakeId })

test('a system puts its contexts together, and knows who owns what', () => {
  const made = house(kitchen(), office({ policies: { keep: whenever(Baked, note) } }))
  assert.equal(contextOfEvent(made, Baked).name, 'kitchen')
  assert.equal(contextOfCommand(made, 'Note')?.name, 'office')
  assert.equal(contextOfCommand(made, 'Charge'), undefined)
  assert.deepEqual(made.olderNames, {})
})
test('of a module of policies a context takes the lines, by their names', () => {
  const { policies } = office({ policies: { keep: whenever(Baked, note), later: 5, Note } })
  assert.deepEqual(Object.keys(policies), ['keep'])
})
test('nobody reacts to an event that never leaves its context', () =>
  assert.throws(
    () => house(kitchen(), office({ policies: { keep: whenever(Burnt, note) } })),
    /office\/keep reacts to Burnt, which never leaves kitchen/,
  ))
test('a context reacts to its own internal events', () =>
  void house(kitchen({ policies: { again: whenever(Burnt, ({ cakeId }) => Bake({ cakeId })) } })))
test('nobody reacts to, or folds, what nobody tells', () => {
  const Lost = event('Lost', { cakeId: Id })
  assert.throws(() => house(kitchen(), office({ policies: { keep: whenever(Lost, note) } })), /house: nobody tells Lost/)
  assert.throws(
    () => house(office({ views: [view('page', { key: 'cakeId', fields: {} }).on(Baked, r => r)] })),
    /house: nobody tells Baked/,
  )
})
test('an event is known by what it is, not by its name', () => {
  const Baked = event('Baked', { cakeId: Id })
  assert.throws(() => house(kitchen(), office({ policies: { keep: whenever(Baked, note) } })), /house: nobody tells Baked/)
  const bakery = part('bakery', { events: { Baked } })
  assert.equal(contextOfEvent(house(kitchen(), bakery), Baked).name, 'bakery')
})
test('a command has one owner', () =>
  assert.throws(() => house(kitchen(), part('bakery', { aggregates: [Cake] })), /house: both kitchen\/cake and bakery\/cake decide Bake/))
test('a solid line starts from an event of its own context', () => {
  const line = atOnce(Baked, { ask: note, within: 1, answer: { accepted: () => done } as object })
  assert.throws(
    () => house(kitchen(), office({ policies: { line } })),
    /office\/line: a solid line starts from an event of its own context/,
  )
  house(kitchen({ policies: { line } }), office())
})
test('a view finds its row by a field that every folded event carries', () => {
  const page = view('page', { key: 'cakeId', fields: {} })
    .on(Baked, r => r)
    .on(Noted, r => r)
  assert.throws(() => house(kitchen(), office({ views: [page] })), /view page finds its row by cakeId, which Noted does not carry/)
})
test('a view folds no internal events', () =>
  assert.throws(() => view('page', { key: 'cakeId', fields: {} }).on(Burnt, r => r), /view page cannot fold Burnt/))
test('an external understands its commands', () => {
  const Charge = command('Charge', { key: Type.String() })
  assert.deepEqual(Object.keys(external('psp', { Charge, Baked }).commands), ['Charge'])
})
test('of two that read each other one is read by its name, which the context finds', () => {
  const rows = { commands: {}, events: {}, states: ['There'], fields: { cakeId: Id }, decide: {}, evolve: {} } as const
  const shelf = () => aggregate('shelf', { key: 'cakeId', reads: { cake: ['cake', 'cakeId'] }, ...rows })
  const alone = shelf()
  assert.throws(() => part('bakery', { aggregates: [alone] }), /shelf reads cake, which is no aggregate of its context\./)
  const [there] = part('bakery', { aggregates: [shelf(), Cake] }).aggregates
  assert.deepEqual(there!.reads, { cake: [Cake, 'cakeId'] })
})
