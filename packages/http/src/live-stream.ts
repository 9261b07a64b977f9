// A line that stays open: what changed is written on it, until it ends.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange } from './exchange.ts'
import type { Listening } from './live.ts'

/** One that listens. What is told before it may be written is kept for it. */
export class Stream {
  readonly x: Exchange
  readonly res: ServerResponse
  /** When the token ends, in ms since 1970; Infinity: nobody brought one. */
  readonly ends: number
  /** Undefined: it does not listen yet. */
  listening: Listening | undefined
  /** When something was written, and when the token was checked, in ms since 1970. */
  told = Date.now()
  checked = Date.now()
  private readonly unreadBytes: number
  private readonly cut: (why: string) => void
  private isLate = false
  private early: string[] = []
  private earlyBytes = 0
  private isLost = false

  /** `unreadBytes`: so many it may leave unread; `cut`: told when it ends, and why. */
  constructor(x: Exchange, unreadBytes: number, cut: (why: string) => void) {
    this.x = x
    this.unreadBytes = unreadBytes
    this.cut = cut
    this.res = x.stream(['content-type', 'text/event-stream', 'x-accel-buffering', 'no'])
    this.ends = endOf(x.raw)
  }
  /** From now on it is written to: first what was missed, then how it is. */
  begin(listening: Listening): void {
    this.listening = listening
    if (!this.isLost) this.res.write(this.early.join(''))
    this.early = []
    this.write(this.isLost ? 'reset' : 'open', '{}')
  }
  tell(kind: string, text: string): void {
    if (this.listening) return this.write(kind, text)
    // what was missed comes before anybody can name a place behind it; of too much, the lists know more
    if ((this.earlyBytes += text.length) > this.unreadBytes) this.isLost = true
    else this.early.push(`event: ${kind}\ndata: ${text}\n\n`)
  }
  /** What it has missed is not known: it is to read everything anew. */
  reset(): void {
    if (this.listening) this.write('reset', '{}')
    else this.isLost = true
  }
  end(why: string): void {
    this.cut(why)
    if (why === 'unread') return void this.res.destroy()
    this.res.end(`event: end\ndata: ${JSON.stringify({ why })}\n\n`)
  }
  private write(event: string, data: string): void {
    const { res } = this
    if (res.destroyed || res.writableEnded) return
    if (res.writableLength > this.unreadBytes && !this.isLate) {
      this.isLate = true
      // what was written in this turn has not been on its way yet
      setImmediate(() => {
        this.isLate = false
        if (res.writableLength > this.unreadBytes) this.end('unread')
      })
    }
    this.told = Date.now()
    const id = this.listening ? `id: ${this.listening.cursor}\n` : ''
    res.write(`${id}event: ${event}\ndata: ${data}\n\n`)
  }
}

/** When a token that was checked says that it ends. */
const endOf = (request: IncomingMessage): number => {
  const [, payload] = /^bearer [^.]+\.([^.]+)\./i.exec(request.headers.authorization ?? '') ?? []
  if (payload === undefined) return Number.POSITIVE_INFINITY
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: number }
  return typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY
}
