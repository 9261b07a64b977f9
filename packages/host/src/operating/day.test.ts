// How the last day went: what is kept of it, and what is not known is not said to be nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContextState, Flow, MoneyState, ParkedLane } from '@jumun/http'
import { DayKeeper } from './day.ts'

const minute = 60_000
const start = Date.UTC(2027, 2, 1, 3)
const shop = (more: Partial<ContextState> = {}): ContextState => ({ system: 'shop', context: 'till', state: 'running', lag: {}, ...more })
const flow = (since: number, events: number): Flow => ({
  system: 'shop',
  context: 'till',
  since,
  events: { Ordered: events - 1, Paid: 1 },
  commands: {},
  seconds: {},
  owed: {},
  items: {},
  rows: {},
})
/** What is looked at; each test changes it. */
const world = () => ({
  contexts: [shop()] as readonly ContextState[],
  parked: [] as readonly ParkedLane[],
  money: [] as readonly MoneyState[],
  flows: [flow(start, 5)] as readonly Flow[] | undefined,
})
const keeping = (now: ReturnType<typeof world>) =>
  new DayKeeper(
    { contexts: async () => now.contexts, parked: async () => now.parked, money: async () => now.money, flows: async () => now.flows },
    ['shop'],
  )

test('each look says what has happened since the last one; a context that was started anew is counted from its start', async () => {
  const now = world()
  const day = keeping(now)
  await day.look(start + minute)
  now.flows = [flow(start, 12)]
  await day.look(start + 2 * minute)
  now.flows = [flow(start + 2.5 * minute, 3)]
  await day.look(start + 3 * minute)
  assert.deepEqual(day.told().systems[0]!.events, [5, 7, 3])
  assert.deepEqual(
    day.told().at,
    [1, 2, 3].map(n => start + n * minute),
  )
})
test('what a context did before anybody looked is nothing of the last minute', async () => {
  const now = world()
  now.flows = [flow(start - 60 * minute, 90_000)]
  const day = keeping(now)
  await day.look(start)
  now.flows = [flow(start - 60 * minute, 90_004)]
  await day.look(start + minute)
  assert.deepEqual(day.told().systems[0]!.events, [null, 4])
})
test('what waits, is put aside, is unknown, stopped or let through no more is counted by system', async () => {
  const now = world()
  const guards = [
    { name: 'psp', state: 'open', counts: {} },
    { name: 'kakao', state: 'closed', counts: {} },
  ]
  now.contexts = [
    shop({ lag: { order: 3, pay: 4 }, guards }),
    shop({ context: 'kitchen', state: 'stopped' }),
    shop({ system: 'other', lag: { a: 9 } }),
  ]
  const lane = { system: 'shop' } as ParkedLane
  now.parked = [lane, lane, { ...lane, system: 'other' }]
  const unknown = { system: 'shop', state: 'unknown' } as MoneyState
  now.money = [unknown, { ...unknown, state: 'under way' }]
  const day = keeping(now)
  await day.look(start)
  const [told] = day.told().systems
  assert.deepEqual(told, { system: 'shop', events: [5], waiting: [7], parked: [2], unknown: [1], stopped: [1], open: [1] })
})
test('what cannot be told is not said to be nothing, and hides nothing else', async () => {
  const now = world()
  now.contexts = [shop({ lag: null })]
  now.flows = undefined
  const day = new DayKeeper(
    {
      contexts: async () => now.contexts,
      parked: () => Promise.reject(new Error('the database is away')),
      money: async () => [],
      flows: async () => now.flows,
    },
    ['shop'],
  )
  await day.look(start)
  assert.deepEqual(day.told().systems[0], {
    system: 'shop',
    events: [null],
    waiting: [null],
    parked: [null],
    unknown: [0],
    stopped: [0],
    open: [0],
  })
})
test('a day is kept and no more, and two looks at once are one', async () => {
  const day = keeping(world())
  for (let i = 0; i < 1500; i++) await day.look(start + i * minute)
  assert.equal(day.told().at.length, 1440)
  assert.equal(day.told().at[0], start + 60 * minute)
  assert.equal(day.told().systems[0]!.waiting.length, 1440)
  await Promise.all([day.look(start + 1500 * minute), day.look(start + 1501 * minute)])
  assert.equal(day.told().at.at(-1), start + 1500 * minute)
  await day.stop()
})
