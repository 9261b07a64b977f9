import { connect, type Socket } from 'node:net'

/** A request as bytes, and where in it the number of the order is written, so that no two are the same. */
export interface Shot {
  readonly bytes: Buffer
  readonly digits: readonly number[]
}
const places = 8
const mark = '#'.repeat(places)
/** An HTTP request, written once. `#` in a header or in the body is where eight digits of the number go. ASCII only. */
export const shot = (address: string, method: string, path: string, body = '', headers = ''): Shot => {
  const text = body.replaceAll('#', mark)
  const type = text ? `content-type: application/json\r\ncontent-length: ${text.length}\r\n` : ''
  const all = `${method} ${path} HTTP/1.1\r\nhost: ${new URL(address).host}\r\naccept: application/json\r\n${headers.replaceAll('#', mark)}${type}\r\n${text}`
  return { bytes: Buffer.from(all), digits: [...all.matchAll(/#{8}/g)].map(m => m.index) }
}

/** What came back: the status, and the whole answer while `done` runs. Status 0: the connection was lost. */
type Done = (status: number, answer: Buffer, bodyAt: number) => void
const endOfHead = Buffer.from('\r\n\r\n')
const lengthHeaders = [Buffer.from('content-length: '), Buffer.from('Content-Length: ')]
const nothing: Buffer = Buffer.alloc(0)

/**
 * One keep-alive connection with one request under way. It reads no more of HTTP than it needs: one core has to drive a server that has
 * another core for itself, and every microsecond here is missing there.
 */
export class Line {
  private readonly socket: Socket
  private waiting: Done | undefined
  private rest = nothing
  private own = nothing
  readonly open: Promise<void>

  constructor(address: string) {
    const { hostname, port } = new URL(address)
    this.socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: { buffer: Buffer.allocUnsafe(16_384), callback: (n, buffer) => this.read((buffer as Buffer).subarray(0, n)) },
    })
    this.open = new Promise((done, failed) => this.socket.once('connect', done).once('error', failed))
    this.open.catch(() => {})
    this.socket.on('error', () => {}).on('close', () => this.finish(0, nothing, 0))
  }
  get isFree(): boolean {
    return this.waiting === undefined && !this.socket.destroyed
  }
  get isLost(): boolean {
    return this.socket.destroyed
  }
  send({ bytes, digits }: Shot, number: number, done: Done): void {
    this.waiting = done
    if (!digits.length) return void this.socket.write(bytes)
    if (this.own.length !== bytes.length) this.own = Buffer.from(bytes) // only we write into it, and only between two requests
    for (const at of digits) {
      let n = number
      for (let i = at + places - 1; i >= at; i--) {
        this.own[i] = 48 + (n % 10)
        n = Math.floor(n / 10)
      }
    }
    this.socket.write(this.own)
  }
  close(): void {
    this.socket.destroy()
  }

  private read(chunk: Buffer): boolean {
    const all = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk
    const end = all.indexOf(endOfHead)
    const length = end < 0 ? 0 : lengthOf(all, end)
    if (end < 0 || all.length < end + 4 + length) {
      this.rest = all === chunk ? Buffer.from(chunk) : all // the chunk is read over by the next one
      return true
    }
    this.rest = nothing
    this.finish((all[9]! - 48) * 100 + (all[10]! - 48) * 10 + all[11]! - 48, all, end + 4)
    return true
  }
  private finish(status: number, answer: Buffer, bodyAt: number): void {
    const done = this.waiting
    this.waiting = undefined
    done?.(status, answer, bodyAt)
  }
}
const lengthOf = (answer: Buffer, end: number): number => {
  for (const header of lengthHeaders) {
    const at = answer.indexOf(header)
    if (at < 0 || at > end) continue
    let n = 0
    for (let i = at + header.length; answer[i]! >= 48; i++) n = n * 10 + answer[i]! - 48
    return n
  }
  return 0
}

export const open = async (address: string, connections: number): Promise<Line[]> => {
  const lines = Array.from({ length: connections }, () => new Line(address))
  await Promise.all(lines.map(l => l.open))
  return lines
}

/** What became of a load. Times in ms. */
export interface Tally {
  readonly sent: number
  readonly seconds: number
  readonly statuses: { readonly [status: string]: number }
  readonly took: Float64Array
}

let number = 0
/** Numbers that no order had before. */
export const next = (): number => ++number % 100_000_000

/** As many as go: each connection sends the next request when it has the answer to the last. `shot`: one for all, or by its number. */
export const closed = async (
  address: string,
  shot: Shot | ((number: number) => Shot),
  { connections, seconds = Infinity, most = Infinity }: { connections: number; seconds?: number; most?: number },
): Promise<Tally> => {
  const lines = await open(address, connections)
  const statuses: { [status: string]: number } = {}
  const took: number[] = []
  let sent = 0
  let under = 0
  const start = performance.now()
  const stop = start + seconds * 1000
  await new Promise<void>(finished => {
    const one = (line: Line): void => {
      const from = performance.now()
      if (from >= stop || sent >= most || line.isLost) {
        if (under === 0) finished()
        return
      }
      sent++
      under++
      const number = next()
      line.send(typeof shot === 'function' ? shot(number) : shot, number, status => {
        under--
        took.push(performance.now() - from)
        statuses[status] = (statuses[status] ?? 0) + 1
        one(line)
      })
    }
    for (const line of lines) one(line)
  })
  const end = performance.now()
  for (const line of lines) line.close()
  return { sent, seconds: (end - start) / 1000, statuses, took: Float64Array.from(took).sort() }
}

/**
 * So many a second, come what may: a slow answer keeps nobody else from asking, and every time counts from the moment at which the request
 * was due, not from when a connection was free for it (else the slow ones would be left out: "coordinated omission").
 */
export const offered = async (
  address: string,
  shot: Shot,
  {
    rate,
    seconds,
    connections = 32,
    most = 1024,
    answered,
  }: {
    rate: number
    seconds: number
    connections?: number
    most?: number
    /** Called with each answer: its number in the row, when it was due, its status and text. */
    answered?: (i: number, due: number, status: number, answer: Buffer) => void
  },
): Promise<Tally & { readonly late: Float64Array }> => {
  const free = await open(address, connections)
  const all = [...free]
  const statuses: { [status: string]: number } = {}
  const took: number[] = []
  const late: number[] = []
  const total = Math.round(rate * seconds)
  const waiting: number[] = []
  let i = 0
  let done = 0
  const start = performance.now() + 20
  await new Promise<void>(finished => {
    const fire = (line: Line, n: number): void => {
      const due = start + (n * 1000) / rate
      late.push(performance.now() - due)
      line.send(shot, next(), (status, answer) => {
        took.push(performance.now() - due)
        statuses[status] = (statuses[status] ?? 0) + 1
        answered?.(n, due, status, answer)
        const queued = line.isLost ? undefined : waiting.shift()
        if (queued !== undefined) fire(line, queued)
        else free.push(line)
        if (++done === total) finished()
      })
    }
    const tick = (): void => {
      const now = performance.now()
      for (; i < total && start + (i * 1000) / rate <= now; i++) {
        let line = free.pop()
        while (line?.isLost) line = free.pop() // the server closes a connection on which nothing was ever asked
        if (line) fire(line, i)
        else {
          waiting.push(i)
          if (all.length < most) {
            const more = new Line(address)
            all.push(more)
            more.open.then(
              () => {
                const queued = waiting.shift()
                if (queued === undefined) free.push(more)
                else fire(more, queued)
              },
              () => {},
            )
          }
        }
      }
      if (i < total) setTimeout(tick, 1)
    }
    tick()
  })
  const end = performance.now()
  for (const line of all) line.close()
  return {
    sent: total,
    seconds: (end - start) / 1000,
    statuses,
    took: Float64Array.from(took).sort(),
    late: Float64Array.from(late).sort(),
  }
}

export const percentile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
export const median = (values: readonly number[]): number =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
