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

/** How long one that could not be reached is asked last, in ms. */
const avoided = 1000

/** Where the replicas of a context are: each in its turn, those that could not be reached lately at the end. */
export class Replicas {
  readonly addresses: readonly string[]
  private turn = 0
  private readonly failures = new Map<string, number>()
  constructor(addresses: readonly string[]) {
    this.addresses = addresses
  }
  inTurn(): readonly string[] {
    if (this.addresses.length === 1) return this.addresses
    const from = this.turn++ % this.addresses.length
    const all = [...this.addresses.slice(from), ...this.addresses.slice(0, from)]
    const late = Date.now() - avoided
    const isBad = (address: string) => Number((this.failures.get(address) ?? 0) > late)
    return all.sort((a, b) => isBad(a) - isBad(b))
  }
  failed(address: string): void {
    this.failures.set(address, Date.now())
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
}

/** Connections stay open, but not so long that a peer which moved is looked for where it was. */
const agents = { 'http:': agentOf(Agent), 'https:': agentOf(SecureAgent) }
function agentOf(A: typeof Agent | typeof SecureAgent) {
  return new A({ keepAlive: true, keepAliveMsecs: 5000, maxSockets: 256, maxFreeSockets: 64, scheduling: 'lifo', timeout: 60_000 })
}

/** `addresses`: of its replicas; `token`: what it is shown, asked for at every request; none where access is open. */
export const peerAt = (addresses: readonly string[], token: () => string | undefined = () => undefined): Peer => {
  const replicas = new Replicas(addresses)

  const once = (address: string, { method, path, within, text, trace, signal }: Asked) =>
    new Promise<{ status: number; text: string }>((done, failed) => {
      const url = new URL(address)
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest
      const agent = agents[url.protocol as keyof typeof agents]
      const root = url.pathname.replace(/\/+$/, '')
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
  /**
   * Asked again on a new connection where the peer closed an idle one at that moment (what is asked twice is done once), and at the next
   * replica where one was surely not reached.
   */
  const send = async (asked: Asked) => {
    const until = Date.now() + asked.within
    let last: unknown
    for (const address of replicas.inTurn()) {
      for (let tries = 0; tries < 3; tries++) {
        if (last && Date.now() >= until) throw last // whoever asks waits no longer
        try {
          return { address, ...(await once(address, { ...asked, within: Math.max(1, until - Date.now()) })) }
        } catch (error) {
          last = error
          if (!(error as { wasIdle?: boolean }).wasIdle) break
        }
      }
      if (!(last instanceof NoPeer) || last.sent) throw last
      replicas.failed(address)
    }
    throw last
  }

  return {
    replicas,
    async ask(question) {
      const { trace, until, ...asked } = question
      const within = until - Date.now()
      if (within <= 0) return { kind: 'unreachable' }
      try {
        // a deadline is told as the time that is left: clocks of two machines differ
        const { status, text } = await send({
          method: 'POST',
          path: `/asks/${question.type}`,
          within,
          text: JSON.stringify({ ...asked, within, ...(trace ? { trace } : {}) }),
          trace,
        })
        if (status === 200) return JSON.parse(text) as Reply
        return status >= 500 ? { kind: 'timeout' } : { kind: 'unreachable' } // it was turned away at the door
      } catch (error) {
        return { kind: error instanceof NoPeer && !error.sent ? 'unreachable' : 'timeout' }
      }
    },
    async call(method, path, within, body, signal) {
      const { address, status, text } = await send({ method, path, within, text: body === undefined ? undefined : JSON.stringify(body), signal })
      if (status !== 200) throw new NoPeer(`${address}${path.split('?')[0]} answered ${status}`, status >= 500)
      return JSON.parse(text)
    },
  }
}
const isReset = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNRESET' || error.code === 'EPIPE'
