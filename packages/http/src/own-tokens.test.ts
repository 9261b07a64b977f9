import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { identity } from './index.ts'
import { ownPrefix, ownTokens } from './own-tokens.ts'

const secret = 'x'.repeat(40)
test('processes that share a secret know each other, by a token that is a new one every now and then, and ends', () => {
  let now = Date.now()
  const one = ownTokens(
    () => known,
    'cafeteria/order',
    ['system'],
    () => now,
  )
  const other = ownTokens(
    () => known,
    'cafeteria/gateway',
    ['system', 'operator'],
    () => now,
  )
  const known = [secret]
  const first = one.mine()
  assert.deepEqual(other.callerOf(first), { actor: 'cafeteria/order', roles: ['system'], claims: {}, anyone: false })
  assert.equal(one.mine(), first)
  now += 61_000
  assert.notEqual(one.mine(), first)
  assert.ok(other.callerOf(first), 'and the old one is good for those it meets on its way')
  now += 300_000
  assert.equal(other.callerOf(first), undefined)
  now -= 3_600_000
  assert.equal(other.callerOf(first), undefined, 'one from the future is none')
})
test('a secret is put in place of another without an outage: all of them are good, the first makes tokens', () => {
  let [mine, theirs]: readonly (readonly string[])[] = [[secret], [secret]]
  const one = ownTokens(() => mine!, 'one', ['system'])
  const other = ownTokens(() => theirs!, 'other', ['system'])
  const next = 'y'.repeat(40)
  theirs = [secret, next]
  mine = [next, secret]
  assert.ok(other.callerOf(one.mine()))
  assert.ok(one.callerOf(other.mine()))
  theirs = [next]
  mine = [next]
  assert.ok(other.callerOf(one.mine()) && one.callerOf(other.mine()))
  mine = ['z'.repeat(40)]
  assert.equal(other.callerOf(one.mine()), undefined)
})
test('what is changed, made up or cut off lets nobody in, and is nothing else either', async () => {
  const own = ownTokens(() => [secret], 'one', ['system'])
  const who = identity({ own })
  const token = own.mine()
  const [head, mac] = [token.slice(0, token.lastIndexOf('.')), token.slice(token.lastIndexOf('.') + 1)]
  const said = { sub: 'me', roles: ['operator', 'system'], at: Date.now(), until: Date.now() + 60_000 }
  const text = ownPrefix + Buffer.from(JSON.stringify(said)).toString('base64url')
  const made = (key: string | Buffer) => `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  const wrong = [
    `${text}.${mac}`,
    head,
    `${head}.`,
    `${head}.x`,
    `${head}.${mac}x.${mac}`,
    ownPrefix,
    `${ownPrefix}..`,
    made(secret),
    made(''),
    made(mac),
  ]
  for (const bad of wrong) await assert.rejects(async () => who.callerOf(bad), { slug: 'no-identity' }, bad)
  assert.equal((await who.callerOf(token)).actor, 'one')
  await assert.rejects(async () => identity().callerOf(token), { slug: 'no-identity' })
})
