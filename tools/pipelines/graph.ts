// What a context is made of: the files from which its process is put together, found by what imports what.
import { globSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { System } from '@jumun/core/model'

const root = realpathSync(join(import.meta.dirname, '../..'))
const importing = /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/g
const known = new Map<string, readonly string[]>()
/** The files of this repository that a file imports, by their paths in it. */
const importsOf = (path: string): readonly string[] => {
  const found = known.get(path)
  if (found) return found
  const all = [...readFileSync(join(root, path), 'utf8').matchAll(importing)].flatMap(([, from, bare, late]) => {
    const to = (from ?? bare ?? late)!
    if (to.startsWith('.')) return [join(dirname(path), to)]
    if (!to.startsWith('@jumun/')) return []
    return [relative(root, realpathSync(fileURLToPath(import.meta.resolve(to))))]
  })
  const files = all.filter(to => /\.tsx?$/.test(to))
  known.set(path, files)
  return files
}
/** Everything that is reached from some files, without going into what is `beyond`. */
const reached = (from: readonly string[], beyond: (path: string) => boolean): readonly string[] => {
  const seen = new Set(from)
  for (const path of seen) for (const to of importsOf(path)) if (!beyond(to)) seen.add(to)
  return [...seen].sort()
}

/** What every process is made of, whatever it runs: packages whole, and what they are installed and put into an image by. */
export const platform = (): readonly string[] => {
  const files = reached(['run.ts'], path => path.startsWith('systems/') || path.startsWith('examples/'))
  const packages = new Set(files.flatMap(path => /^packages\/[^/]+/.exec(path)?.[0] ?? []))
  return [
    ...[...packages].sort().map(folder => `${folder}/**`),
    'run.js',
    'run.ts',
    'package.json',
    'package-lock.json',
    'deploy/image/**',
    'tools/image/**',
  ]
}
/** The gateway of a system is a process as well, and knows all of it. */
export const gateway = 'gateway'
/** What the process of one context is made of besides: patterns as GitHub understands them. */
export const partsOf = (system: System, context: string): readonly string[] => {
  const folder = `systems/${system.name}`
  if (context === gateway)
    return [
      `${folder}/**`,
      ...reached([`${folder}/system.ts`], path => !path.startsWith('systems/')).filter(p => !p.startsWith(`${folder}/`)),
    ]
  const others = system.contexts.filter(c => c.name !== context).map(c => `${folder}/${c.name}/`)
  const isTest = (path: string) => path.endsWith('.test.ts')
  const own = globSync(`${folder}/${context}/**/*.ts`, { cwd: root }).filter(path => !isTest(path))
  const whole = ['system', 'adapters', 'texts'].map(name => `${folder}/${name}.ts`)
  // what puts the system together imports all contexts; of the others only what this one itself imports is its own
  const files = [
    ...reached(own, path => !path.startsWith('systems/')),
    ...reached(whole, path => !path.startsWith('systems/') || others.some(other => path.startsWith(other))),
  ]
  const beside = files.filter(path => !path.startsWith(`${folder}/${context}/`))
  return [`${folder}/${context}/**`, ...new Set(beside.sort())]
}
/** Whether a path is meant by one of these patterns. */
export const isMeant = (path: string, patterns: readonly string[]): boolean =>
  patterns.some(pattern => (pattern.endsWith('/**') ? path.startsWith(pattern.slice(0, -2)) : path === pattern))
