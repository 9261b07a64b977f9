// The settings for providers of others, as docs/operating/identity.md writes them down.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Refusal, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'

const page = readFileSync(new URL('../docs/operating/identity.md', import.meta.url), 'utf8')
const examples = (name: string) => [...page.matchAll(RegExp(`\`\`\`json ${name}\\n([^]*?)\`\`\``, 'g'))].map(m => m[1]!)
const read = (...argv: string[]) => settingsFrom(['--access', 'guarded', '--issuer', 'https://id.example', ...argv], {}, product)

test('what the page says of Keycloak, Entra and Auth0 is understood', () => {
  const [claims, signIn] = [examples('claims'), examples('sign-in')]
  assert.deepEqual([claims.length, signIn.length], [3, 3])
  assert.deepEqual(
    claims.map(text => read('--claims', text).claims?.roles?.from),
    [['realm_access', 'roles'], 'roles', 'https://jumun.example/roles'],
  )
  assert.deepEqual(read('--sign-in', signIn[2]!).signIn, {
    client: 'aBcDeF',
    scope: 'openid offline_access',
    parameters: { audience: 'jumun' },
  })
})
test('what is not understood is refused, with what is', () => {
  const wrong: [string, string, RegExp][] = [
    ['--claims', 'nowhere.json', /--claims takes JSON, or a file with it.*nowhere/],
    ['--claims', '{', /--claims takes JSON/],
    ['--claims', '{"role":"roles"}', /--claims takes JSON such as/],
    ['--claims', '{"roles":"roles"}', /--claims takes JSON such as/],
    ['--claims', '{"roles":{"from":[]}}', /--claims takes JSON such as/],
    ['--claims', '{"roles":{"from":"roles","names":["a"]}}', /--claims takes JSON such as/],
    ['--claims', '{"claims":{"phone":7}}', /--claims takes JSON such as/],
    ['--sign-in', '{"scope":"openid"}', /--sign-in takes JSON such as/],
    ['--sign-in', '{"client":"x","secret":"y"}', /--sign-in takes JSON such as/],
  ]
  for (const [name, value, says] of wrong)
    assert.throws(
      () => read(name, value),
      (error: unknown) => error instanceof Refusal && says.test(error.message),
      value,
    )
  assert.throws(() => settingsFrom(['--sign-in', '{"client":"x"}'], {}, product), /provider of --issuer/)
})
