import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'
import type { Question, Reply } from '@jumun/core/runtime'

/** A peer did not answer as a peer does. `sent`: it may have done what it was asked all the same. */
export class NoPeer extends Error {
  readonly sent: boolean
  constructor(words: string, sent: boolean, cause?: unknown) {
    super(words, { cause })
    this.sent = sent
  }
}

/** Another process of the same system, as this one reaches it. */
export interface Peer {
  readonly address: string
  /** A solid line. It never throws: where there is no answer, that is the reply. */
  ask(question: Question): Promise<Reply>
  /** What it answers to a request, read as JSON. Throws a NoPeer after `within` ms, or where it answers with a problem. */
  call(method: 'GET' | 'POST', path: string, within: number, body?: unknown, signal?: AbortSignal): Promise<any>
}

/** Connections stay open, but not so long that a peer which moved is looked for where it was. */
const agents = { 'http:': agentOf(Agent), 'https:': agentOf(SecureAgent) }
function agentOf(A: typeof Agent | typeof SecureAgent) {
  return new A({ keepAlive: true, keepAliveMsecs: 5000, maxSockets: 256, maxFreeSockets: 64, scheduling: 'lifo', timeout: 60_000 })
}

/** `token`: what it is shown, asked for at every request; none where access is open. */
export const peerAt = (address: string, token: () => string | undefined = () => undefined): Peer => {
  const url = new URL(address)
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const agent = agents[url.protocol as keyof typeof agents]
  const root = url.pathname.replace(/\/+$/, '')

  const once = (method: string, path: string, within: number, text: string | undefined, trace: string | undefined, signal: AbortSignal | undefined) =>
    new Promise<{ status: number; text: string }>((done, failed) => {
      let isSent = false
      const bearer = token()
      const out = send(
        {
          agent,
          protocol: url.protocol,
          hostname: url.hostname,
          port: url.port,
          method,
          path: root + path,
          ...(signal ? { signal } : {}),
          headers: {
            host: url.host,
            accept: 'application/json',
            ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
            ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
            ...(trace === undefined ? {} : { traceparent: trace }),
          },
        },
        (answer: IncomingMessage) => {
          let read = ''
          answer.setEncoding('utf8')
          answer.on('data', (part: string) => (read += part))
          answer.on('end', () => {
            clearTimeout(late)
            done({ status: answer.statusCode!, text: read })
          })
          answer.on('error', fail)
        },
      )
      const fail = (error: Error): void => {
        clearTimeout(late)
        failed(Object.assign(new NoPeer(`${address} gave no answer: ${error.message}`, isSent, error), { wasIdle: out.reusedSocket && isReset(error) }))
      }
      const late = setTimeout(() => out.destroy(new Error(`none within ${Math.round(within)} ms`)), within)
      out.on('socket', socket => {
        if (socket.connecting) socket.once('connect', () => (isSent = true))
        else isSent = true
      })
      out.on('error', fail)
      out.end(text)
    })
  /** A connection that the peer closed while it was idle is no answer: asked again on a new one. What is asked twice is done once. */
  const twice = async (...of: Parameters<typeof once>) => {
    const until = Date.now() + of[2]
    for (let tries = 0; ; tries++) {
      try {
        return await once(of[0], of[1], until - Date.now(), of[3], of[4], of[5])
      } catch (error) {
        if (tries >= 2 || !(error as { wasIdle?: boolean }).wasIdle) throw error
      }
    }
  }

  return {
    address,
    async ask(question) {
      const { trace, until, ...asked } = question
      const within = until - Date.now()
      if (within <= 0) return { kind: 'unreachable' }
      try {
        // a deadline is told as the time that is left: clocks of two machines differ
        const { status, text } = await twice(
          'POST',
          `/asks/${question.type}`,
          within,
          JSON.stringify({ ...asked, within, ...(trace ? { trace } : {}) }),
          trace,
          undefined,
        )
        if (status === 200) return JSON.parse(text) as Reply
        return status >= 500 ? { kind: 'timeout' } : { kind: 'unreachable' } // it was turned away at the door
      } catch (error) {
        return { kind: error instanceof NoPeer && !error.sent ? 'unreachable' : 'timeout' }
      }
    },
    async call(method, path, within, body, signal) {
      const { status, text } = await twice(method, path, within, body === undefined ? undefined : JSON.stringify(body), undefined, signal)
      if (status !== 200) throw new NoPeer(`${address}${path.split('?')[0]} answered ${status}`, status >= 500)
      return JSON.parse(text)
    },
  }
}
const isReset = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNRESET' || error.code === 'EPIPE'
