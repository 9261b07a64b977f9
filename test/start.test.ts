// The public command as a supervisor uses it: started by npm, ended by one signal to npm.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

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
test('a Node that is too old is told so in words', () => {
  const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.11.0"}})'
  const { status, stderr } = spawnSync(process.execPath, ['--import', old, join(root, 'run.js')], { encoding: 'utf8' })
  assert.deepEqual(
    [status, /needs Node 24 or newer, and this is Node 20\.11\.0\..*npm start/.test(stderr), stderr.includes('    at ')],
    [1, true, false],
    stderr,
  )
})
