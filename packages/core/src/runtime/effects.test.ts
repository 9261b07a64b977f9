import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate, command, context, event, otherwise, policy, systemOf, Type } from '../model/index.ts'
import { Node, type Recorded } from './index.ts'

const happened = event('Happened', { key: Type.Integer() })
const note = { NoteHere: command('NoteHere', { key: Type.Integer() }), NoteThere: command('NoteThere', { key: Type.Integer() }) }
const noted = { Noted: event.internal('Noted', { key: Type.Integer() }) }
const book = (name: string, type: keyof typeof note) =>
  aggregate(name, {
    key: 'key',
    commands: { [type]: note[type] },
    events: noted,
    states: ['Open'],
    fields: { key: Type.Integer() },
    decide: { [type]: { by: policy, from: 'nothing', done: otherwise, then: (_: unknown, e: { key: number }) => noted.Noted(e) } } as never,
    evolve: { Noted: (_, e) => ({ ...e, status: 'Open' }) },
  })
const town = systemOf('town', {
  title: { en: 'Town', ko: '마을' },
  color: '#000',
  reasons: {},
  roles: [],
  contexts: [
    context('town', {
      port: 1,
      level: 'core',
      team: 'all',
      events: { happened },
      aggregates: [book('here', 'NoteHere'), book('there', 'NoteThere')],
    }),
  ],
})

test('two items of different kinds may have one number, and each hears of the event', () => {
  const node = new Node(town, town.contexts[0]!, {} as never)
  const e = { id: 'thing/1/1', source: 'elsewhere', key: 1, causes: [] } as unknown as Recorded
  const ids = node.effectsOf(e, 'tell', [note.NoteHere({ key: 7 }), note.NoteThere({ key: 7 })]).map(({ id }) => id)
  assert.deepEqual(ids, ['elsewhere:thing/1/1/town.tell/7', 'elsewhere:thing/1/1/town.tell/7/NoteThere'])
})
