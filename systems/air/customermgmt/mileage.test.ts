import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asking, given, noon } from '@jumun/testing'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { Mileage } from './mileage.ts'

const of = { customerId: 1, reservationId: 7 }
const opened = (mileage = 10_000) => e.AccountOpened({ customerId: 1, mileage, at: noon })
const held = (amount: number, reservationId = 7) => e.MileageHeld({ customerId: 1, reservationId, amount })
const released = e.MileageReleased(of)
const entry = (mileage: number, change: number, number: number) => ({ ...of, mileage, change, entry: number, at: noon })
const increased = e.MileageIncreased(entry(500, 500, 1))

test('the first mileage opens an account', () => {
  asking(Mileage, [], ask.NoteCreated({ ...of, mileageToUse: 0, mileageToIncrease: 500 }), 'policy').then(increased)
  given(Mileage, increased).is({
    status: 'Open',
    mileage: 500,
    entries: [{ reservationId: 7, change: 500, reason: 'increased', time: noon }],
  })
})
test('an entry of nothing is none', () =>
  asking(Mileage, [], ask.NoteCreated({ ...of, mileageToUse: 0, mileageToIncrease: 0 }), 'policy').nothing())
test('the operator opens an account once', () => {
  asking(Mileage, [], ask.OpenAccount({ customerId: 1, mileage: 10_000 }), 'operator').then(opened())
  asking(Mileage, opened(), ask.OpenAccount({ customerId: 1 }), 'operator').refused('exists')
  asking(Mileage, increased, ask.OpenAccount({ customerId: 1 }), 'operator').refused('exists')
  asking(Mileage, [], ask.OpenAccount({ customerId: 1 }), 'customer').refused('role')
})
test('a mark left by a release is no birth', () => {
  given(Mileage).when(ask.ReleaseMileage(of)).by('policy').then(released)
  given(Mileage, released).is({ status: 'Marked' })
  asking(Mileage, released, ask.OpenAccount({ customerId: 1, mileage: 10_000 }), 'operator').then(opened())
  asking(Mileage, [released, opened()], ask.HoldMileage({ ...of, amount: 1 }), 'system').refused('gone')
})
test('what is held cannot be held again', () => {
  asking(Mileage, opened(), ask.HoldMileage({ ...of, amount: 6000 }), 'system').then(held(6000))
  asking(Mileage, [opened(), held(6000)], ask.HoldMileage({ ...of, amount: 6000 }), 'system').nothing()
  asking(Mileage, [opened(), held(6000)], ask.HoldMileage({ ...of, reservationId: 8, amount: 4001 }), 'system').refused(
    'not-enough-mileage',
  )
  asking(Mileage, [], ask.HoldMileage({ ...of, amount: 1 }), 'system').refused('not-enough-mileage')
})
test('a reservation uses what it held and earns, once', () => {
  const made = ask.NoteCreated({ ...of, mileageToUse: 6000, mileageToIncrease: 200 })
  const events = [e.MileageUsed(entry(4000, -6000, 2)), e.MileageIncreased(entry(4200, 200, 3))]
  asking(Mileage, [opened(), held(6000)], made, 'policy').then(...events)
  given(Mileage, opened(), held(6000), events).when(made).by('policy').nothing()
  given(Mileage, opened(), held(6000), events).when(ask.ReleaseMileage(of)).by('policy').nothing()
  assert.equal(given(Mileage, opened(), held(6000), events).state.of[7]!.held, 0)
})
test('a cancel gives back its part and takes back what was earned, below zero if need be', () => {
  const back = ask.NoteCancelled({ ...of, mileageBack: 0, mileageToIncrease: 500 })
  asking(Mileage, increased, back, 'policy').then(e.MileageDecreased(entry(0, -500, 2)))
  const spent = e.MileageUsed({ customerId: 1, reservationId: 8, mileage: 100, change: -400, entry: 2, at: noon })
  asking(Mileage, [increased, spent], back, 'policy').then(e.MileageDecreased(entry(-400, -500, 3)))
  asking(Mileage, [increased, e.MileageDecreased(entry(0, -500, 2))], back, 'policy').nothing()
})
test('a raise gives back the rest', () =>
  asking(
    Mileage,
    [opened(), held(6000), e.MileageUsed(entry(4000, -6000, 2)), e.MileageReturned(entry(8200, 4200, 3))],
    ask.NoteRaised({ ...of, more: 1800 }),
    'policy',
  ).then(e.MileageReturned(entry(10_000, 1800, 4))))
