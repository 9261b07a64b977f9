import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { systemClock } from './index.ts'

/** What a process says that does this and nothing else. */
const said = async (work: string) => {
  const runtime = JSON.stringify(new URL('./index.ts', import.meta.url).href)
  const text = `import { systemClock } from ${runtime}\n${work}`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', text])
  return stdout.trim()
}

test('a process does not end while it sleeps', async () =>
  assert.equal(await said("await systemClock.sleep(20); console.log('awake')"), 'awake'))
test('an alarm keeps no process from its end', async () =>
  assert.equal(await said("systemClock.alarm(60_000, () => console.log('rang'))"), ''))
test('the steady time goes forward only', () => {
  const first = systemClock.steady()
  assert.ok(systemClock.steady() >= first)
})
