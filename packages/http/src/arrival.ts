import type { IncomingMessage } from 'node:http'
import type { Trust } from './addresses.ts'

const beat = 50
/** A silence longer than this was a pause of the process: what is read after it may have waited as long. */
const pause = 500
/** A proxy that says that a request waited longer than this has another clock than we. In ms. */
const longestWait = 2000
// on the steady clock: when the wall clock is set, nothing stood still
let lastBeat = performance.now()
let paused = 0
let until = 0
let beats: NodeJS.Timeout | undefined

const listen = (): void => {
  if (beats) return
  lastBeat = performance.now()
  beats = setInterval(() => {
    const now = performance.now()
    if (now - lastBeat > pause) {
      paused = lastBeat
      until = now + 2 * beat
    }
    lastBeat = now
  }, beat)
  beats.unref()
}

/**
 * When this request was sent, as far as can be known (ms since 1970): a deadline counts from then, not from when it was read. A process that
 * stood still finds requests that waited meanwhile: they count from before the pause. A trusted proxy may say when it took a request in
 * (`X-Request-Start`); that can only make it older, and not by more than clocks that agree would have it.
 */
export const arrivalOf = (request: IncomingMessage, trusts?: Trust): number => {
  listen()
  const now = Date.now()
  const steady = performance.now()
  const sent = now - Math.round(steady - lastBeat > pause ? steady - lastBeat : steady < until ? steady - paused : 0)
  const said = request.headers['x-request-start']
  if (said === undefined || !trusts?.(request.socket.remoteAddress)) return sent
  const at = momentOf(String(said))
  return at !== undefined && at < sent && now - at <= longestWait ? at : sent
}
/** What proxies write: `t=` and seconds (nginx), milliseconds or microseconds, told apart by how many they are. In ms since 1970. */
const momentOf = (text: string): number | undefined => {
  const [, digits] = /^(?:t=)?(\d{10,16}(?:\.\d{1,6})?)$/.exec(text) ?? []
  if (digits === undefined) return undefined
  const n = Number(digits)
  return n < 1e11 ? n * 1000 : n < 1e14 ? n : n / 1000
}

/** When a server first saw a request. */
export const sentAt = Symbol('sent at')

/** A process of ours tells the next one how much time a request has left, in ms: never a moment, since clocks of two machines differ. */
export const timeLeft = 'x-time-left'
/** What is left of a request's time; undefined where nobody said so. Whoever says so wrongly has less time themselves, and nobody else. */
export const leftOf = (request: IncomingMessage): number | undefined => {
  const said = request.headers[timeLeft]
  return typeof said === 'string' && /^\d{1,7}$/.test(said) ? Number(said) : givenTo(request)
}

const given = Symbol('time that was given')
/** Another way into this process says how much time whoever asked there has given, in ms. */
export const give = (request: IncomingMessage, time: number): void => {
  ;(request as any)[given] = time
}
/** What was given there; undefined: nothing was said. */
export const givenTo = (request: IncomingMessage): number | undefined => (request as any)[given]

const notes = Symbol('notes of the gateway')
/** What the gateway knows of a request that it hands on inside the process. */
export interface Notes {
  readonly sent: number
  /** It came through the gateway, not to the context's own port. */
  readonly through: boolean
  readonly caller: unknown
}
export const note = (request: IncomingMessage, known: Notes): void => {
  ;(request as any)[notes] = known
}
export const notesOf = (request: IncomingMessage): Notes | undefined => (request as any)[notes]
