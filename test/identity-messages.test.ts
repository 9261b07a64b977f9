// Who signs up, forgets a password or is invited hears of it by the channels that messages of the systems take.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { Host, Refusal, settingsFrom } from '@jumun/host'
import { texts } from '@jumun/identity'
import { App, Browser, goodPassword } from '@jumun/identity/testing'
import { AlimtalkStandIn } from '@jumun/messages/testing'
import { product } from '@jumun/systems'
import { SMTPServer } from 'smtp-server'
import { folder, until } from './hosted.ts'

interface Mail {
  readonly to: string
  readonly id: string
  readonly text: string
}
/** A mail server that keeps what it got, and turns away the first so many. */
const mailServer = async (t: TestContext, refuses = 0) => {
  const got: Mail[] = []
  let left = refuses
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      let raw = ''
      stream.setEncoding('latin1').on('data', part => (raw += part))
      stream.on('end', () => {
        if (left-- > 0) return done(Object.assign(new Error('later'), { responseCode: 451 }))
        const [head = '', body = ''] = raw.split(/\r\n\r\n(.*)/s)
        const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
        const bytes = /base64/i.test(field('Content-Transfer-Encoding'))
          ? Buffer.from(body, 'base64')
          : Buffer.from(unquoted(body), 'latin1')
        got.push({ to: field('To'), id: field('Message-ID'), text: bytes.toString('utf8').trim() })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => new Promise<void>(done => server.close(() => done())))
  return { got, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}
const unquoted = (text: string): string =>
  text.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const shopWith = async (t: TestContext, data: string, settings: readonly string[]): Promise<Host> => {
  const argv = ['cafeteria', '--identity', 'built-in', '--data', data, '--port', '0', '--log', 'silent', ...settings]
  const host = new Host(settingsFrom(argv, {}, product), product)
  await host.start()
  t.after(() => host.stop())
  return host
}
const codeIn = ({ text }: { readonly text: string }): string => /\d{6}/.exec(text)![0]
const filled = (text: string, values: { readonly [name: string]: string }): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]!)
/** Asks for an account: a code is sent. */
const asks = async (host: Host, address: string, language: string): Promise<Browser> => {
  const browser = new Browser({ 'accept-language': language })
  await browser.go(new App(host.address).question())
  await browser.go(new URL(/href="([^"]*\/sign-up)"/.exec(browser.last.text)![1]!, host.address))
  await browser.submit({ address, name: 'Kim', password: goodPassword })
  return browser
}
const nth = <T>(got: readonly T[], n: number): Promise<T> => until(`message ${n}`, async () => got[n - 1])
const mailing = (url: string) => ['--channel', 'mail', '--smtp', url, '--mail-from', 'Jumun <id@shop.example>']

test('codes of sign-up and reset, and what an account is told besides, come by mail, in the language of the person', async t => {
  const { got, url } = await mailServer(t)
  const data = folder(t)
  const host = await shopWith(t, data, mailing(url))
  const to = 'kim@example.com'
  const browser = await asks(host, to, 'ko')
  const first = await nth(got, 1)
  assert.deepEqual([first.to, first.text], [to, filled(texts.Code.ko, { code: codeIn(first) })])
  const end = await browser.submit({ code: codeIn(first) })
  assert.ok(end.url.searchParams.get('code'), 'the account is there')

  const forgetful = new Browser()
  await forgetful.go(new App(host.address).question())
  await forgetful.go(new URL(/href="([^"]*\/reset)"/.exec(forgetful.last.text)![1]!, host.address))
  await forgetful.submit({ address: to })
  const second = await nth(got, 2)
  await forgetful.submit({ code: codeIn(second), password: `${goodPassword} again` })
  assert.equal((await nth(got, 3)).text, texts.PasswordChanged.ko)

  await asks(host, to, 'en')
  assert.equal((await nth(got, 4)).text, texts.HasAccount.ko, 'somebody else tries to sign up with it')
  await asks(host, 'lee@example.com', 'en')
  const last = await nth(got, 5)
  assert.equal(last.text, filled(texts.Code.en, { code: codeIn(last) }))
  const file = join(data, 'messages.log')
  assert.ok(!existsSync(file) || !readFileSync(file, 'utf8').includes(codeIn(last)), 'and nowhere else')
})
test('an invitation comes by mail', async t => {
  const { got, url } = await mailServer(t)
  const host = await shopWith(t, folder(t), ['--channel', 'log', '--channel', 'identity=mail', ...mailing(url).slice(2)])
  const operator = new Browser()
  await operator.go(host.firstOperator()!)
  await operator.submit({ address: 'boss@example.com', name: 'Boss', password: goodPassword }, 'name="name"')
  await operator.submit({ code: codeIn(await nth(got, 1)) })
  await operator.go(new App(host.address).question())
  if (operator.last.text.includes('name="password"')) await operator.submit({ address: 'boss@example.com', password: goodPassword })
  await operator.go(`${host.address}/id/account`)
  await operator.submit({ role: 'barista', key: '', to: 'new@example.com' }, 'name="role"')
  const invitation = await nth(got, 2)
  const link = /http\S+/.exec(invitation.text)![0]
  assert.deepEqual([invitation.to, invitation.text], ['new@example.com', filled(texts.Invitation.en, { role: 'barista', link })])
  const invited = new Browser()
  assert.match((await invited.go(link)).text, /barista/)
})
/** AlimTalk of a provider that keeps what reached people, with a template for each text. */
const kakao = async (t: TestContext) => {
  const provider = new AlimtalkStandIn('their secret')
  const url = await provider.listen()
  t.after(() => provider.close())
  const templates = Object.fromEntries(Object.keys(texts).map(what => [what, { ko: `${what}_KO`, en: `${what}_EN` }]))
  const dir = folder(t)
  const [account, secret] = [join(dir, 'alimtalk.json'), join(dir, 'alimtalk.key')]
  writeFileSync(account, JSON.stringify({ url, appKey: 'app', senderKey: 'sender', templates: { identity: templates } }))
  writeFileSync(secret, 'their secret\n')
  return { provider, settings: ['--alimtalk', account, '--alimtalk-secret', secret] }
}
/** What reached people by AlimTalk: whom, by which template, in which words. */
const phonesOf = (provider: AlimtalkStandIn) =>
  provider.phones.map(({ recipientNo: to, templateCode, templateParameter, content }: any) => ({
    to,
    templateCode,
    text: content ?? JSON.stringify(templateParameter),
  }))

test('codes, and what an account is told besides, come by AlimTalk to a phone, and by mail to who has an address', async t => {
  const { got, url } = await mailServer(t)
  const { provider, settings } = await kakao(t)
  provider.moods = ['500 after'] // it says that it failed, and has sent it all the same
  const host = await shopWith(t, folder(t), [
    '--channel',
    'log',
    '--channel',
    'identity=alimtalk,mail',
    ...settings,
    ...mailing(url).slice(2),
  ])
  const browser = await asks(host, '010-1234-5678', 'ko')
  await until('a message', async () => provider.phones.length > 0)
  const [first] = phonesOf(provider) as [ReturnType<typeof phonesOf>[number]]
  const code = codeIn(first)
  assert.deepEqual(first, { to: '01012345678', templateCode: 'Code_KO', text: filled(texts.Code.ko, { code }) })
  const end = await browser.submit({ code })
  assert.ok(end.url.searchParams.get('code'), 'the account is there')
  await asks(host, '01012345678', 'en')
  await until('another', async () => provider.phones.length > 1)
  assert.deepEqual(phonesOf(provider)[1], { to: '01012345678', templateCode: 'HasAccount_KO', text: texts.HasAccount.ko })
  await asks(host, 'lee@example.com', 'en')
  assert.equal((await nth(got, 1)).to, 'lee@example.com')
  assert.deepEqual([provider.phones.length, got.length], [2, 1], 'each once, and each by the channel that reaches them')
})
test('an invitation comes by AlimTalk to a phone, with the link that takes the invited in', async t => {
  const { provider, settings } = await kakao(t)
  const host = await shopWith(t, folder(t), ['--channel', 'alimtalk', ...settings])
  const phones = () => phonesOf(provider)
  const operator = new Browser()
  await operator.go(host.firstOperator()!)
  await operator.submit({ address: '01099998888', name: 'Boss', password: goodPassword }, 'name="name"')
  await until('a code', async () => phones().length === 1)
  await operator.submit({ code: codeIn(phones()[0]!) })
  await operator.go(new App(host.address).question())
  if (operator.last.text.includes('name="password"')) await operator.submit({ address: '01099998888', password: goodPassword })
  await operator.go(`${host.address}/id/account`)
  await operator.submit({ role: 'barista', key: '', to: '010-5555-6666' }, 'name="role"')
  await until('an invitation', async () => phones().length === 2)
  const invitation = phones()[1]!
  const link = /http\S+/.exec(invitation.text)![0]
  const text = filled(texts.Invitation.en, { role: 'barista', link })
  assert.deepEqual(invitation, { to: '01055556666', templateCode: 'Invitation_EN', text })
  assert.match((await new Browser().go(link)).text, /barista/)
})
test('codes and invitations are handed to a webhook, signed, and again under the same id where it was not there', async t => {
  const got: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', part => (body += part))
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      response.writeHead(got.length === 1 ? 503 : 204).end()
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => new Promise(done => server.close(done)))
  const secret = join(folder(t), 'secret')
  writeFileSync(secret, 'a secret that nobody guesses\n')
  const hook = ['--webhook-url', `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`, '--webhook-secret', secret]
  const host = await shopWith(t, folder(t), ['--channel', 'log', '--channel', 'identity=webhook', ...hook])
  const data = async (n: number) => JSON.parse((await nth(got, n)).body).data
  const operator = new Browser({ 'accept-language': 'ko' })
  await operator.go(host.firstOperator()!)
  await operator.submit({ address: '01099998888', name: 'Boss', password: goodPassword }, 'name="name"')
  const code = codeIn(await data(2))
  assert.deepEqual(await data(2), {
    system: 'identity',
    role: 'person',
    to: '01099998888',
    text: filled(texts.Code.ko, { code }),
    what: 'Code',
    language: 'ko',
  })
  assert.deepEqual([got[0]!.body, got[0]!.headers['webhook-id']], [got[1]!.body, got[1]!.headers['webhook-id']])
  for (const { headers, body } of got) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const mine = createHmac('sha256', 'a secret that nobody guesses').update(signed).digest('base64')
    assert.equal(headers['webhook-signature'], `v1,${mine}`)
  }
  await operator.submit({ code })
  await operator.go(new App(host.address).question())
  if (operator.last.text.includes('name="password"')) await operator.submit({ address: '01099998888', password: goodPassword })
  await operator.go(`${host.address}/id/account`)
  await operator.submit({ role: 'barista', key: '', to: 'new@example.com' }, 'name="role"')
  const { what, to, text } = await data(3)
  assert.deepEqual([what, to], ['Invitation', 'new@example.com'])
  assert.match((await new Browser().go(/http\S+/.exec(text)![0])).text, /barista/)
})
test('a mail server that is away for a moment is asked again, with the same mail', async t => {
  const { got, url } = await mailServer(t, 1)
  const host = await shopWith(t, folder(t), mailing(url))
  await asks(host, 'kim@example.com', 'en')
  assert.match((await nth(got, 1)).id, /^<[0-9a-f]{40}@shop\.example>$/)
})
test('what is said to no channel in particular is in the log, and what makes no sense is refused', async t => {
  const data = folder(t)
  const host = await shopWith(t, data, [])
  await asks(host, '01012345678', 'en')
  const file = join(data, 'messages.log')
  await until(
    'it is written',
    async () => existsSync(file) && /To\. 01012345678\nYour Jumun code is \d{6}/.test(readFileSync(file, 'utf8')),
  )
  const refused = (says: RegExp, ...argv: string[]) =>
    assert.throws(
      () => settingsFrom(argv, {}, product),
      (error: unknown) => error instanceof Refusal && says.test(error.message),
    )
  refused(/delivery, identity/, '--channel', 'identities=log')
  refused(/identity=… alone/, '--channel', 'identity/customer=log')
})
