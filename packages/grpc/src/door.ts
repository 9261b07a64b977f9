// The one door of a context: what is asked by gRPC goes through the server that answers REST, with all that it asks first.
import type { Server } from 'node:http'
import { give } from '@jumun/http'
import { inject } from 'light-my-request'

/** A request of the REST interface. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string | undefined
  /** From where it was asked. */
  readonly address: string
  /** How much time whoever asks has given, in ms; undefined: nothing was said. */
  readonly within: number | undefined
}
export interface Answered {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  readonly body: string
}

/** Asks a server of this process without a socket: it sees a request from that address like any other. */
export const ask = async (server: Server, { method, path, headers, body, address, within }: Asked): Promise<Answered> => {
  const answer = await inject(
    (request, response) => {
      request.url = path // as it is: `..` is somebody's name here, and no way up
      if (within !== undefined) give(request, within)
      server.emit('request', request, response)
    },
    { method, url: '/', headers, remoteAddress: address, ...(body === undefined ? {} : { payload: body }) },
  )
  return { status: answer.statusCode, headers: answer.headers, body: answer.payload }
}
