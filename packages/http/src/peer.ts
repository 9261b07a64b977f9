import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'
import type { Question, Reply } from '@jumun/core/runtime'
import { withoutEnd } from './addresses.ts'

/** A peer did not answer as a peer does. `sent`: it may have done what it was asked all the same. */
export class NoPeer extends Error {
  readonly sent: boolean
  constructor(words: string, sent: boolean, cause?: unknown) {
    super(words, { cause })
    this.sent = sent
  }
}

/** How often one that is left out is asked whether it is back, and how long it may take to say so, in ms. */
const askAgain = 1000
const patience = 1000

/**
 * Where the replicas of a context are: each in its turn. One that could not be reached, or that stands still (its system takes connections,
 * but nobody answers), is left out until it says that it lives; the trial is a question of ours, so no request is lost by it.
 */
export class Replicas {
  readonly addresses: readonly string[]
  private turn = 0
  private readonly out = new Set<string>()
  private readonly asked = new Set<string>()
  private readonly lives: (address: string) => Promise<boolean>

  /** `lives`: whether one answers at all. */
  constructor(addresses: readonly string[], lives: (address: string) => Promise<boolean> = isAlive) {
    this.addresses = addresses
    this.lives = lives
  }
  /** Those that are left out come last: they are better than nothing. */
  inTurn(): readonly string[] {
    if (this.addresses.length === 1) return this.addresses
    const from = this.turn++ % this.addresses.length
    const all = [...this.addresses.slice(from), ...this.addresses.slice(0, from)]
    return this.out.size ? all.sort((a, b) => Number(this.out.has(a)) - Number(this.out.has(b))) : all
  }
  /** It could not be reached. */
  failed(address: string): void {
    if (this.addresses.length === 1 || this.out.has(address)) return
    this.out.add(address)
    void this.tryAgain(address)
  }
  /** It was reached, and has not answered for a while: it may be busy, or stand still. */
  slow(address: string): void {
    if (this.addresses.length === 1 || this.out.has(address) || this.asked.has(address)) return
    this.asked.add(address)
    void this.lives(address).then(isAlive => {
      this.asked.delete(address)
      if (!isAlive) this.failed(address)
    })
  }
  private async tryAgain(address: string): Promise<void> {
    do await new Promise<void>(done => setTimeout(done, askAgain).unref())
    while (!(await this.lives(address)))
    this.out.delete(address)
  }
}
/** Whether a process answers there: whatever it says. */
const isAlive = (address: string): Promise<boolean> =>
  new Promise(done => {
    const url = new URL(`${withoutEnd(address)}/actuator/health/liveness`)
    const out = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { agent: false, timeout: patience }, answer => {
      answer.resume()
      done(true)
    })
    out.on('timeout', () => out.destroy())
    out.on('error', () => done(false))
    out.on('close', () => done(false))
    out.end()
  })

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

/** `addresses`: of its replicas; `token`: what it is shown, asked for at every request; none where access is open. */
export const peerAt = (addresses: readonly string[], token: () => string | undefined = () => undefined): Peer => {
  const replicas = new Replicas(addresses)

  const once = (address: string, { method, path, within, text, trace, signal }: Asked) =>
    new Promise<{ status: number; text: string }>((done, failed) => {
      const url = new URL(address)
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest
      const agent = agents[url.protocol as keyof typeof agents]
      const root = withoutEnd(url.pathname)
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
        failed(
          Object.assign(new NoPeer(`${address} gave no answer: ${error.message}`, isSent, error), {
            wasIdle: out.reusedSocket && isReset(error),
          }),
        )
      }
      const late = setTimeout(() => out.destroy(new Error(`none within ${Math.round(within)} ms`)), within)
      out.on('socket', socket => {
        if (socket.connecting) socket.once('connect', () => (isSent = true))
        else isSent = true
      })
      out.on('error', fail)
      out.end(text)
    })
  /** Asked again on a new connection where the peer closed an idle one at that moment: what is asked twice is done once. */
  const one = async (address: string, asked: Asked, until: number) => {
    const { alsoAfter } = asked
    const slow = alsoAfter === undefined ? undefined : setTimeout(() => replicas.slow(address), alsoAfter)
    try {
      for (let tries = 1; ; tries++) {
        try {
          return { address, ...(await once(address, { ...asked, within: Math.max(1, until - Date.now()) })) }
        } catch (error) {
          if (!(error as { wasIdle?: boolean }).wasIdle || tries === 3 || Date.now() >= until) throw error
        }
      }
    } catch (error) {
      if (error instanceof NoPeer && !error.sent) replicas.failed(address)
      throw error
    } finally {
      clearTimeout(slow)
    }
  }
  /** The next replica is asked where one was surely not reached, and, where that is allowed, beside one that is slow. */
  const send = (asked: Asked): ReturnType<typeof one> => {
    const until = Date.now() + asked.within
    const addresses = [...replicas.inTurn()]
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
        one(address, asked, until).then(
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
          alsoAfter: within / 3,
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
      const { address, status, text } = await send({
        method,
        path,
        within,
        text: body === undefined ? undefined : JSON.stringify(body),
        signal,
      })
      if (status !== 200) throw new NoPeer(`${address}${path.split('?')[0]} answered ${status}`, status >= 500)
      return JSON.parse(text)
    },
  }
}
const isReset = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNRESET' || error.code === 'EPIPE'
