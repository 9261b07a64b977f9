// Every route of every system, as its OpenAPI document lists them, and every route of the gateway itself, asked with every kind of token that must not let anybody in. A route that is
// new is in here by itself.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { product, systems } from '@jumun/systems'
import { credentials, good, guarded, keySet, signed } from './bad-tokens.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const ask = (base: string, method: string, path: string, authorization: string | undefined): Promise<number> =>
  new Promise((done, failed) => {
    const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) }
    const out = request(new URL(path, base), { method, agent, headers }, answer => {
      answer.resume().on('end', () => done(answer.statusCode!))
    })
    out.on('error', failed).end(['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : undefined)
  })

/** What may be read by anybody: how the process is. */
const isForAll = (path: string): boolean => path.startsWith('/actuator/health') || path.startsWith('/problems')
const routesOf = (system: string): readonly (readonly [string, string])[] => {
  const { paths } = JSON.parse(readFileSync(new URL(`../systems/${system}/openapi.json`, import.meta.url), 'utf8')) as { paths: object }
  return Object.entries(paths)
    .filter(([path]) => !isForAll(path) && path !== '/')
    .flatMap(([path, methods]) =>
      Object.keys(methods as object)
        .filter(m => ['get', 'post', 'put', 'patch', 'delete'].includes(m))
        .map(m => [m.toUpperCase(), path.replaceAll(/\{[^}]*\}/g, '1')] as const),
    )
}
/** Between processes, at the port of each context. */
const inside = [
  ['GET', '/log'],
  ['GET', '/log/head'],
  ['GET', '/log/cases/orderId/1'],
  ['POST', '/inside/store.read'],
  ['POST', '/inside/rebuild'],
  ['POST', '/live/begins'],
  ['POST', '/asks/Nothing'],
] as const
for (const [name, system] of Object.entries(systems))
  suite(`no bad token gets into ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), `jumun-matrix-${name}-`))
    let host: Host
    before(async () => {
      const keys = join(folder, 'keys.json')
      writeFileSync(keys, keySet)
      host = new Host(settingsFrom([name, '--data', folder, '--port', '0', '--log', 'silent', ...guarded(keys)], {}, product), product)
      await host.start()
    })
    after(async () => {
      await host.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    const addressOf = (context: string) => host.addressOf(host.boards.get(name)!.places.get(context)!)!
    const contextOf = (path: string): string | undefined => {
      const [, first, second] = path.split(/[/?]/)
      return system.contexts.find(c => Object.keys(c.routes).includes(first === 'profile' ? (second ?? '') : first!))?.name
    }

    test('the good token does: what follows is refused for what is wrong with it', async () => {
      for (const [method, path] of routesOf(name)) {
        const context = contextOf(path)
        assert.notEqual(await ask(context ? addressOf(context) : host.address, method, path, signed(good)), 401, `${method} ${path}`)
      }
    })
    for (const [what, credential] of Object.entries(credentials))
      test(`${what}: 401 at each context, and nothing behind the gateway`, async () => {
        const routes = routesOf(name)
        assert.ok(routes.length > 10)
        for (const [method, path] of routes) {
          const context = contextOf(path)
          if (context) assert.equal(await ask(addressOf(context), method, path, credential), 401, `${method} ${path}`)
          // who has no token shares an allowance with all of the same address
          assert.ok([401, 429].includes(await ask(host.address, method, path, credential)), `${method} ${path} through the gateway`)
        }
        for (const [method, path] of inside)
          for (const { name: context } of system.contexts)
            assert.equal(await ask(addressOf(context), method, path, credential), 401, `${path} of ${context}`)
        assert.ok(host.guardedRoutes.includes('GET /whoami') && host.guardedRoutes.length > 10)
        for (const route of host.guardedRoutes) {
          const [method = '', path = ''] = route.split(' ')
          assert.ok([401, 429].includes(await ask(host.address, method, path.replaceAll(/:\w+/g, '1'), credential)), route)
        }
      })
  })
after(() => agent.destroy())
