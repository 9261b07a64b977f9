// The public command as a supervisor uses it: started by npm, ended by one signal to npm.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

const root = join(import.meta.dirname, '..')
const isOpen = (address: string): Promise<boolean> =>
  new Promise(done => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), done(true))).once('error', () => done(false))
  })
const isThere = (group: number): boolean => {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}

test('a signal to npm start ends everything that it started, and its ports are free', async t => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-start-'))
  const settings = ['start', 'cafeteria', '--', '--data', data, '--port', '0', '--banner', 'json', '--log', 'error']
  const npm = spawn('npm', settings, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => {
    if (isThere(npm.pid!)) process.kill(-npm.pid!, 'SIGKILL')
    rmSync(data, { recursive: true, force: true })
  })
  const gateway = await new Promise<string>((done, failed) => {
    let said = ''
    npm.once('exit', () => failed(new Error(`npm ended: ${said}`)))
    npm.stdout.on('data', part => {
      said += part
      const line = said.split('\n').find(l => l.startsWith('{"gateway"') && l.endsWith('}'))
      if (line) done(JSON.parse(line).gateway)
    })
  })
  assert.equal(await isOpen(gateway), true)
  npm.kill('SIGTERM')
  for (const end = Date.now() + 30_000; isThere(npm.pid!); ) {
    assert.ok(Date.now() < end, 'something of it still runs')
    await new Promise(done => setTimeout(done, 50))
  }
  assert.equal(await isOpen(gateway), false)
})

/** The command without npm, as a container runs it; `node`: words for Node itself. Resolves to how it ended. */
const started = (t: TestContext, settings: readonly string[], node: readonly string[] = []) => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-start-'))
  const words = [...node, 'run.js', 'cafeteria', '--data', data, '--port', '0', '--banner', 'json', ...settings]
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', part => (said += part))
  const ended = new Promise<number | string>(done => child.once('exit', (code, signal) => done(signal ?? code!)))
  t.after(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(data, { recursive: true, force: true })
  })
  const until = async (what: string, isSo: () => boolean) => {
    for (const end = Date.now() + 60_000; !isSo(); ) {
      assert.ok(Date.now() < end && child.exitCode === null, `not seen: ${what}; it said ${said}`)
      await new Promise(done => setTimeout(done, 1))
    }
  }
  return { child, data, ended, until, said: () => said }
}
test('who is told to stop as soon as it listens ends without a word', async t => {
  const impatient = "process.on('newListener', name => name === 'SIGTERM' && setTimeout(() => process.kill(process.pid, 'SIGTERM')))"
  const { ended, said } = started(t, [], ['--import', `data:text/javascript,${encodeURIComponent(impatient)}`])
  assert.deepEqual([await ended, said()], [0, ''])
})
test('who is told to stop while it opens its stores ends them, says nothing of it, and can be started again', async t => {
  const { child, data, ended, until, said } = started(t, [])
  await until('the store of order', () => existsSync(join(data, 'cafeteria/order.db')))
  child.kill('SIGTERM')
  assert.deepEqual([await ended, said()], [0, ''])
  const again = started(t, ['--data', data])
  await again.until('it runs', () => again.said().includes('{"gateway"'))
  again.child.kill('SIGTERM')
  assert.equal(await again.ended, 0)
})
test('who is told to stop while its database is away waits no longer', async t => {
  const { child, ended, until, said } = started(t, ['--log', 'warn', '--store', 'postgres://nobody@127.0.0.1:1/none'])
  await until('that it waits', () => said().includes('tried again'))
  child.kill('SIGTERM')
  assert.equal(await ended, 0, said())
})
test('who is told to stop while its broker does not answer ends what it has opened', async t => {
  const { child, data, ended, until, said } = started(t, ['--log', 'error', '--bus', 'kafka://127.0.0.1:1'])
  await until('the store of order', () => existsSync(join(data, 'cafeteria/order.db')))
  child.kill('SIGTERM')
  assert.deepEqual([await ended, said()], [0, ''])
})
test('a Node that is too old is told so in words', () => {
  const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.11.0"}})'
  const { status, stderr } = spawnSync(process.execPath, ['--import', old, join(root, 'run.js')], { encoding: 'utf8' })
  assert.deepEqual(
    [status, /needs Node 24 or newer, and this is Node 20\.11\.0\..*npm start/.test(stderr), stderr.includes('    at ')],
    [1, true, false],
    stderr,
  )
})
