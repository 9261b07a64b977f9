import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { systems } from '@jumun/systems'
import { declared, seedVariables, settingsPage, variableOf } from './declared.ts'
import { usage } from './said.ts'
import { settingsFrom } from './settings.ts'

const root = join(import.meta.dirname, '../../..')
/** Source of the product without its tests, by path. */
const sources = globSync(['packages/*/src/**/*.ts', 'systems/**/*.ts', 'run.ts', 'run.js'], { cwd: root })
  .filter(path => !/\.test\.ts$|\/generated\/|node_modules/.test(path))
  .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))

test('every setting that the code reads from the environment is declared', () => {
  const known = new Set(Object.keys(declared).map(variableOf))
  const read = sources.flatMap(({ path, text }) => [...text.matchAll(/\bJUMUN_[A-Z][A-Z_]*[A-Z]\b/g)].map(m => ({ path, name: m[0] })))
  assert.ok(read.length > 0)
  assert.deepEqual(
    read.filter(({ name }) => !known.has(name)),
    [],
  )
  // whoever reads the environment by themselves has a setting that nobody finds
  const readers = sources.filter(({ text }) => /process\.env\b/.test(text)).map(s => s.path)
  assert.deepEqual(readers.sort(), ['packages/host/src/running.ts', 'run.ts'])
})
test('every declared setting is read, and is in --help and in the table', () => {
  const readers = [
    ...['settings.ts', 'said.ts'].map(file => readFileSync(join(import.meta.dirname, file), 'utf8')),
    ...sources.filter(s => s.path.endsWith('-settings.ts')).map(s => s.text.replace(/Options = \{.*?\n\}/s, '')),
  ].join()
  const page = settingsPage()
  for (const name of Object.keys(declared)) {
    assert.match(readers, new RegExp(`'${name}'`), `${name} is declared, and nobody reads it`)
    assert.ok(usage.includes(`--${name} `), name)
    assert.ok(page.includes(`\`${variableOf(name)}\``), name)
  }
})
test('what the table says that counts by default does', () => {
  const byDefault = settingsFrom([], {}, {})
  assert.deepEqual(
    [byDefault.data, byDefault.backups, byDefault.bus, byDefault.host, byDefault.access, byDefault.log, byDefault.banner].map(String),
    ([declared.data, declared.backups, declared.bus, declared.host, declared.access, declared.log, declared.banner] as const).map(
      d => d.otherwise,
    ),
  )
  const { callerRate, addressRate, connections, connectionsByAddress } = byDefault.edge
  const rates = [callerRate, addressRate].map(r => `${r.perSecond}/${r.burst}`)
  assert.deepEqual(rates, [declared['caller-rate'].otherwise, declared['address-rate'].otherwise])
  assert.deepEqual(
    [connections, connectionsByAddress, byDefault.requestTime].map(String),
    [declared.connections, declared['connections-by-address'], declared['request-time']].map(d => d.otherwise),
  )
})
test('what seeds read from the environment is in the table, and nothing else is', () => {
  const asked = new Set<string>()
  for (const { contexts } of Object.values(systems)) for (const { seeds } of contexts) seeds(name => void asked.add(name))
  assert.deepEqual([...asked], Object.keys(seedVariables))
  for (const name of asked) assert.ok(settingsPage().includes(`\`${name}\``))
})
