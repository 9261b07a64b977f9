import { Agent, request } from 'node:http'
import type { Ask } from '@jumun/testing/cast'

/** A client of an address that may change: a system that is started again may answer elsewhere. */
export const clientOf = (address: () => string, patience = 15_000): Ask => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return (method, path, body, headers = {}) =>
    new Promise(done => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const sent = request(new URL(path, address()), {
        method,
        agent,
        timeout: patience,
        headers: {
          accept: 'application/hal+json',
          ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      })
      const lost = () => {
        done(undefined)
        sent.destroy()
      }
      sent.on('error', lost).on('timeout', lost)
      sent.on('response', response => {
        const parts: Buffer[] = []
        response
          .on('data', part => parts.push(part))
          .on('error', lost)
          .on('aborted', lost)
        response.on('end', () => {
          if (!response.complete) return lost()
          const read = Buffer.concat(parts).toString()
          done({
            status: response.statusCode!,
            headers: response.headers,
            body: /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(read) : read,
          })
        })
      })
      sent.end(text)
    })
}
