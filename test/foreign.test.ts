// The packages as others use them: packed, installed into an empty project elsewhere, with strict TypeScript.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { build } from '../tools/build.ts'

const root = join(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'jumun-foreign-'))
const project = join(place, 'project')
after(() => rmSync(place, { recursive: true, force: true }))

// nothing of this repository is on the path
const path = (process.env['PATH'] ?? '').split(delimiter).filter(folder => !folder.includes('node_modules'))
// and what runs there is no part of this test
const { NODE_TEST_CONTEXT: _, ...inherited } = process.env
const env = { ...inherited, PATH: path.join(delimiter) }
const run = (command: string, args: readonly string[], cwd = project): string => {
  try {
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 500_000 })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}\n${stderr ?? ''}`.slice(-6000), { cause: error })
  }
}
/** The Node that runs this, and another one of the machine where it is older. */
const nodes = [process.execPath, ...path.map(folder => join(folder, 'node')).filter(node => versionOf(node) >= 20)].filter(
  (node, i, all) => all.findIndex(other => versionOf(other) === versionOf(node)) === i,
)
function versionOf(node: string): number {
  try {
    return Number(/^v(\d+)/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0)
  } catch {
    return 0
  }
}

const start = `
import { type AddressInfo } from 'node:net'
import { Host, settingsFrom } from '@jumun/host'
import { adapters } from './hotel/adapters.ts'
import { audit } from './hotel/audit.ts'
import { hotel } from './hotel/system.ts'

const businesses = { hotel: { system: hotel, adapters, promises: audit } }
const host = new Host(settingsFrom(['hotel', '--data', 'data', '--port', '0', '--log', 'silent'], {}, businesses), businesses)
await host.start()
const ask = async (path: string, body?: object): Promise<unknown> => {
  const init = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}
  const said = await fetch(host.address + path, init)
  return { status: said.status, body: await said.json() }
}
const booked = await ask('/bookings', { guestId: 'kim', kind: 'suite', from: '2035-03-08', to: '2035-03-10' })
const audited = await ask('/operations/audit')
const board = await fetch(host.address + '/boards/hotel.svg')
console.log(JSON.stringify({ booked, audited, board: board.status }))
await host.stop()
export type Port = AddressInfo['port']
`

before(() => {
  const dist = join(place, 'dist')
  const folders = build(dist)
  run('npm', ['pack', '--silent', '--pack-destination', place, ...folders], place)
  mkdirSync(project)
  const dependencies = Object.fromEntries(
    folders.map(folder => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      return [name, `file:../${name.slice(1).replace('/', '-')}-${version}.tgz`]
    }),
  )
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'foreign', private: true, type: 'module', dependencies }))
  cpSync(join(root, 'examples/hotel'), join(project, 'hotel'), { recursive: true })
  writeFileSync(join(project, 'start.ts'), start)
  const compilerOptions = {
    target: 'es2024',
    lib: ['esnext'],
    module: 'nodenext',
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    rewriteRelativeImportExtensions: true,
    outDir: 'out',
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['hotel', 'start.ts'] }))
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'])
  cpSync(join(root, 'node_modules/@types/node'), join(project, 'node_modules/@types/node'), { recursive: true })
  cpSync(join(root, 'node_modules/undici-types'), join(project, 'node_modules/undici-types'), { recursive: true })
})

describe('the packed packages, in a project elsewhere', () => {
  test('no package brings tests or sources along, and all have one version', () => {
    const found = globSync('node_modules/@jumun/*/**/*', { cwd: project })
    assert.ok(found.length > 100)
    assert.deepEqual(
      found.filter(file => /\.test\.|(?<!\.d)\.ts$/.test(file)),
      [],
    )
    const versions = globSync('node_modules/@jumun/*/package.json', { cwd: project }).map(
      file => JSON.parse(readFileSync(join(project, file), 'utf8')).version as string,
    )
    assert.deepEqual([...new Set(versions)], [JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version])
  })
  test('the hotel is checked by strict TypeScript, and built', () => {
    assert.equal(run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--singleThreaded', '-p', project]), '')
  })
  for (const node of nodes)
    test(`its tests pass on Node ${versionOf(node)}: tables, and stories in a storm`, () => {
      const said = run(node, ['--test', '--test-name-pattern=every role|stay|storm|rooms are held', 'out/hotel/hotel.test.js'])
      assert.match(said, /(# |ℹ )fail 0/)
    })
  test('it runs on embedded storage, takes a booking, shows its board, and its audit finds every promise kept', () => {
    const { booked, audited, board } = JSON.parse(run(process.execPath, ['out/start.js']).trim())
    assert.deepEqual([booked.status, booked.body.price, board], [201, 800_000, 200])
    assert.deepEqual([audited.body.kept, audited.body.systems[0].cases], [true, 1])
  })
})
