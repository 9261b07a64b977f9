// One who listens to what changes, as a browser does: for tests and measurements.
import { type ClientRequest, type IncomingMessage, request } from 'node:http'

export interface Told {
  readonly kind: string
  readonly id: string | undefined
  readonly data: any
  /** When it came, in ms since 1970. */
  readonly at: number
}
export interface Listener {
  readonly told: readonly Told[]
  /** The last place that was named. */
  readonly place: string | undefined
  /** Resolves when it is over, whoever ended it. */
  readonly over: Promise<void>
  /** Resolves when the server has said that it listens. */
  readonly open: Promise<void>
  cut(): void
}

/** Listens to `GET {path}` at an address. `keeps`: what is to be remembered of what is told. */
export const listenTo = (
  address: string,
  path: string,
  {
    place,
    token,
    keeps = () => true,
  }: {
    readonly place?: string | undefined
    readonly token?: string
    readonly keeps?: (told: Told) => boolean
  } = {},
): Listener => {
  const told: Told[] = []
  let last = place
  let text = ''
  let opened: () => void
  const open = new Promise<void>(done => (opened = done))
  let out: ClientRequest
  const take = (block: string, at: number): void => {
    let [kind, id, data]: [string, string | undefined, any] = ['', undefined, undefined]
    for (const line of block.split('\n')) {
      if (line.startsWith('id: ')) last = id = line.slice(4)
      else if (line.startsWith('event: ')) kind = line.slice(7)
      else if (line.startsWith('data: ')) data = JSON.parse(line.slice(6))
    }
    if (kind === '') return
    const one = { kind, id, data, at }
    if (keeps(one)) told.push(one)
    if (kind === 'open' || kind === 'reset') opened()
  }
  const over = new Promise<void>(done => {
    const headers = {
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(place === undefined ? {} : { 'last-event-id': place }),
    }
    out = request(new URL(path, address), { agent: false, headers }, (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) {
        told.push({ kind: String(answer.statusCode), id: undefined, data: undefined, at: Date.now() })
        answer.resume()
      } else
        answer.setEncoding('utf8').on('data', (part: string) => {
          const at = Date.now()
          text += part
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            take(text.slice(0, end), at)
            text = text.slice(end + 2)
          }
        })
      answer.on('close', done)
    })
    out.on('error', () => done())
    out.on('close', () => done())
    out.end()
  })
  void over.then(() => opened())
  return {
    told,
    get place() {
      return last
    },
    over,
    open,
    cut: () => out.destroy(),
  }
}
