import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { context, type System, systemOf } from '@jumun/core/model'
import { product } from '@jumun/systems'
import { businessesIn, Host, promisesOf, Refusal, settingsFrom } from './index.ts'

const folderOf = (t: TestContext, files: { readonly [path: string]: string }): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-businesses-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
const inn = "export const inn = { kind: 'system', name: 'inn', contexts: [] }"

test('a system is found by its folder, with what lies beside it', async t => {
  const folder = folderOf(t, {
    'inn/system.ts': inn,
    'inn/adapters.ts': 'export const adapters = () => ({})',
    'inn/audit.ts': "export const audit = { owner: { context: 'desk', aggregate: 'stay' } }",
    'words/readme.md': 'no system',
  })
  const found = await businessesIn(folder)
  assert.deepEqual(Object.keys(found), ['inn'])
  assert.equal(found['inn']!.folder, join(folder, 'inn'))
  assert.deepEqual(promisesOf(found['inn']!).owner, { context: 'desk', aggregate: 'stay' })
  assert.ok(found['inn']!.adapters)
})
test('a folder that is not there has no systems, and a system of another name than its folder is refused in words', async t => {
  assert.deepEqual(await businessesIn(join(tmpdir(), 'jumun-nowhere')), {})
  const folder = folderOf(t, { 'hotel/system.ts': inn })
  await assert.rejects(
    businessesIn(folder),
    (e: unknown) => e instanceof Refusal && /hotel is to export the system "hotel".*"inn"/.test(e.message),
  )
})
test('a system that nobody has written documents or promises for shows its board and its API, and is audited', async t => {
  const empty = context('desk', {
    port: 8081,
    level: 'core',
    team: 'desk team',
    events: {},
    commands: {},
    aggregates: [],
    policies: {},
    routes: {},
  })
  const system: System = systemOf('inn', { title: { en: 'Inn', ko: '여관' }, color: '#336699', contexts: [empty], reasons: {}, roles: [] })
  const businesses = { inn: { system } }
  const host = new Host(settingsFrom(['inn', '--data', folderOf(t, {}), '--port', '0', '--log', 'silent'], {}, businesses), businesses)
  await host.start()
  t.after(() => host.stop())
  const get = (path: string) => fetch(host.address + path)
  assert.match(await (await get('/boards/inn.svg')).text(), /<svg/)
  assert.equal(((await (await get('/docs/inn/openapi.json')).json()) as { openapi: string }).openapi, '3.1.0')
  assert.equal(((await (await get('/operations/audit')).json()) as { kept: boolean }).kept, true)
})
test('who asks others and has nobody to answer for them does not start, and says so', async t => {
  const businesses = { bread: { system: product['bread']!.system } }
  const host = new Host(settingsFrom(['bread', '--data', folderOf(t, {}), '--port', '0', '--log', 'silent'], {}, businesses), businesses)
  await assert.rejects(host.start(), (e: unknown) => e instanceof Refusal && /give its adapters/.test(e.message))
  await host.stop()
})
