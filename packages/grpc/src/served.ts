import type { Server } from 'node:http'
import type { System } from '@jumun/core/model'
import type { Logger } from 'pino'

/** A system as it is served by gRPC. */
export interface Served {
  readonly system: System
  /** Of its addresses at the door. */
  readonly prefix: string
  /** The OpenAPI document of its REST interface. */
  readonly document: object
  /** Its proto file as others have it; undefined: there is none, and numbers are given as they come. */
  readonly proto: string | undefined
  /** The contexts that can be asked here. */
  readonly contexts: readonly string[]
  /** The server that answers for a context; undefined: it is away. */
  readonly door: (context: string) => Server | undefined
  /** May a context be given requests? */
  readonly isReady: (context: string) => Promise<boolean>
  readonly log?: Logger | undefined
}
