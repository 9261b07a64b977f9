// CORS: which pages of other origins may ask.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { lastOf } from './exchange.ts'
import type { OpenDoor } from './open-door.ts'

/** Node lets the headers of an answer stand in place of those that were set before; what it varies by is said together. */
const variesByOrigin = (response: ServerResponse): void => {
  const write = response.writeHead.bind(response) as (status: number, headers: string[]) => ServerResponse
  response.writeHead = ((status: number, headers: readonly string[] = []) => {
    const at = headers.indexOf('vary')
    return write(status, at < 0 ? [...headers, 'vary', 'Origin'] : headers.with(at + 1, `${headers[at + 1]}, Origin`))
  }) as typeof response.writeHead
}

/**
 * CORS is the gateway's: any origin without credentials, those of the setting with; in open mode and for operators' resources only
 * those of this machine and of the setting. `door`: who may come in where access is open. True: it was a preflight, and is answered.
 */
export const crossOriginOf = (
  origins: readonly string[],
  door: OpenDoor | undefined,
): ((request: IncomingMessage, response: ServerResponse, origin: string) => boolean) => {
  const credentialed = new Set(origins)
  return (request, response, origin) => {
    const withCredentials = credentialed.has(origin)
    const isForAll = !door && !/^\/(operations|id)(?![^/?])/.test(request.url!)
    if (withCredentials || door?.letsIn(origin)) response.setHeader('access-control-allow-origin', origin)
    else if (isForAll) response.setHeader('access-control-allow-origin', '*')
    if (withCredentials) response.setHeader('access-control-allow-credentials', 'true')
    if (credentialed.size || !isForAll) variesByOrigin(response)
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
      response.setHeader(
        'access-control-expose-headers',
        'Location, ETag, Link, Retry-After, Allow, X-Request-Id, X-Total-Count, Idempotency-Replayed, RateLimit, RateLimit-Policy',
      )
      return false
    }
    response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS')
    const asked = request.headers['access-control-request-headers']
    if (asked !== undefined) response.setHeader('access-control-allow-headers', String(asked))
    response.setHeader('access-control-max-age', '600')
    response.appendHeader('vary', 'Access-Control-Request-Headers')
    lastOf(response)
    response.writeHead(204)
    response.end()
    return true
  }
}
