import type { IncomingMessage } from 'node:http'

const beat = 50
/** A silence longer than this was a pause of the process: what is read after it may have waited as long. */
const pause = 500
let lastBeat = Date.now()
let paused = 0
let until = 0
let beats: NodeJS.Timeout | undefined

const listen = (): void => {
  if (beats) return
  lastBeat = Date.now()
  beats = setInterval(() => {
    const now = Date.now()
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
 * stood still finds requests that waited meanwhile: they count from before the pause. A proxy may say when it was sent; that can only make it older.
 */
export const arrivalOf = (request: IncomingMessage): number => {
  listen()
  const now = Date.now()
  let sent = now - lastBeat > pause ? lastBeat : now < until ? paused : now
  const said = request.headers['x-request-start']
  if (typeof said === 'string') {
    const at = Number(said.startsWith('t=') ? said.slice(2) : said)
    if (at > 0 && at < sent) sent = at
  }
  return sent
}

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
