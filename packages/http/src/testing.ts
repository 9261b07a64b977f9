// A café behind real sockets on memory stores, and what the wire promises of any café: for tests.
export { type Answer, type Asking, eventually, type Psp, type Running, send, serve, shop, type Starting } from './fixture.ts'
export { isProblem, restSuite } from './rest-suite.ts'
export { Live } from './live.ts'
export type { LivePart } from './live-part.ts'
export { watchOf } from './live-watch.ts'
