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

test('an address with line breaks begins no message of its own', async () => {
  const written: string[] = []
  await logChannel({ write: text => written.push(text) }).Send({ key: '8-1', to: 'kim\n\nTo. 01000000000', text: 'Your Order is Ordered' })
  assert.deepEqual(written, ['\nTo. kim To. 01000000000\nYour Order is Ordered\n'])
})
