// What a package imports it declares: it is installed alone where it is used as a library.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const folders = [...globSync('packages/*', { cwd: root }), 'systems']
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const nameOf = (from: string): string => (from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : from.split('/')[0]!)
const importing =
  /(?:^|\n|;)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^'.][^']*)'|\bimport\s*\(\s*'([^'.][^']*)'|\n\s*import\s*'([^'.][^']*)'/g

/** The packages that some sources name and a manifest does not declare. */
const undeclared = (own: string, sources: readonly string[], declared: ReadonlySet<string>): string[] => {
  const named = sources.flatMap(text => [...text.matchAll(importing)].map(([, a, b, c]) => nameOf((a ?? b ?? c)!)))
  return [...new Set(named)].filter(n => n !== own && !n.startsWith('node:') && !builtinModules.includes(n) && !declared.has(n)).sort()
}

for (const folder of folders)
  test(`${folder.replaceAll('\\', '/')} declares what it imports`, () => {
    const manifest = JSON.parse(read(`${folder}/package.json`))
    const files = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/node_modules', '**/dist'] }).filter(
      path => !/\.test\.tsx?$/.test(path),
    )
    const declared = new Set(
      ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap(kind => Object.keys(manifest[kind] ?? {})),
    )
    assert.ok(files.length > 0)
    assert.deepEqual(undeclared(manifest.name, files.map(read), declared), [])
  })

test('what is not declared is seen', () => {
  const source =
    "import { a } from '@jumun/core/model'\nimport type B from 'pg'\nconst c = await import('kysely')\nimport { d } from './d.ts'\n"
  assert.deepEqual(undeclared('own', [source], new Set(['pg'])), ['@jumun/core', 'kysely'])
})
