// gRPC as it is run in earnest: encrypted.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { credentials } from '@grpc/grpc-js'
import { Host, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'
import { stranger } from './by-grpc.ts'
import { folder, until } from './hosted.ts'

const cafe = async (data: string, settings: readonly string[]): Promise<Host> => {
  const fixed = ['--data', data, '--port', '0', '--grpc', '0', '--log', 'silent']
  const host = new Host(settingsFrom(['cafeteria', ...fixed, ...settings], {}, product), product)
  await host.start()
  return host
}

test('encrypted, it answers who knows its certificate, and nobody else; a new certificate counts from then on', async t => {
  const files = folder(t)
  const at = (name: string) => join(files, name)
  for (const name of ['first', 'second']) {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', at(`${name}.key`)]
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    execFileSync('openssl', ['req', '-x509', ...key, '-out', at(`${name}.crt`), '-days', '2', ...subject], { stdio: 'ignore' })
  }
  const renew = (name: string): void => {
    copyFileSync(at(`${name}.key`), at('key.pem'))
    copyFileSync(at(`${name}.crt`), at('cert.pem'))
  }
  renew('first')
  const host = await cafe(folder(t), ['--tls-cert', at('cert.pem'), '--tls-key', at('key.pem')])
  t.after(() => host.stop())
  const codeFor = async (by: ReturnType<typeof credentials.createSsl>): Promise<string> => {
    const caller = stranger(host.grpcAddress!, 'cafeteria', by)
    const { code } = await caller.ask('order', 'ListOrders')
    caller.close()
    return code
  }
  const knowing = (name: string) => credentials.createSsl(readFileSync(at(`${name}.crt`)))
  assert.equal(await codeFor(knowing('first')), 'OK')
  assert.equal(await codeFor(knowing('second')), 'UNAVAILABLE')
  assert.equal(await codeFor(credentials.createInsecure()), 'UNAVAILABLE')
  renew('second')
  await until('the new certificate is shown', async () => (await codeFor(knowing('second'))) === 'OK')
  assert.equal(await codeFor(knowing('first')), 'UNAVAILABLE')
})
