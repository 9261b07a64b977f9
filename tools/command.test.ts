// The commands as people type them: each a process of its own, judged by what it prints and by its exit code.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { suite, test } from 'node:test'
import { until } from '@jumun/testing/cast'
import { clientOf } from './demo-client.ts'
import { launch } from './demo-process.ts'
import { needs, startPostgres } from './engines/index.ts'

const root = join(import.meta.dirname, '..')
interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}
const run = (file: string, ...args: string[]): Promise<Ended> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: root })
    let [out, err] = ['', '']
    child.stdout.on('data', text => (out += text))
    child.stderr.on('data', text => (err += text))
    child.on('error', fail).on('close', code => done({ code, out, err }))
  })
const folder = (t: { after(work: () => unknown): void }): string => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-commands-'))
  t.after(() => rmSync(data, { recursive: true, force: true }))
  return data
}

const commands: { readonly [file: string]: string } = {
  'tools/audit.ts': 'npm run audit',
  'tools/messages.ts': 'npm run messages',
  'tools/people.ts': 'npm run people',
  'tools/backup.ts': 'npm run backup',
  'tools/breaker.ts': 'npm run breaker',
  'tools/check-model.ts': 'npm run check-model',
  'tools/crash.ts': 'npm run crash',
  'tools/crash-town.ts': 'npm run crash:town',
  'tools/demo.ts': 'npm run demo',
  'tools/docs.ts': 'npm run docs',
  'tools/mcp.ts': 'npm run --silent mcp',
  'tools/move.ts': 'npm run move',
  'tools/museum.ts': 'node tools/museum.ts',
  'tools/registry.ts': 'npm run registry',
  'tools/rehearse.ts': 'npm run rehearse',
  'tools/simulate.ts': 'npm run simulate',
  'tools/engines/run.ts': 'npm run engines',
  'bench/run.ts': 'npm run bench',
}
for (const [file, words] of Object.entries(commands)) {
  test(`${words} --help says how it is used, and does nothing`, async () => {
    const { code, out, err } = await run(file, '--help')
    assert.deepEqual([code, err], [0, ''])
    assert.ok(out.startsWith(words), out)
  })
  test(`${words} says in words what it does not understand`, async () => {
    const { code, err } = await run(file, ...(file === 'tools/engines/run.ts' ? ['nonsense'] : ['--nonsense']))
    assert.equal(code, 2, err)
    assert.match(err, /nonsense/)
    assert.ok(err.includes(words), 'the usage is said, too')
    assert.doesNotMatch(err, /\n {4}at /, 'no stack')
  })
}
for (const [file, ...args] of [
  ['tools/audit.ts', 'motel'],
  ['tools/breaker.ts', 'motel'],
  ['tools/check-model.ts', 'motel'],
  ['tools/registry.ts', 'motel'],
  ['tools/rehearse.ts', 'motel'],
  ['tools/crash.ts', 'motel'],
  ['tools/crash-town.ts', '--system', 'motel'],
  ['tools/demo.ts', 'motel'],
  ['tools/docs.ts', 'motel'],
  ['tools/move.ts', 'motel', '--from', 'data', '--to', 'elsewhere'],
  ['tools/museum.ts', 'motel'],
  ['tools/simulate.ts', 'motel'],
] as const)
  test(`${commands[file]}: a system that there is not is answered with those that there are`, async () => {
    const { code, err } = await run(file, ...args)
    assert.equal(code, 2, err)
    assert.match(err, /There is no system "motel"\. There are: .*cafeteria/)
    assert.doesNotMatch(err, /\n {4}at /, 'no stack')
  })
for (const [what, file, ...args] of [
  ['a number that is none', 'tools/crash.ts', '--times', 'many'],
  ['no time at all', 'tools/breaker.ts', '--seconds', '0'],
  ['a story that there is not', 'tools/simulate.ts', 'cafeteria', '10', '--story', 'nonsense'],
  ['a rule that there is not', 'tools/simulate.ts', 'cafeteria', '10', '--break', 'nonsense'],
  ['half a story', 'tools/simulate.ts', 'cafeteria', '0.5'],
  ['a folder with nothing in it', 'tools/audit.ts', '--data', join(tmpdir(), 'jumun-nothing-here')],
  ['a folder with nothing in it', 'tools/check-model.ts', '--data', join(tmpdir(), 'jumun-nothing-here')],
  ['no place to move to', 'tools/move.ts', '--from', 'data'],
  ['an arrangement that there is not', 'tools/crash-town.ts', '--arrangement', 'nonsense'],
  ['a measurement that there is not', 'bench/run.ts', 'nonsense'],
] as const)
  test(`${commands[file]}: ${what} is not understood, and nothing is begun`, async () => {
    const { code, out, err } = await run(file, ...args)
    assert.deepEqual([code, out], [2, ''], err)
    assert.doesNotMatch(err, /\n {4}at /, 'no stack')
  })

/** A café with one order that was made, and of which everybody has heard; stopped. */
const oneOrder = async (data: string, settings: readonly string[] = []): Promise<void> => {
  const café = launch('cafeteria', { data, settings })
  const { gateway } = await café.ready
  const ask = clientOf(() => gateway)
  const made = await ask('POST', '/orders', { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 })
  assert.equal(made?.status, 201)
  const isHeard = async (): Promise<boolean> => {
    const contexts: readonly { lag: { [source: string]: number } }[] = (await ask('GET', '/operations/contexts'))?.body.contexts ?? []
    return contexts.length > 0 && contexts.every(c => Object.values(c.lag).every(n => n === 0))
  }
  await until(async () => (await isHeard()) && (await ask('GET', '/mypages'))?.body.page.totalElements === 1, 20_000, 25)
  await café.stop()
}

suite('npm run audit always gives a verdict', () => {
  test('of whole data: every promise kept, code 0', async t => {
    const data = folder(t)
    await oneOrder(data)
    const { code, out, err } = await run('tools/audit.ts', 'cafeteria', '--data', data)
    assert.deepEqual([code, err], [0, ''])
    assert.match(out, /^cafeteria: .*every promise kept/)
  })
  for (const [what, file, sql, where] of [
    ['a row of My Page that is gone', 'customercenter.db', 'DELETE FROM of_mypage', /BROKEN .*my ?page/],
    ['the money that the provider never had', 'sandbox-psp.db', 'DELETE FROM entry', /BROKEN .*money/],
  ] as const)
    test(`of broken data (${what}): the promise is named, code 1, as text and as JSON`, async t => {
      const data = folder(t)
      await oneOrder(data)
      const file1 = new DatabaseSync(join(data, 'cafeteria', file))
      const { changes } = file1.prepare(sql).run()
      file1.close()
      assert.ok(Number(changes) > 0, 'something was broken')
      const text = await run('tools/audit.ts', 'cafeteria', '--data', data)
      assert.equal(text.code, 1, text.err)
      assert.match(text.out, where)
      const json = await run('tools/audit.ts', 'cafeteria', '--data', data, '--json')
      assert.equal(json.code, 1, json.err)
      assert.equal(JSON.parse(json.out).broken.length, text.out.match(/BROKEN/g)!.length)
    })
  if (needs(['postgres'], 'the audit of a database'))
    test('of a database: whole code 0, broken code 1 with its name', async t => {
      const postgres = await startPostgres()
      t.after(() => postgres.stop())
      const data = folder(t)
      await oneOrder(data, ['--store', postgres.url])
      const args = ['cafeteria', '--data', data, '--store', postgres.url]
      const whole = await run('tools/audit.ts', ...args)
      assert.equal(whole.code, 0, whole.out + whole.err)
      const books = new DatabaseSync(join(data, 'cafeteria', 'sandbox-psp.db'))
      books.exec('DELETE FROM entry')
      books.close()
      const broken = await run('tools/audit.ts', ...args)
      assert.equal(broken.code, 1, broken.err)
      assert.match(broken.out, /BROKEN .*money/)
    })
})

test('npm run simulate: stories that threads tell have a verdict: code 0 where every promise is kept, 1 where one is broken', async () => {
  const kept = await run('tools/simulate.ts', 'cafeteria', '3', '1', '--workers', '2')
  assert.equal(kept.code, 0, kept.err)
  assert.match(kept.out, /^cafeteria: 3 stories from seed 1 in \d+ s, all promises kept/)
  const broken = await run('tools/simulate.ts', 'cafeteria', '3', '1', '--without', 'drink.ordered')
  assert.equal(broken.code, 1, broken.err)
  assert.match(broken.out, /3 stories from seed 1 .*with a broken promise/)
})

test('npm run backup: whoever answers at the address but is not Jumun is named, code 1', async t => {
  const other = createServer((_, answer) => answer.end('<html>')).listen(0, '127.0.0.1')
  t.after(() => other.close())
  await new Promise(done => other.once('listening', done))
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  const { code, err } = await run('tools/backup.ts', '--at', url)
  assert.equal(code, 1)
  assert.match(err, new RegExp(`${url} answered 200, and not as Jumun does`))
})
