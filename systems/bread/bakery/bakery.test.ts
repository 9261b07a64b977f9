import { test } from 'node:test'
import { asking, given, noon } from '@jumun/testing'
import { Bakery } from './bakery.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import * as shopAsk from './shop-commands.ts'
import * as shopEvents from './shop-events.ts'
import { Shop, theShop } from './shop.ts'

const orderId = 7
const order = { orderId, item: 'cake', qty: 1, address: null, createTime: noon }
const told = (status: string) => ({ orderId, status })
const shop = (autoConfirm: boolean) => ({ shop: { shop: theShop, autoConfirm, status: 'Open' } })
const noteOrder = ask.NoteOrder({ ...order, shop: theShop })
const notePayment = ask.NotePayment({ orderId, shop: theShop })
const ordered = e.OrderNoted(order)
const paid = e.PaymentNoted({ orderId })
const received = e.BakeryReceived(told('Received'))
const confirmed = e.Confirmed(told('Confirmed'))
const baking = e.BakingStarted(told('Baking'))
const canceled = e.BakeryCanceled(told('Canceled'))
const cancel = ask.CancelBaking({ orderId })

test('there is something to bake when it is ordered and paid, whichever is heard first', () => {
  given(Bakery).when(notePayment).by('policy').then(paid)
  given(Bakery, paid).when(noteOrder).by('policy').reads(shop(false)).then(ordered, received)
  given(Bakery).when(noteOrder).by('policy').then(ordered)
  given(Bakery, ordered).when(notePayment).by('policy').reads(shop(false)).then(paid, received)
  given(Bakery, ordered, paid, received).when(notePayment).by('policy').nothing()
})
test('with auto-confirm nobody needs to say yes, nor where nothing was set', () => {
  given(Bakery, ordered).when(notePayment).by('policy').reads(shop(true)).then(paid, received, confirmed)
  given(Bakery, ordered).when(notePayment).by('policy').then(paid, received, confirmed)
})
test('the baker confirms, bakes, hands over and delivers, in this order', () => {
  const steps = [ask.Confirm, ask.Bake, ask.Dispatch, ask.Deliver]
  const events = [confirmed, baking, e.Dispatched(told('OutForDelivery')), e.Delivered(told('Delivered'))]
  const before = [ordered, paid, received]
  for (const [i, step] of steps.entries()) {
    const happened = [...before, ...events.slice(0, i)]
    asking(Bakery, happened, step({ orderId }), 'baker').then(events[i]!)
    asking(Bakery, [happened, events[i]!], step({ orderId }), 'baker').nothing()
    asking(Bakery, happened, step({ orderId }), 'customer').refused('role')
  }
  asking(Bakery, before, ask.Bake({ orderId }), 'baker').refused('not-allowed-now')
})
test('the baker turns down with a reason, before saying yes', () => {
  const no = ask.Reject({ orderId, reason: 'no flour' })
  asking(Bakery, [ordered, paid, received], no, 'baker').then(e.Rejected({ ...told('Rejected'), reason: 'no flour' }))
  given(Bakery, ordered, paid, received, confirmed).when(no).by('baker').refused('not-allowed-now')
})
test('what is not being baked yet is cancelled; what is being baked stays', () => {
  for (const before of [[], [ordered], [paid], [ordered, paid, received], [ordered, paid, received, confirmed]])
    asking(Bakery, before, cancel, 'policy').then(canceled)
  const failed = e.CancelFailed({ ...told('Baking'), reason: 'already-baking' })
  given(Bakery, ordered, paid, received, confirmed, baking).when(cancel).by('policy').then(failed)
  given(Bakery, ordered, canceled).when(notePayment).by('policy').nothing()
})
test('the baker says whether orders are confirmed by themselves', () => {
  const open = shopEvents.ShopOpened({ shop: theShop, autoConfirm: true })
  const off = { shop: theShop, autoConfirm: false }
  given(Shop, open).when(shopAsk.ChangeShop(off)).by('baker').then(shopEvents.ShopChanged(off))
  asking(Shop, open, shopAsk.ChangeShop({ ...off, autoConfirm: true }), 'baker').nothing()
  given(Shop, open).when(shopAsk.ChangeShop(off)).by('customer').refused('role')
})
