import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Folds } from './folds.ts'
import { CommitUnknown, Unavailable, type Unit } from './index.ts'
import { page, running, told } from './town.test.ts'

/** The kitchen's rows, and the units that they were written with. */
const folding = () => {
  const k = running('kitchen', { lines: { kitchen: {} } })
  const units: Unit[] = []
  const { commit } = k.store
  k.store.commit = unit => {
    units.push(unit)
    return commit(unit)
  }
  const folds = new Folds(k.node)
  const ordered = async (order: number) => (await k.store.row('page', order))?.value.ordered
  return { ...k, folds, units, commit, ordered, written: () => units.map(u => u.rows!.map(r => r.key)) }
}

test('what is delivered in one turn is one unit, each row written once', async () => {
  const { folds, written, ordered } = folding()
  await Promise.all([told(1), told(1, 2), told(2), told(3)].map(e => folds.fold(page, e)))
  assert.deepEqual(written(), [[1, 2]])
  assert.deepEqual([await ordered(1), await ordered(2)], [3, 1])
})
test('what comes while a unit is on its way is the next one', async () => {
  const { store, folds, written } = folding()
  let land!: () => void
  const landed = new Promise<void>(done => (land = done))
  const slow = store.commit
  store.commit = async unit => {
    const done = await slow(unit)
    await landed
    return done
  }
  const all = [folds.fold(page, told(1))]
  while (written().length < 1) await Promise.resolve()
  for (const order of [2, 3, 4]) all.push(folds.fold(page, told(1, order)))
  assert.deepEqual(written(), [[1]])
  land()
  await Promise.all(all)
  assert.deepEqual(written(), [[1], [2, 3, 4]])
})
test('a repeat writes nothing', async () => {
  const { folds, written } = folding()
  for (let i = 0; i < 2; i++) await Promise.all([folds.fold(page, told(1)), folds.fold(page, told(1))])
  assert.deepEqual(written(), [[1]])
})
test('an event that cannot be folded keeps no other from it, and only it fails', async () => {
  const { folds, ordered } = folding()
  const broken = {
    ...page,
    folds: page.folds.map(f => ({ ...f, fold: (row: any, e: any, t: any) => (e.qty === 0 ? assert.fail('no qty') : f.fold(row, e, t)) })),
  }
  const events = [told(1), told(2, 1, { data: { orderId: 1, qty: 0 } }), told(1, 2)]
  const outcomes = await Promise.allSettled(events.map(e => folds.fold(broken, e)))
  assert.deepEqual(
    outcomes.map(o => o.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  assert.deepEqual([await ordered(1), await ordered(2)], [1, 1])
})
test('a row that the store refuses for good fails alone, and says whose row it was', async () => {
  const { store, folds, ordered, commit } = folding()
  store.commit = async unit => {
    if (unit.rows!.some(r => r.key === 2)) throw new Error('datatype mismatch')
    return commit(unit)
  }
  const outcomes = await Promise.allSettled([1, 2, 3].map(order => folds.fold(page, told(1, order))))
  assert.deepEqual(
    outcomes.map(o => (o.status === 'rejected' ? o.reason.message : 'folded')),
    ['folded', 'page cannot keep Ordered: datatype mismatch', 'folded'],
  )
  assert.deepEqual([await ordered(1), await ordered(2), await ordered(3)], [1, undefined, 1])
})
test('a key that the store cannot look up fails alone, too', async () => {
  const { store, folds, ordered } = folding()
  const { row } = store
  store.row = async (view, key) => (key === 2 ? assert.fail('no such key') : row(view, key))
  const outcomes = await Promise.allSettled([1, 2, 3].map(order => folds.fold(page, told(1, order))))
  assert.deepEqual(
    outcomes.map(o => o.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  assert.deepEqual([await ordered(1), await ordered(3)], [1, 1])
})
test('an event without the key of its row, or with one of another kind, fails alone, in words for a person', async () => {
  for (const [data, it] of [
    [{ id: 1 }, 'missing'],
    [{ orderId: 'A-1' }, '"A-1"'],
    [{ orderId: null }, 'null'],
  ] as const) {
    const { folds, ordered } = folding()
    const outcomes = await Promise.allSettled([told(1), told(1, 2, { data }), told(1, 3)].map(e => folds.fold(page, e)))
    assert.deepEqual(
      outcomes.map(o => (o.status === 'rejected' ? o.reason.message : 'folded')),
      ['folded', `Ordered carries no orderId that page could keep it under: it is ${it}`, 'folded'],
    )
    assert.deepEqual([await ordered(1), await ordered(3)], [1, 1])
  }
})
test('while the store is away all fail together, and may be tried again', async () => {
  const { store, folds } = folding()
  let tries = 0
  store.commit = async () => {
    tries++
    throw new Unavailable('closed')
  }
  const outcomes = await Promise.allSettled([1, 2, 3].map(order => folds.fold(page, told(1, order))))
  assert.deepEqual([outcomes.every(o => o.status === 'rejected' && o.reason instanceof Unavailable), tries], [true, 1])
})
test('when nobody knows whether the rows were written, all are told so, and a second try finds them', async () => {
  const { store, folds, units, commit, ordered } = folding()
  store.commit = async unit => {
    await commit(unit)
    throw new CommitUnknown('cut')
  }
  const events = [told(1), told(1, 2)]
  const outcomes = await Promise.allSettled(events.map(e => folds.fold(page, e)))
  assert.deepEqual(
    outcomes.map(o => o.status === 'rejected' && o.reason instanceof CommitUnknown),
    [true, true],
  )
  store.commit = commit
  await Promise.all(events.map(e => folds.fold(page, e)))
  assert.deepEqual([await ordered(1), await ordered(2), units.length], [1, 1, 0])
})
