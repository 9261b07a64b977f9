// The image as an operator runs it: built from the checkout, started without rights on a root that nobody can write.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { containers, freePort, needs } from '../tools/engines/index.ts'
import { until } from './hosted.ts'

const repository = join(import.meta.dirname, '..')

if (needs(['podman'], 'the image of the product'))
  describe('the image of the product', () => {
    const { podman, build, stop, dir } = containers()
    const out = join(dir, 'image')
    let port = 0
    after(stop)
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
      const { status, stderr } = spawnSync('node', ['tools/image/build.ts', '--only-files', '--out', out], {
        cwd: repository,
        encoding: 'utf8',
      })
      assert.equal(status, 0, stderr)
      await build('deploy/image/Containerfile', out, 'localhost/jumun', 1_700_000_000)
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
