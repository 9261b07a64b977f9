// Writes what is generated from the model: boards, diagrams, OpenAPI, AsyncAPI. `--check` only says what is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { documents } from '@jumun/core/docs'
import { systems } from '../systems/index.ts'

const root = join(import.meta.dirname, '..')
const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The documents that are not what the model says, with what they should be. */
export const stale = (): { readonly path: string; readonly text: string }[] =>
  Object.entries(systems).flatMap(([name, system]) =>
    [...documents(system)].map(([path, text]) => ({ path: join('systems', name, path), text })).filter(({ path, text }) => textOf(join(root, path)) !== text),
  )

if (import.meta.main) {
  const found = stale()
  for (const { path, text } of found) {
    console.log(path)
    if (process.argv.includes('--check')) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  if (process.argv.includes('--check') && found.length) {
    console.error(`${found.length} generated documents are stale: npm run docs`)
    process.exitCode = 1
  }
}
