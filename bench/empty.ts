import type { AddressInfo } from 'node:net'
import fastify from 'fastify'

/*
 * The server that everything is compared with: the same Fastify with the same settings, which reads the same JSON and answers at once with
 * as many bytes as an order has. What it does in a second nobody can do better who answers HTTP with this framework on this machine.
 */
const answer = Buffer.from(JSON.stringify({ id: 1, filler: 'x'.repeat(Number(process.argv[2] ?? 376) - 22) }))
const app = fastify({
  bodyLimit: 64 * 1024,
  requestIdHeader: false,
  genReqId: () => '',
  keepAliveTimeout: 65_000,
  exposeHeadRoutes: false,
  routerOptions: { ignoreTrailingSlash: true },
})
app.post('/orders', (_, reply) => {
  void reply
    .code(201)
    .header('location', 'http://localhost:8081/orders/1')
    .header('etag', '"3"')
    .type('application/hal+json;charset=UTF-8')
    .send(answer)
})
await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
