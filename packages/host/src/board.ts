// What a process runs: systems, each with the contexts that run here.
import type { Server } from 'node:http'
import type { Context, System } from '@jumun/core/model'
import type { contextServer, Peer } from '@jumun/http'
import type { Business } from './business.ts'
import type { RunningSystem } from './running.ts'

type ContextServer = ReturnType<typeof contextServer>

/** One context as this process runs it: its server while it is started, and the port that is its own. */
export interface Place {
  readonly context: Context
  server: ContextServer | undefined
  /** Settled when it has started, or cannot; undefined: it does not start now. */
  starting: Promise<void> | undefined
  /** Why it did not start, and what answers for it meanwhile. */
  refused: string | undefined
  standIn: Server | undefined
  /** Its own port while its system runs alone; undefined: only the gateway reaches it. */
  port: number | undefined
}
/** One system as this process runs it. */
export interface Board {
  readonly business: Business
  readonly system: System
  readonly prefix: string
  readonly running: RunningSystem
  /** The contexts that run here. */
  readonly places: ReadonlyMap<string, Place>
  /** Those that run elsewhere. */
  readonly peers: ReadonlyMap<string, Peer>
}
