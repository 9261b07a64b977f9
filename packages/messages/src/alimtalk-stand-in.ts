import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How it treats one request to send: as it should, or one of its bad days. `after`: it has taken the message all the same. */
export type Mood =
  | 'well'
  | 'undeliverable'
  | 'slow'
  | 'silent before'
  | 'silent after'
  | '429'
  | '500 before'
  | '500 after'
  | 'no such template'
  | 'nonsense'
interface Kept {
  readonly recipientNo: string
  readonly content: string
  readonly templateCode: string
  readonly recipientGroupingKey: string
  readonly messageStatus: 'COMPLETED' | 'FAILED'
  readonly resultCode: 'MRC01' | 'MRC02'
  readonly requestDate: string
}

const header = (resultCode: number) => ({ isSuccessful: resultCode === 0, resultCode, resultMessage: resultCode === 0 ? 'SUCCESS' : 'no' })
const answer = (response: ServerResponse, status: number, body: object | string): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body))
}
const read = async (request: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const part of request) body += part
  return body
}
const minute = (at: number): string => new Date(at + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/**
 * Stands for the provider of AlimTalk in tests, with its documented shapes: it keeps what it took, makes one of requests of one key for ten
 * minutes, lists, and misbehaves as it is told. `phones`: what reached people.
 */
export class AlimtalkStandIn {
  readonly kept: Kept[] = []
  /** The moods of the next requests to send; then it is well. */
  moods: Mood[] = []
  now: () => number = Date.now
  /** Requests by their paths, for those who count. */
  readonly asked: string[] = []
  private readonly keys = new Map<string, number>()
  private readonly secret: string
  private readonly server = createServer((request, response) => void this.take(request, response))

  constructor(secret: string) {
    this.secret = secret
  }
  async listen(): Promise<string> {
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }
  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
  get phones(): readonly Kept[] {
    return this.kept.filter(k => k.messageStatus === 'COMPLETED')
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://provider')
    this.asked.push(`${request.method} ${url.pathname}`)
    if (request.headers['x-secret-key'] !== this.secret) return answer(response, 200, { header: header(-1001) })
    if (request.method === 'GET') return answer(response, 200, this.list(url.searchParams))
    await this.send(JSON.parse(await read(request)), String(request.headers['x-nc-api-idempotency-key'] ?? ''), response)
  }
  private list(query: URLSearchParams): object {
    const [from, to] = [query.get('startRequestDate'), query.get('endRequestDate')]
    if (!from || !to) return { header: header(-9999) }
    const messages = this.kept.filter(
      k => k.recipientGroupingKey === query.get('recipientGroupingKey') && k.requestDate >= from && k.requestDate <= to,
    )
    return { header: header(0), messageSearchResultResponse: { messages, totalCount: messages.length } }
  }
  private async send(body: any, key: string, response: ServerResponse): Promise<void> {
    const mood = this.moods.shift() ?? 'well'
    if (mood === '429') return answer(response, 429, {})
    if (mood === '500 before') return answer(response, 500, 'oh')
    if (mood === 'silent before') return
    if (mood === 'no such template') return answer(response, 200, { header: header(-4005) })
    const before = this.keys.get(key)
    if (before !== undefined && this.now() - before < 10 * 60_000) return answer(response, 200, { header: header(-1021) })
    this.keys.set(key, this.now())
    const failed = mood === 'undeliverable'
    const requestDate = minute(this.now())
    for (const r of body.recipientList)
      this.kept.push({
        ...r,
        templateCode: body.templateCode,
        messageStatus: failed ? 'FAILED' : 'COMPLETED',
        resultCode: failed ? 'MRC02' : 'MRC01',
        requestDate,
      })
    if (mood === 'silent after') return
    if (mood === '500 after') return answer(response, 502, 'oh')
    if (mood === 'nonsense') return answer(response, 200, '<html>')
    if (mood === 'slow') await new Promise(done => setTimeout(done, 100))
    const sendResults = body.recipientList.map((r: any, i: number) => ({ recipientSeq: i + 1, recipientNo: r.recipientNo, resultCode: 0 }))
    answer(response, 200, { header: header(0), message: { requestId: `r${this.kept.length}`, sendResults } })
  }
}
