import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly service: string
}
/** OTLP/HTTP as a collector takes it, in JSON: every span, and the text of everything that was said. */
export const collector = async (t: { after(work: () => unknown): void }) => {
  const spans: Span[] = []
  let text = ''
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', part => (body += part))
    request.on('end', () => {
      assert.equal(request.url, '/v1/traces')
      text += body
      for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
        const service = resource.attributes.find((a: any) => a.key === 'service.name').value.stringValue
        for (const scope of scopeSpans) for (const span of scope.spans) spans.push({ ...span, service })
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, said: () => text }
}
export type Collector = Awaited<ReturnType<typeof collector>>
