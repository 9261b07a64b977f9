import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemOf } from '@jumun/core/model'
import { everyAnswer, asking } from '@jumun/testing'
import { cars } from '../system.ts'
import { CarStay } from './car-stay.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { insight } from './index.ts'
import { summary } from './trend.ts'

const day = 86_400_000
const car = { carId: 1, puId: null, saleId: null }
const sale = { carId: 1, puId: 7, saleId: null }
const note = (of: typeof car | typeof sale, stockType: 'IN' | 'OUT', on: number) =>
  ask.NoteMovement({ ...of, model: 'Sonata', salePrice: 9_000_000, stockType, at: on * day })
const moved = (of: typeof car | typeof sale, stockType: 'IN' | 'OUT', on: number) =>
  e.CarMoved({ ...of, salePrice: 9_000_000, stockType, at: on * day })
const counted = (of: typeof sale, sold: number, days: number, on: number) =>
  e.StayCounted({ ...of, model: 'Sonata', sold, days, price: 9_000_000, at: on * day })

test('a car that is bought has stood here so many days, whichever movement is heard first', () => {
  asking(CarStay, moved(car, 'IN', 3), note(sale, 'OUT', 13), 'policy').then(moved(sale, 'OUT', 13), counted(sale, 1, 10, 13))
  asking(CarStay, moved(sale, 'OUT', 13), note(car, 'IN', 3), 'policy').then(
    moved(car, 'IN', 3),
    e.StayCounted({ ...counted(sale, 1, 10, 13).data, puId: null }),
  )
})
test('a car that comes back was not sold', () =>
  asking(CarStay, [moved(car, 'IN', 3), moved(sale, 'OUT', 13)], note(sale, 'IN', 14), 'policy').then(
    moved(sale, 'IN', 14),
    counted(sale, -1, 10, 13),
  ))
test('a car that leaves without a buyer was not sold', () =>
  asking(CarStay, moved(car, 'IN', 3), note(car, 'OUT', 13), 'policy').then(moved(car, 'OUT', 13)))
test('a model has its days and its prices, the oldest first', () => {
  const months = { 690: { bought: 0, paid: 0, sold: 2, earned: 20 }, 689: { bought: 2, paid: 10, sold: 0, earned: 0 } }
  assert.deepEqual(summary({ sold: 2, days: 30, months }), {
    daysInStock: 15,
    prices: [
      { bought: 5, sold: null },
      { bought: null, sold: 10 },
    ],
  })
})
test('it stands on the board where it is added, and not on the published one', () => {
  assert.ok(!cars.contexts.includes(insight))
  assert.equal(systemOf(cars.name, { ...cars, contexts: [...cars.contexts, insight] }).contexts.length, 6)
})

// a trend moves for a purchase, a sale or a car
const never = { MoveTrend: ({ carId, puId, saleId }: any) => carId === null && puId === null && saleId === null }
for (const aggregate of insight.aggregates) everyAnswer(aggregate, cars, { never })
