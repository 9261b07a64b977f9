// Builds the app into a folder, and packs every file. Run in a process of its own: node build.ts FOLDER
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { here } from './sources.ts'

/** Fonts and pictures are packed already. */
const packs = /\.(js|css|svg|html)$/
const pack = (folder: string): void => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!packs.test(name)) continue
    const path = join(folder, name)
    const text = readFileSync(path)
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}

/**
 * Builds into `folder`, which is there whole or not at all. `once`: whoever was faster has built the same, and what is there stays as it
 * is, since somebody may be reading it.
 */
const buildInto = async (folder: string, once: boolean): Promise<void> => {
  mkdirSync(dirname(folder), { recursive: true })
  const draft = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  try {
    await build({ root: here, logLevel: 'error', build: { outDir: draft, emptyOutDir: true } })
    pack(draft)
    if (!once) rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!once || !taken.has((error as NodeJS.ErrnoException).code)) throw error
  }
}
/** A folder with something in it is not replaced by a rename. */
const taken: ReadonlySet<string | undefined> = new Set(['ENOTEMPTY', 'EEXIST'])

const usage =
  'npm run web:build [-- FOLDER] [--once]\n\n  Builds the web app as plain files for any web server; without a folder into packages/web/dist.' +
  '\n  --once: a folder that somebody else has built meanwhile stays as it is.'
const options = process.argv.slice(2)
const once = options.includes('--once')
const [folder = join(here, 'dist')] = options.filter(o => o !== '--once')
if (folder.startsWith('-')) {
  console.log(usage)
  process.exitCode = folder === '--help' ? 0 : 2
} else await buildInto(folder, once)
