export { type Answer, type Charged, type ChargeWish, type FindWish, type Provider, type RefundWish, Unclear } from './port.ts'
export { stripe } from './stripe.ts'
export { orderIdOf, toss } from './toss.ts'
export { httpWire, masked, Unsent, type Wire, type WireAnswer, type Wired } from './wire.ts'
