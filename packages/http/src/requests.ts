import { type Context, isPersonal } from '@jumun/core/model'
import type { Caller } from '@jumun/core/runtime'
import { lineOf } from '@jumun/instruments'

/** Which answered requests are written down: all of them, or those that were refused for who asked or how often. */
export type Which = 'all' | 'refused'

/** Names of fields and query parameters that no log shows. */
export const personalIn = (contexts: readonly Context[]): ReadonlySet<string> =>
  new Set(
    contexts.flatMap(c =>
      [...c.aggregates, ...c.views].flatMap(a => Object.entries(a.fields).flatMap(([f, s]) => (isPersonal(s) ? [f] : []))),
    ),
  )

const longestUrl = 1000
/** Parameters whose values say nothing of anybody. Of all others nobody knows what people write into them. */
const harmless: ReadonlySet<string> = new Set(['page', 'size', 'sort', 'after', 'pretty', 'at', 'limit', 'wait', 'state', 'status'])
/** Where a part of a path may be a phone, a name or an address: so many digits, what had to be escaped, what has an @. */
const telling = /\d(?:[\d ().+-]|%20|%2b){7,}|[%@]/i
const maskedPath = (path: string): string =>
  telling.test(path)
    ? path
        .split('/')
        .map(part => (telling.test(part) ? '***' : part))
        .join('/')
    : path
/** An address without what is personal in it. */
export const maskedUrl = (url: string, personal: ReadonlySet<string>): string => {
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  const shown = maskedPath(path.length > longestUrl ? `${path.slice(0, longestUrl)}…` : path)
  if (end < 0) return shown
  const query = new URLSearchParams(url.slice(end + 1, end + longestUrl))
  for (const name of new Set(query.keys()))
    if (personal.has(name) || !harmless.has(name) || telling.test(query.get(name)!)) query.set(name, '***')
  return `${shown}?${query.toString()}`
}

/** What somebody is, without saying who: `anyone` in open mode, the roles of a token (it may have none), or `nobody`. */
const rolesOf = (caller: Caller | undefined): string =>
  caller === undefined || caller.actor === 'nobody' ? '["nobody"]' : caller.anyone ? '["anyone"]' : JSON.stringify(caller.roles)

const isRefused = (status: number): boolean => status === 401 || status === 403 || status === 429
const mostRefused = 100
/** How long lines may wait to be written together, in ms, and how many characters of them. */
const wait = 200
const most = 64 * 1024

/**
 * One line of JSON for each answered request, with the names that all lines have. Lines are written together, since each write costs more
 * than a request may.
 */
export class RequestLog {
  private readonly which: Which
  private readonly out: (text: string) => void
  private readonly begin: string
  private text = ''
  private timer: NodeJS.Timeout | undefined
  private at = 0
  private iso = ''
  private second = 0
  private refused = 0
  private leftOut = 0

  /** `service`: what the process calls itself. */
  constructor(which: Which, out: (text: string) => void, service = 'jumun') {
    this.which = which
    this.out = out
    this.begin = lineOf(service)
  }
  /** Is a line wanted of a request that was answered so? Of those that are refused, a hundred in a second: nobody fills a disk with them. */
  wants(status: number): boolean {
    if (!isRefused(status)) return this.which === 'all'
    const now = Math.floor(Date.now() / 1000)
    if (now !== this.second) {
      this.second = now
      this.refused = 0
    }
    if (this.refused++ < mostRefused) return true
    this.leftOut++
    this.soon()
    return false
  }
  /** `url`: masked; `ms`: how long it took. */
  write(
    method: string,
    url: string,
    status: number,
    ms: number,
    caller: Caller | undefined,
    requestId: string,
    address: string | undefined,
  ): void {
    const from = address === undefined ? '' : `,"client.address":${JSON.stringify(address)}`
    const level = isRefused(status) || status >= 500 ? 'warn' : 'info'
    const end = url.indexOf('?')
    const path = end < 0 ? JSON.stringify(url) : `${JSON.stringify(url.slice(0, end))},"url.query":${JSON.stringify(url.slice(end + 1))}`
    const asked = `"http.request.method":"${method}","url.path":${path},"http.response.status_code":${status}`
    const took = `"event.duration":${Math.round(ms * 1e6)}`
    const who = `"user.roles":${rolesOf(caller)}${from},"trace.id":"${requestId}"`
    this.text += `${this.start(level)},${asked},${took},${who},"message":"request"}\n`
    if (this.text.length > most) this.flush()
    else this.soon()
  }
  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.leftOut) {
      const why = 'requests that were refused are left out here: they are too many'
      this.text += `${this.start('warn')},"labels.leftOut":"${this.leftOut}","message":"${why}"}\n`
      this.leftOut = 0
    }
    if (this.text) this.out(this.text)
    this.text = ''
  }
  private start(level: string): string {
    return `{"log.level":"${level}","@timestamp":"${this.now()}",${this.begin}`
  }
  private soon(): void {
    this.timer ??= setTimeout(() => this.flush(), wait).unref()
  }
  private now(): string {
    const now = Date.now()
    if (now !== this.at) {
      this.at = now
      this.iso = new Date(now).toISOString()
    }
    return this.iso
  }
}
