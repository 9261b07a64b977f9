import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logChannel } from './log-channel.ts'

const made = { key: '7-3', to: '01012345678', text: 'Your Order is Made\nCome and Take it, Please!' }

test('the log channel writes what was published, once for each key', async () => {
  const written: string[] = []
  const channel = logChannel({ write: text => written.push(text) })
  assert.deepEqual(await channel.Send(made), { status: 'sent', detail: { channel: 'log' } })
  await channel.Send(made)
  assert.deepEqual(written, ['\nTo. 01012345678\nYour Order is Made\nCome and Take it, Please!\n'])
})
