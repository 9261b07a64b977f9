// What buf says of a proto file: whether it is written as such files are, and what a new one breaks of an old one.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const buf = join(import.meta.dirname, '../node_modules/.bin/buf')
const rules = 'version: v2\nlint:\n  use: [STANDARD]\nbreaking:\n  use: [FILE]\n'

/** Lines in which buf says what is wrong; none: nothing is. Throws where it could not look. */
const said = (args: readonly string[], cwd: string): readonly string[] => {
  try {
    execFileSync(buf, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    return []
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number | null; stdout: string; stderr: string }
    if (status !== 100) throw new Error(`buf could not look: ${stderr || String(error)}`)
    return stdout.trim().split('\n')
  }
}
/** Where a package's file has to lie: as its name says. */
const place = (folder: string, proto: string): void => {
  const [, name = 'none'] = /^package ([\w.]+);/m.exec(proto) ?? []
  const file = join(folder, ...name.split('.'), 'service.proto')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, proto)
  writeFileSync(join(folder, 'buf.yaml'), rules)
}
const within = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-buf-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What is not as it should be in a file. */
export const lintOf = (proto: string): readonly string[] =>
  within(folder => {
    place(folder, proto)
    return said(['lint'], folder)
  })
/** What of the old file whoever has it would miss in the new one. */
export const breaksBetween = (old: string, proto: string): readonly string[] =>
  within(folder => {
    place(join(folder, 'old'), old)
    place(join(folder, 'new'), proto)
    return said(['breaking', '--against', '../old'], join(folder, 'new'))
  })
