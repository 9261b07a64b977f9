import { event } from '@jumun/core/model'
import { Address, Id, Location, Natural, OrNull, Overdue, Text, Time, names } from '../vocabulary.ts'

const told = { orderId: Id, status: Text, address: Address, riderId: names(Text, 'rider'), customerId: names(Text), storeId: Text }
const pick = { orderId: Id, riderId: names(Text, 'rider'), n: Natural }

export const Picked           = event('Picked',           { ...told, n: Natural })
export const Delivered        = event('Delivered',        told)
export const DeliveryFailed   = event('DeliveryFailed',   { ...told, reason: Text })
export const DeliveryReturned = event('DeliveryReturned', { ...told, riderId: OrNull(names(Text, 'rider')), reason: OrNull(Text) })

export const DeliveryNoted     = event.internal('DeliveryNoted',
  { orderId: Id, customerId: names(Text), storeId: Text, address: Address, location: OrNull(Location) })
export const MealNoted         = event.internal('MealNoted',         { orderId: Id })
export const MealReady         = event.internal('MealReady',         { orderId: Id })
export const DeliveryOff       = event.internal('DeliveryOff',       { orderId: Id })
export const PickWanted        = event.internal('PickWanted',        { ...pick, until: Time, location: OrNull(Location) })
export const PickLost          = event.internal('PickLost',          { ...pick, reason: Text })
export const PickRefused       = event.internal('PickRefused',       { ...pick, reason: Text })
export const DeliveryOverdue   = event.internal('DeliveryOverdue',   { orderId: Id, overdue: Overdue })
export const DeliveryConfirmed = event.internal('DeliveryConfirmed', { orderId: Id })
export const EntryWanted       = event.internal('EntryWanted',       { orderId: Id })
export const EntryRefused      = event.internal('EntryRefused',      { orderId: Id, reason: Text })
