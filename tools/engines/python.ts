import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cache.ts'
import { find } from './find.ts'
import type { Missing } from './missing.ts'

const requirements = join(import.meta.dirname, 'schemathesis', 'requirements.txt')

/** What Schemathesis lacks: its packages, in an environment of their own that is kept between runs. */
export const missingSchemathesis = (): Missing | undefined =>
  existsSync(pythonIn(folder())) ? undefined : { why: 'Schemathesis is not here', how: 'npm run engines -- install schemathesis' }

/** A Python that can make environments, 3.10 or later. */
export const hasPython = (): boolean => {
  const program = find('python3')
  const asked = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'
  return program !== undefined && spawnSync(program, ['-I', '-c', asked]).status === 0
}

/** The command before its arguments. */
export const schemathesis = (): string[] => [pythonIn(folder()), '-I', '-m', 'schemathesis.cli']
export const schemathesisVersion = /^schemathesis==(\S+)/m.exec(readFileSync(requirements, 'utf8'))![1]!

/** Fetches by pip what `requirements.txt` pins, and takes it only where every file has the sum that stands there. */
export const fetchSchemathesis = (): void => {
  mkdirSync(dirname(folder()), { recursive: true })
  const beginning = mkdtempSync(`${folder()}-`)
  try {
    run(find('python3')!, '-I', '-m', 'venv', beginning)
    const pip = ['-I', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
    run(pythonIn(beginning), ...pip, '--require-hashes', '--only-binary', ':all:', '--requirement', requirements)
    rmSync(folder(), { recursive: true, force: true })
    renameSync(beginning, folder())
  } finally {
    rmSync(beginning, { recursive: true, force: true })
  }
}

const folder = (): string =>
  join(cacheFolder(), `schemathesis-${createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 8)}`)
const pythonIn = (environment: string): string => join(environment, 'bin', 'python')
const run = (command: string, ...args: string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${(stderr || stdout).slice(-1000)}`)
}
