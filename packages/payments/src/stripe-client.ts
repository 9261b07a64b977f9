// The official SDK over our own wire.
import Stripe from 'stripe'
import type { Wire, WireAnswer } from './wire.ts'

/** An answer of our wire, as the SDK wants to read it. */
class Heard extends Stripe.HttpClientResponse {
  private readonly answer: WireAnswer
  constructor(answer: WireAnswer) {
    super(answer.status, answer.headers)
    this.answer = answer
  }
  override getRawResponse(): unknown {
    return this.answer
  }
  override toJSON(): Promise<unknown> {
    return Promise.resolve(this.answer.text).then(JSON.parse)
  }
}
/** The official SDK over our own wire, which has the limits: the SDK repeats nothing, follows nobody, and sends no telemetry. */
class Client extends Stripe.HttpClient {
  private readonly wire: Wire
  constructor(wire: Wire) {
    super()
    this.wire = wire
  }
  override getClientName(): string {
    return 'jumun'
  }
  override async makeRequest(host: string, port: string, path: string, method: string, headers: object, body: string, protocol: string) {
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
    delete plain['content-length']
    const url = `${protocol}://${host}:${port}${path}`
    return new Heard(await this.wire({ method, url, headers: plain, ...(method === 'GET' || !body ? {} : { body }) }))
  }
}
/** `base`: where Stripe is; undefined: where it always is. */
export const clientOver = (secret: string, base: string | undefined, wire: Wire): Stripe => {
  const { protocol, hostname, port } = new URL(base ?? 'https://api.stripe.com')
  return new Stripe(secret, {
    httpClient: new Client(wire),
    maxNetworkRetries: 0,
    telemetry: false,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
  })
}
