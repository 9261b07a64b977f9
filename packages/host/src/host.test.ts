import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Host, Refusal, settingsFrom } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-host-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const host = (data: string, port = 0) => new Host(settingsFrom(['cafeteria', '--data', join(folder, data), '--port', String(port), '--log', 'silent'], {}))
const refused = (says: RegExp) => (error: unknown) => error instanceof Refusal && says.test(error.message)

test('a folder that is taken is refused in words', async () => {
  const first = host('one')
  await first.start()
  try {
    await assert.rejects(host('one').start(), refused(/in use by process \d+.*another directory/))
  } finally {
    await first.stop()
  }
})
test('a setting that is not one is refused, with what it takes', () => {
  const read =
    (...argv: string[]) =>
    () =>
      settingsFrom(argv, {})
  assert.throws(read('nothing'), refused(/no system "nothing".*cafeteria/))
  assert.throws(read('--port', 'x'), refused(/--port takes a whole number/))
  assert.throws(read('--access', 'sometimes'), refused(/open or guarded/))
  assert.throws(read('--payment-delay', '620-400'), refused(/--payment-delay takes two numbers/))
  assert.throws(read('--nonsense'), refused(/--data DIR/))
  assert.equal(settingsFrom([], { JUMUN_PORT: '9000' }).port, 9000)
})
test('what can be reached from outside does not start open', async () => {
  const open = new Host(settingsFrom(['cafeteria', '--data', join(folder, 'two'), '--host', '0.0.0.0'], {}))
  await assert.rejects(open.start(), refused(/only possible on loopback/))
})
