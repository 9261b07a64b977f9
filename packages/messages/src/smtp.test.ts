import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { smtp, type SmtpSettings } from './smtp.ts'

const message = { key: '7-1@x', system: 'cafeteria', role: 'customer', to: '7', text: 'Your Order is Made\nCome and Take it, Please!' }
const mail = 'kim@example.com'
const soon = () => AbortSignal.timeout(5000)

const certificate = () => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-smtp-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const how = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...how, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })
  return made
}
const tls = certificate()

/** A mail server that keeps what it got. */
const server = async (t: { after(end: () => void): void }, options: SMTPServerOptions = {}) => {
  const got: string[] = []
  const smtpServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      let text = ''
      stream.on('data', part => (text += part))
      stream.on('end', () => {
        got.push(text)
        done()
      })
    },
    ...options,
  })
  smtpServer.on('error', () => {})
  await new Promise<void>(done => smtpServer.listen(0, 'localhost', done))
  const { port } = smtpServer.server.address() as AddressInfo
  t.after(() => smtpServer.close(() => {}))
  const channel = (more: Partial<SmtpSettings> = {}) => {
    const made = smtp({ url: `smtp://localhost:${port}`, from: 'Jumun <orders@shop.example>', ...more })
    t.after(() => made.close?.())
    return made
  }
  return { got, port, channel }
}

test('a message arrives as a mail, with an id that a repeat has too', async t => {
  const { got, channel } = await server(t)
  const one = channel()
  for (let i = 0; i < 2; i++) assert.deepEqual(await one.send(message, { mail }, soon()), { kind: 'sent' })
  assert.match(got[0]!, /^To: kim@example\.com$/m)
  assert.match(got[0]!, /^Subject: Your Order is Made$/m)
  assert.match(got[0]!, /Come and Take it, Please!/)
  const id = (text: string) => /^Message-ID: <[0-9a-f]{40}@shop\.example>$/m.exec(text)![0]
  assert.equal(id(got[0]!), id(got[1]!))
})
test('Korean arrives whole', async t => {
  const { got, channel } = await server(t)
  await channel().send({ ...message, text: '음료가 준비되었습니다.' }, { mail }, soon())
  const [, body] = got[0]!.split('\r\n\r\n') as [string, string]
  assert.equal(Buffer.from(body, 'base64').toString().trim(), '음료가 준비되었습니다.')
})
test('the conversation is secret: from the start, or by STARTTLS, with a certificate that is checked', async t => {
  const secure = await server(t, { secure: true, ...tls })
  assert.deepEqual(await secure.channel({ url: `smtps://localhost:${secure.port}`, ca: tls.cert }).send(message, { mail }, soon()), {
    kind: 'sent',
  })
  const stranger = await secure.channel({ url: `smtps://localhost:${secure.port}` }).send(message, { mail }, soon())
  assert.equal(stranger.kind, 'failed')
  const later = await server(t, { ...tls, disabledCommands: [] })
  assert.deepEqual(await later.channel({ ca: tls.cert }).send(message, { mail }, soon()), { kind: 'sent' })
  assert.equal(later.got.length, 1)
})
test('the login is asked for, and a wrong one is said without it', async t => {
  const onAuth: SMTPServerOptions['onAuth'] = ({ username, password }, _, done) =>
    username === 'jumun' && password === 'right' ? done(null, { user: username }) : done(new Error('no'))
  const { port, channel, got } = await server(t, { authOptional: false, secure: true, ...tls, onAuth })
  const url = `smtps://jumun@localhost:${port}`
  assert.equal((await channel({ url, ca: tls.cert, password: 'right' }).send(message, { mail }, soon())).kind, 'sent')
  assert.deepEqual(await channel({ url, ca: tls.cert, password: 'wrong' }).send(message, { mail }, soon()), {
    kind: 'failed',
    why: 'the mail server does not accept the login',
  })
  assert.equal(got.length, 1)
})
test('an address that the server does not know is refused; a server that is full is asked again', async t => {
  const failing = (responseCode: number) => Object.assign(new Error('no'), { responseCode })
  const unknown = await server(t, { onRcptTo: (_, __, done) => done(failing(550)) })
  assert.deepEqual(await unknown.channel().send(message, { mail }, soon()), {
    kind: 'refused',
    why: 'the mail server does not take this address (550)',
  })
  const full = await server(t, { onRcptTo: (_, __, done) => done(failing(452)) })
  assert.deepEqual(await full.channel().send(message, { mail }, soon()), { kind: 'failed', why: 'the mail server answered 452' })
  const later = await server(t, { onData: (stream, _, done) => stream.resume().on('end', () => done(failing(451))) })
  assert.equal((await later.channel().send(message, { mail }, soon())).kind, 'failed')
})
test('without an address nothing is sent; a silent server and one that is not there have failed', async t => {
  const { channel } = await server(t, { onConnect: () => {} })
  assert.deepEqual(await channel().send(message, {}, soon()), { kind: 'refused', why: 'no mail address is known' })
  assert.deepEqual(await channel().send(message, { mail }, AbortSignal.timeout(50)), {
    kind: 'failed',
    why: 'the mail server did not answer in time',
  })
  assert.equal((await channel({ url: 'smtp://localhost:1' }).send(message, { mail }, soon())).kind, 'failed')
})
test('what people wrote into a message begins no header of a mail', async t => {
  const { got, channel } = await server(t)
  await channel().send({ ...message, text: 'Hello\r\nBcc: all@example.com' }, { mail }, soon())
  const [headers] = got[0]!.split('\r\n\r\n') as [string]
  assert.doesNotMatch(headers, /^Bcc/im)
})
