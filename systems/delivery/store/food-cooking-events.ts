import { event, Type } from '@jumun/core/model'
import { Address, Id, Item, Natural, Optional, Options, Text, Time, Yes, names } from '../vocabulary.ts'

// `options` in words, as the store reads them; `chosen` as they were chosen
const told  = { orderId: Id, foodId: Text, options: Type.String(), storeId: Text, customerId: names(Text), status: Text }
const short = { ...told, isCanceled: Yes }
// what each line costs now; not said by older ones
const items = Optional(Type.Array(Item))
const order = { orderId: Id, foodId: Text, qty: Natural, items: Type.Array(Item), chosen: Options, rev: Id, storeId: Text,
  customerId: names(Text), address: Address }

/** It is on the board: the owner is told. */
export const OrderArrived  = event('OrderArrived',  { ...told, items: Type.Array(Item), qty: Natural, acceptBy: Time })
export const OrderAccepted = event('OrderAccepted', told)
export const OrderRejected = event('OrderRejected', { ...told, reason: Text })
export const CookStarted   = event('CookStarted',   told)
export const CookFinished  = event('CookFinished',  told)
export const OrderUpdated  = event('OrderUpdated',  { ...short, chosen: Options, items, rev: Id })
export const UpdateFailed  = event('UpdateFailed',  { ...short, chosen: Options, items, rev: Id })
export const FoodCanceled  = event('FoodCanceled',  short)
export const CancelFailed  = event('CancelFailed',  short)

export const OrderNoted    = event.internal('OrderNoted',   order)
export const PaymentNoted  = event.internal('PaymentNoted', { orderId: Id })
export const EntryWanted   = event.internal('EntryWanted',  { orderId: Id })
export const EntryRefused  = event.internal('EntryRefused', { orderId: Id, reason: Text })
