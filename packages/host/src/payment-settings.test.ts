import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { product } from '@jumun/systems'
import { Refusal, settingsFrom } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-payments-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const secrets = { JUMUN_STRIPE_SECRET: 'sk_test_secret', JUMUN_TOSS_SECRET: 'test_sk_secret' }
const read = (argv: string[], environment: NodeJS.ProcessEnv = secrets) => settingsFrom(argv, environment, product).payments
const refused = (says: RegExp) => (error: unknown) => error instanceof Refusal && says.test(error.message) && !/_secret/.test(error.message)

test('who takes the money is chosen for all systems, and for one of them otherwise', () => {
  assert.equal(read([]).of.size, 0)
  assert.equal(read(['--payments', 'sandbox']).of.size, 0)
  const { of } = read(['--payments', 'cafeteria=toss', '--payments', 'stripe', '--payments', 'air=sandbox'])
  assert.deepEqual([of.get('cafeteria'), of.get('bread'), of.get('air')], ['toss', 'stripe', undefined])
  assert.equal(read(['cafeteria'], { ...secrets, JUMUN_PAYMENTS: 'stripe' }).of.get('cafeteria'), 'stripe')
})
test('without its secret nothing starts, and the words say where it is taken from', () => {
  assert.throws(() => read(['--payments', 'stripe'], {}), refused(/--stripe-secret FILE.*environment/s))
  assert.throws(() => read(['--payments', 'toss'], { JUMUN_TOSS_SECRET: '  ' }), refused(/--toss-secret FILE/))
  assert.throws(() => read(['--payments', 'stripe', '--stripe-secret', join(folder, 'none')], {}), refused(/could not be read: ENOENT/))
})
test('a secret is never taken from the command line, where others can see it', () => {
  for (const [setting, secret] of [
    ['--stripe-secret', 'sk_live_secret'],
    ['--stripe-secret', 'rk_test_secret'],
    ['--stripe-webhook-secret', 'whsec_secret'],
  ] as const)
    assert.throws(() => read(['--payments', 'stripe', setting, secret]), refused(/takes a file that holds the key/))
  assert.throws(() => read(['--payments', 'toss', '--toss-secret', 'live_sk_secret']), refused(/takes a file that holds the key/))
})
test('a secret is read from the environment, the file of settings, or a file of its own', () => {
  writeFileSync(join(folder, 'secret'), 'sk_test_file\n')
  writeFileSync(join(folder, 'config'), 'JUMUN_PAYMENTS=stripe\nJUMUN_STRIPE_SECRET=sk_test_config\nJUMUN_STRIPE_WEBHOOK_SECRET=whsec_x\n')
  assert.equal(read(['--payments', 'stripe']).access.get('stripe')?.secret, 'sk_test_secret')
  const inFile = join(folder, 'secret')
  assert.equal(read(['--payments', 'stripe'], { JUMUN_STRIPE_SECRET: inFile }).access.get('stripe')?.secret, 'sk_test_file')
  assert.equal(read(['--payments', 'stripe', '--stripe-secret', inFile], {}).access.get('stripe')?.secret, 'sk_test_file')
  const { secret, webhookSecret } = read(['--config', join(folder, 'config')], {}).access.get('stripe')!
  assert.deepEqual([secret, webhookSecret], ['sk_test_config', 'whsec_x'])
})
test('what is no provider, no system and no safe address is refused in words', () => {
  assert.throws(() => read(['--payments', 'paypal']), refused(/sandbox, stripe or toss, not "paypal"/))
  assert.throws(() => read(['--payments', 'pizza=stripe']), refused(/system "pizza".*cafeteria/))
  assert.throws(() => read(['--payments', 'stripe', '--payments-at', 'stripe=nowhere']), refused(/stripe=http:\/\/localhost/))
  assert.throws(() => read(['--payments', 'stripe', '--payments-at', 'stripe=http://example.com']), refused(/https/))
})
