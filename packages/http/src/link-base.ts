// What the links of a context begin with.
import type { IncomingMessage } from 'node:http'
import { type Trust, trustIn } from './addresses.ts'
import { notesOf } from './arrival.ts'
import { isHost } from './sockets.ts'

export interface BaseSettings {
  /** The context's own address, such as `http://localhost:8081`; asked for where it is known only when it listens. */
  readonly own: string | (() => string)
  /** The base address that the world knows, without a trailing slash; with it, or with a prefix, links go through the gateway. */
  readonly publicBase?: string | undefined
  readonly prefix?: string | undefined
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trusted?: readonly string[] | Trust | undefined
}

/**
 * What links begin with (specification COM-13): the public base and prefix where there is one; else the host that the request names where
 * it came to the context itself, and the context's own address where it came through the gateway.
 */
export const baseOf = ({ own, publicBase, prefix = '', trusted = [] }: BaseSettings): ((request: IncomingMessage) => string) => {
  if (publicBase !== undefined) return () => publicBase + prefix
  const believes: Trust = typeof trusted === 'function' ? trusted : trustIn(trusted)
  const known = new Map<string, string>()
  return request => {
    const forwarded = believes(request.socket.remoteAddress) ? request.headers['x-forwarded-host'] : undefined
    const through = prefix === '' && forwarded === undefined && notesOf(request)?.through === true
    const mine = typeof own === 'string' ? own : own()
    if (through) return mine
    const host = (typeof forwarded === 'string' ? forwarded.split(',')[0]!.trim() : request.headers.host) ?? ''
    const proto =
      forwarded !== undefined && request.headers['x-forwarded-proto'] === 'https' ? 'https' : isSecure(request.socket) ? 'https' : 'http'
    const name = `${proto}://${host}`
    let base = known.get(name)
    if (base === undefined) {
      base = (isHost(host) ? name : mine) + prefix
      if (known.size < 1000) known.set(name, base)
    }
    return base
  }
}

export const isSecure = (socket: object): boolean => 'encrypted' in socket && socket.encrypted === true
