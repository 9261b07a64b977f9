import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { messageLog } from './message-log.ts'

const folder = (t: { after(work: () => unknown): void }): string => {
  const dir = mkdtempSync(join(tmpdir(), 'jumun-messages-'))
  t.after(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

test('messages are in the file when they count as sent, in order, and only its owner reads them', async t => {
  const file = join(folder(t), 'deep', 'messages.log')
  const log = messageLog(file)
  await Promise.all(['a\n', 'b\n', 'c\n'].map(text => log.write(text)))
  assert.equal(readFileSync(file, 'utf8'), 'a\nb\nc\n')
  await log.write('d\n')
  await log.close()
  const again = messageLog(file)
  await again.write('e\n')
  await again.close()
  assert.equal(readFileSync(file, 'utf8'), 'a\nb\nc\nd\ne\n')
  assert.equal(statSync(file).mode & 0o777, 0o600)
})
test('a message that cannot be written is not sent, and can be tried again', async t => {
  const file = join(folder(t), 'messages.log')
  mkdirSync(file)
  const log = messageLog(file)
  await assert.rejects(log.write('a\n'), /EISDIR/)
  rmSync(file, { recursive: true })
  await log.write('a\n')
  await log.close()
  assert.equal(readFileSync(file, 'utf8'), 'a\n')
})
test('a file that has grown large is put aside: two are kept', async t => {
  const file = join(folder(t), 'messages.log')
  const log = messageLog(file, 10)
  for (const text of ['first and long\n', 'second and long\n', 'third\n']) await log.write(text)
  await log.close()
  assert.deepEqual([readFileSync(`${file}.1`, 'utf8'), readFileSync(file, 'utf8')], ['second and long\n', 'third\n'])
  assert.equal(existsSync(`${file}.2`), false)
})
