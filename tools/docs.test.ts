import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPolicies } from '@jumun/board'
import { systems } from '../systems/index.ts'
import { systemsNamed } from './command.ts'
import { stale, stalePages } from './docs.ts'
import { exportsOf, libraries } from './reference.ts'

test('the generated documents are those of the model', async () => {
  const found = await Promise.all([...systemsNamed([]).map(stale), stalePages()])
  assert.deepEqual(
    found.flat().map(({ path }) => path),
    [],
    'run: npm run docs',
  )
})

for (const system of Object.values(systems))
  test(`${system.name}: every policy leads to a command that is understood, with its key`, () =>
    assert.deepEqual(checkPolicies(system), []))

for (const { name, file } of libraries)
  test(`everything that ${name} exports says what it is`, () => {
    const found = [file].flat().flatMap(from => exportsOf(from))
    assert.ok(found.length > 10, `only ${found.length} were found`)
    assert.deepEqual(
      found.filter(({ words }) => !words).map(entry => `${entry.file} ${entry.name}`),
      [],
    )
  })
