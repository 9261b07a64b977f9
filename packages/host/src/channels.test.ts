import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { product } from '@jumun/systems'
import { channelsOf } from './channels.ts'
import { Refusal } from './refusal.ts'
import { settingsFrom } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-channels-'))
process.on('exit', () => rmSync(folder, { recursive: true }))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const secret = file('secret', 'a secret that nobody guesses\n')
const account = file('account.json', '{"appKey":"a","senderKey":"s","templates":{"cafeteria":{"Made":{"ko":"M"}}}}')
const open = (...argv: string[]) =>
  channelsOf(
    settingsFrom(argv, {}, product).messaging,
    async () => {},
    () => {},
  )
const refusal = (...argv: string[]): string => {
  try {
    open(...argv)
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    return error.message
  }
  return assert.fail(`not refused: ${argv.join(' ')}`)
}
const web = ['--channel', 'webhook', '--webhook-url', 'https://shop.example/m']
const mail = ['--channel', 'mail', '--smtp', 'smtps://jumun@mail.example', '--mail-from', 'orders@shop.example']

const wrong: readonly (readonly [says: string, names: RegExp, argv: readonly string[]])[] = [
  ['a channel that there is not', /--channel .*"fax"/, ['--channel', 'fax']],
  ['a chain with a channel twice', /names a channel twice/, ['--channel', 'log,log']],
  ['a system that there is not', /the system "cafe"/, ['--channel', 'cafe=log']],
  ['a part that a system does not have', /customer, owner, rider/, ['--channel', 'delivery/cook=log']],
  ['two chains for the same people', /twice for delivery/, ['--channel', 'delivery=log', '--channel', 'delivery=log']],
  ['a limit that is no number', /--message-limit/, ['--message-limit', 'many']],
  ['a webhook without an address', /--webhook-url/, ['--channel', 'webhook']],
  [
    'a webhook that anybody on the way reads',
    /https/,
    ['--channel', 'webhook', '--webhook-url', 'http://shop.example/m', '--webhook-secret', secret],
  ],
  ['a webhook without a secret', /--webhook-secret/, web],
  ['a webhook whose secret is not there', /--webhook-secret .*ENOENT/, [...web, '--webhook-secret', join(folder, 'none')]],
  ['a webhook whose secret is short', /at least 16/, [...web, '--webhook-secret', file('short', 'short')]],
  ['mail without a server', /--smtp/, ['--channel', 'mail']],
  ['mail without a sender', /--mail-from/, ['--channel', 'mail', '--smtp', 'smtps://mail.example']],
  ['mail with a login and no password', /--smtp-password/, mail],
  [
    'a password on the command line',
    /in a file/,
    ['--channel', 'mail', '--smtp', 'smtps://jumun:hunter22@mail.example', '--mail-from', 'a@b.example'],
  ],
  ['AlimTalk without an account', /--alimtalk\b/, ['--channel', 'alimtalk']],
  ['AlimTalk without its secret', /--alimtalk-secret/, ['--channel', 'alimtalk', '--alimtalk', account]],
  [
    'an account without templates',
    /"templates"/,
    ['--channel', 'alimtalk', '--alimtalk-secret', secret, '--alimtalk', file('a.json', '{"appKey":"a","senderKey":"s"}')],
  ],
  [
    'contacts that are none',
    /--contacts .*entry 1 of "air"/,
    [...web, '--webhook-secret', secret, '--contacts', file('c.json', '{"air":{"7":{"phone":"call me"}}}')],
  ],
]
for (const [says, names, argv] of wrong)
  test(`refused at the start: ${says}`, () => {
    const message = refusal(...argv)
    assert.match(message, names)
    assert.doesNotMatch(message, /hunter22|a secret that/)
  })
test('what has all that it needs is taken; where everything goes to the log there is nothing to make', () => {
  const of = (name: string, value: string) => [`--${name}`, value]
  const chains = [of('channel', 'alimtalk,mail,log'), of('channel', 'delivery/owner=webhook')]
  const hook = [of('webhook-url', 'https://shop.example/m'), of('webhook-secret', secret)]
  const server = [of('smtp', 'smtps://jumun@mail.example'), of('smtp-password', secret), of('mail-from', 'Shop <orders@shop.example>')]
  const kakao = [of('alimtalk', account), of('alimtalk-secret', secret)]
  const all = open(...[chains, hook, server, kakao].flat(2))
  assert.ok(all)
  all.close()
  assert.equal(open(), undefined)
  assert.equal(open('--channel', 'log'), undefined)
})
