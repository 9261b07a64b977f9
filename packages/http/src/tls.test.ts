// TLS at the gateway: real files, a real handshake, and a renewal while somebody is connected.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { Agent, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect as plain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { connect, type TLSSocket } from 'node:tls'
import { plainServer } from './sockets.ts'
import { secretsOf } from './tls.ts'

suite('TLS by files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-tls-'))
  const fileOf = (name: string) => join(folder, name)
  const make = (name: string): void => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', fileOf(`${name}.key`)]
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost']
    execFileSync('openssl', ['req', '-x509', ...key, '-out', fileOf(`${name}.crt`), '-days', '2', ...subject], { stdio: 'ignore' })
  }
  const renew = (name: string): void => {
    copyFileSync(fileOf(`${name}.key`), fileOf('key.pem'))
    copyFileSync(fileOf(`${name}.crt`), fileOf('cert.pem'))
  }
  const files = { cert: fileOf('cert.pem'), key: fileOf('key.pem') }
  let server: Server
  let port: number
  before(async () => {
    for (const name of ['first', 'second']) make(name)
    renew('first')
    server = plainServer((_, response) => response.end('here'), { tls: files })
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    port = (server.address() as AddressInfo).port
  })
  after(async () => {
    await new Promise(done => server.close(done))
    rmSync(folder, { recursive: true, force: true })
  })
  const ask = (agent: Agent) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; name: string; local: number }>((done, failed) =>
      request({ host: '127.0.0.1', port, path: '/', agent, headers: { host: 'localhost' }, rejectUnauthorized: false }, answer => {
        const socket = answer.socket as TLSSocket
        const [name, local] = [String(socket.getPeerCertificate().subject.CN), socket.localPort!]
        answer.resume().on('end', () => done({ status: answer.statusCode!, headers: answer.headers, name, local }))
      })
        .on('error', failed)
        .end(),
    )
  const agentOf = () => new Agent({ keepAlive: true, maxSockets: 1, maxCachedSessions: 0 })

  test('answers are encrypted, and say that nobody needs to come otherwise', async () => {
    const agent = agentOf()
    const { status, headers, name } = await ask(agent)
    assert.deepEqual([status, name, headers['strict-transport-security']], [200, 'first', 'max-age=31536000'])
    agent.destroy()
  })
  test('a renewed certificate is taken for who comes from then on, and nobody is cut off', async () => {
    const there = agentOf()
    const before = await ask(there)
    renew('second')
    for (;;) {
      const fresh = agentOf()
      const { name } = await ask(fresh)
      fresh.destroy()
      if (name === 'second') break
    }
    const same = await ask(there)
    assert.deepEqual([same.name, same.local], ['first', before.local], 'the connection that was there goes on')
    there.destroy()
  })
  test('a certificate that is nonsense is not taken: the one before stays', async () => {
    writeFileSync(files.cert, 'nonsense')
    assert.throws(() => secretsOf(files))
    const looked = Date.now() + 2500
    while (Date.now() < looked) {
      const fresh = agentOf()
      assert.equal((await ask(fresh)).name, 'second')
      fresh.destroy()
    }
    renew('second')
  })
  test('who speaks plain HTTP, or an old TLS, gets no answer', async () => {
    const said = await new Promise<string>(done => {
      const socket = plain(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n'))
      let text = ''
      socket
        .on('data', part => (text += part))
        .on('close', () => done(text))
        .on('error', () => {})
    })
    assert.doesNotMatch(said, /here/)
    await assert.rejects(
      new Promise((done, failed) =>
        connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }, () =>
          done(undefined),
        ).on('error', failed),
      ),
    )
  })
})
