// A café behind real sockets on memory stores, and what the wire promises of any café: for tests.
export { type Answer, type Asking, eventually, send } from './fixture/client.ts'
export { type Psp, type Running, serve, type Starting } from './fixture/serving.ts'
export { shop } from './fixture/shop.ts'
export { isProblem, restSuite } from './rest-suite.ts'
export { Live } from './live.ts'
export type { LivePart } from './live-part.ts'
export { watchOf } from './live-watch.ts'
