// The files of deploy/kubernetes as they should be, and as they are.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { System } from '@jumun/core/model'
import { stringify } from 'yaml'
import { brokerFiles } from './broker.ts'
import { figuresOf } from './figures.ts'
import { type Files, manifestsOf } from './manifests.ts'

export const folder = join(import.meta.dirname, '../../deploy/kubernetes')
const said = '# Written from the model: npm run deploy -- render\n'

/** By path below `folder` what stands in it. */
export const rendered = async (systems: Iterable<System>): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>()
  const add = (some: Files): void => {
    for (const [path, all] of Object.entries(some))
      files.set(path, said + all.map(manifest => stringify(manifest, { lineWidth: 0 })).join('---\n'))
  }
  const names: string[] = []
  for (const system of systems) {
    names.push(system.name)
    add(manifestsOf(system, await figuresOf(system)))
  }
  add(brokerFiles(names))
  return files
}

/** The paths of files that are not as they should be: another content, missing, or of no system. */
export const differing = (files: ReadonlyMap<string, string>): readonly string[] => {
  const there = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(e =>
        e.isFile() ? [relative(folder, join(e.parentPath, e.name))] : [],
      )
    : []
  const isRight = (path: string) => existsSync(join(folder, path)) && readFileSync(join(folder, path), 'utf8') === files.get(path)
  return [...new Set([...files.keys(), ...there])].filter(path => !isRight(path)).sort()
}

export const write = (files: ReadonlyMap<string, string>): void => {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
