export { type Books, type Fault, faults, misbehave } from './books.ts'
export { signed, type StandIn, standIn } from './server.ts'
export { StripeBooks } from './stripe-books.ts'
export { TossBooks } from './toss-books.ts'
