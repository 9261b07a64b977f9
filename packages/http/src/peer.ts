// Another context of the same system in another process: asked over HTTP.
import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'
import type { Question, Reply } from '@jumun/core/runtime'
import { withoutEnd } from './addresses.ts'
import { Replicas } from './replicas.ts'

/** A peer did not answer as a peer does. `sent`: it may have done what it was asked all the same. */
export class NoPeer extends Error {
  readonly sent: boolean
  constructor(words: string, sent: boolean, cause?: unknown) {
    super(words, { cause })
    this.sent = sent
  }
}

/** Another context of the same system, as this process reaches it. */
export interface Peer {
  readonly replicas: Replicas
  /** A solid line. It never throws: where there is no answer, that is the reply. */
  ask(question: Question): Promise<Reply>
  /** What it answers to a request, read as JSON. Throws a NoPeer after `within` ms, or where it answers with a problem. */
  call(method: 'GET' | 'POST', path: string, within: number, body?: unknown, signal?: AbortSignal): Promise<any>
}

/** A request as it goes out. */
interface Asked {
  readonly method: string
  readonly path: string
  readonly within: number
  readonly text: string | undefined
  readonly trace?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** After so many ms without an answer another replica is asked too, and whoever answers first is heard: it must be safe to be asked twice. */
  readonly alsoAfter?: number
}

/** Connections stay open, but not so long that a peer which moved is looked for where it was. */
const agents = { 'http:': agentOf(Agent), 'https:': agentOf(SecureAgent) }
function agentOf(A: typeof Agent | typeof SecureAgent) {
  return new A({ keepAlive: true, keepAliveMsecs: 5000, maxSockets: 256, maxFreeSockets: 64, scheduling: 'lifo', timeout: 60_000 })
}

/** What a replica says to a request. */
interface Said {
  readonly status: number
  readonly text: string
}

/** Asks one replica once. Throws a NoPeer with `wasIdle` where it closed an idle connection at that moment. */
const once = (address: string, { method, path, within, text, trace, signal }: Asked, bearer: string | undefined): Promise<Said> =>
  new Promise((done, failed) => {
    const url = new URL(address)
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    let isSent = false
    const out = send(
      {
        agent: agents[url.protocol as keyof typeof agents],
        protocol: url.protocol,
        hostname: url.hostname,
        port: url.port,
        method,
        path: withoutEnd(url.pathname) + path,
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
      const no = new NoPeer(`${address} gave no answer: ${error.message}`, isSent, error)
      failed(Object.assign(no, { wasIdle: out.reusedSocket && isReset(error) }))
    }
    const late = setTimeout(() => out.destroy(new Error(`none within ${Math.round(within)} ms`)), within)
    out.on('socket', socket => {
      if (socket.connecting) socket.once('connect', () => (isSent = true))
      else isSent = true
    })
    out.on('error', fail)
    out.end(text)
  })

class HttpPeer implements Peer {
  readonly replicas: Replicas
  private readonly token: () => string | undefined

  constructor(addresses: readonly string[], token: () => string | undefined) {
    this.replicas = new Replicas(addresses)
    this.token = token
  }
  async ask(question: Question): Promise<Reply> {
    const { trace, until, ...asked } = question
    const within = until - Date.now()
    if (within <= 0) return { kind: 'unreachable' }
    try {
      // a deadline is told as the time that is left: clocks of two machines differ
      const { status, text } = await this.send({
        method: 'POST',
        path: `/asks/${question.type}`,
        within,
        alsoAfter: within / 3,
        text: JSON.stringify({ ...asked, within, ...(trace ? { trace } : {}) }),
        trace,
      })
      if (status === 200) return JSON.parse(text) as Reply
      return status >= 500 ? { kind: 'timeout' } : { kind: 'unreachable' } // it was turned away at the door
    } catch (error) {
      return { kind: error instanceof NoPeer && !error.sent ? 'unreachable' : 'timeout' }
    }
  }
  async call(method: 'GET' | 'POST', path: string, within: number, body?: unknown, signal?: AbortSignal): Promise<any> {
    const { address, status, text } = await this.send({
      method,
      path,
      within,
      text: body === undefined ? undefined : JSON.stringify(body),
      signal,
    })
    if (status !== 200) throw new NoPeer(`${address}${path.split('?')[0]} answered ${status}`, status >= 500)
    return JSON.parse(text)
  }
  /** Asked again on a new connection where the peer closed an idle one at that moment: what is asked twice is done once. */
  private async one(address: string, asked: Asked, until: number): Promise<Said & { readonly address: string }> {
    const { alsoAfter } = asked
    const slow = alsoAfter === undefined ? undefined : setTimeout(() => this.replicas.slow(address), alsoAfter)
    try {
      for (let tries = 1; ; tries++) {
        try {
          return { address, ...(await once(address, { ...asked, within: Math.max(1, until - Date.now()) }, this.token())) }
        } catch (error) {
          if (!(error as { wasIdle?: boolean }).wasIdle || tries === 3 || Date.now() >= until) throw error
        }
      }
    } catch (error) {
      if (error instanceof NoPeer && !error.sent) this.replicas.failed(address)
      throw error
    } finally {
      clearTimeout(slow)
    }
  }
  /** The next replica is asked where one was surely not reached, and, where that is allowed, beside one that is slow. */
  private send(asked: Asked): Promise<Said & { readonly address: string }> {
    const until = Date.now() + asked.within
    const addresses = [...this.replicas.inTurn()]
    return new Promise((done, failed) => {
      let open = 0
      let why: unknown
      const next = (): void => {
        const address = addresses.shift()
        if (address === undefined || (why && Date.now() >= until)) return
        open++
        let moved = false
        const goOn = (): void => {
          if (!moved) next()
          moved = true
        }
        const also = asked.alsoAfter === undefined ? undefined : setTimeout(goOn, asked.alsoAfter)
        this.one(address, asked, until).then(
          answer => {
            clearTimeout(also)
            addresses.length = 0
            done(answer)
          },
          error => {
            clearTimeout(also)
            // one that may have done it is told of rather than one that surely has not
            if (!(why instanceof NoPeer && why.sent)) why = error
            if (error instanceof NoPeer && !error.sent) goOn()
            if (--open === 0) failed(why)
          },
        )
      }
      next()
    })
  }
}

/** `addresses`: of its replicas; `token`: what it is shown, asked for at every request; none where access is open. */
export const peerAt = (addresses: readonly string[], token: () => string | undefined = () => undefined): Peer =>
  new HttpPeer(addresses, token)

const isReset = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNRESET' || error.code === 'EPIPE'
