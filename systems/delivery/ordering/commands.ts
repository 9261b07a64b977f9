import { command, Type } from '@jumun/core/model'
import { refundPart } from '../../payable.ts'
import { Address, Count, Id, Language, Location, Name, OneOrMoreOptions, Optional, Options, PaymentToken, Progress, Text, Wished, Won, Yes,
  names, impersonal } from '../vocabulary.ts'

// without a store it is the one that sells the dish
export const PlaceOrder       = command('PlaceOrder', {
  orderId: Id, storeId: Optional(impersonal(Name)), productId: Optional(impersonal(Name)), qty: Optional(Count),
  options: Optional(OneOrMoreOptions), items: Optional(Type.Array(Wished, { minItems: 1, maxItems: 20 })),
  customerId: Optional(names(Name)), address: Optional(Address), location: Optional(Location), couponId: Optional(Id), price: Optional(Won),
  language: Optional(Language), paymentToken: Optional(PaymentToken),
})
export const PayOrder         = command('PayOrder',         { orderId: Id, paymentToken: Optional(PaymentToken) }, { tells: ['postponed'] })
export const CancelOrder      = command('CancelOrder',      { orderId: Id, reason: Optional(impersonal(Text)) })
export const UpdateOrder      = command('UpdateOrder',      { orderId: Id, options: OneOrMoreOptions,
  paymentToken: Optional(PaymentToken) })
export const UpdateCoupon     = command('UpdateCoupon',     { orderId: Id, couponId: Id })
export const ConfirmReceipt   = command('ConfirmReceipt',   { orderId: Id })

export const AskPayment       = command('AskPayment',       { orderId: Id, couponId: Id, discountPrice: Won })
export const ConfirmOrder     = command('ConfirmOrder',     { orderId: Id, attempt: Id })
export const DeclineOrder     = command('DeclineOrder',     { orderId: Id, reason: impersonal(Text) })
export const PostponePayment  = command('PostponePayment',  { orderId: Id, attempt: Id, reason: impersonal(Text) })
export const AbandonOrder     = command('AbandonOrder',     { orderId: Id })
export const ConfirmOptions   = command('ConfirmOptions',   { orderId: Id, options: Options, seq: Id })
export const RefuseOptions    = command('RefuseOptions',    { orderId: Id, seq: Id, reason: impersonal(Text) })
export const AddCoupon        = command('AddCoupon',        { orderId: Id, couponId: Id, discountPrice: Won })
export const DropCoupon       = command('DropCoupon',       { orderId: Id, couponId: Id, reason: impersonal(Text) })

// asked by the coupon: the order carries it, or says why not
export const ApplyCoupon      = command('ApplyCoupon',      { orderId: Id, couponId: Id, customerId: names(Name), discountPrice: Won },
  { answers: ['accepted', 'rejected'] })
export const SettleCoupon     = command('SettleCoupon',     { orderId: Id, couponId: Id },
  { answers: ['accepted', 'rejected', 'Expired'] })
// asked by who has not heard of a paid order yet
export const TellOrder        = command('TellOrder',        { orderId: Id },
                                { answers: ['accepted', 'rejected'],
                                  tells: ['orderId', 'customerId', 'storeId', 'productId', 'qty', 'items', 'options', 'rev', 'address',
                                  'location'] })

export const NoteProgress     = command('NoteProgress',     { orderId: Id, what: Progress })
export const NoteRejected     = command('NoteRejected',     { orderId: Id })
export const NoteFoodCanceled = command('NoteFoodCanceled', { orderId: Id })
export const NoteCancelFailed = command('NoteCancelFailed', { orderId: Id })
export const NoteOptions      = command('NoteOptions',      { orderId: Id, options: Options, rev: Id, failed: Yes })
export const NoteReturned     = command('NoteReturned',     { orderId: Id })
export const NoteSettled      = command('NoteSettled',      { orderId: Id, net: Won, refunded: Optional(Won), seq: Id })
export const AutoComplete     = command('AutoComplete',     { orderId: Id })

/** By the owner of its store, or an operator. */
export const GiveBack         = command('GiveBack',         { orderId: Id, ...refundPart })
