import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cache.ts'
import { find } from './find.ts'
import type { Missing } from './missing.ts'

/** A Python that can make environments, 3.10 or later. */
export const hasPython = (): boolean => {
  const program = find('python3')
  const asked = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'
  return program !== undefined && spawnSync(program, ['-I', '-c', asked]).status === 0
}
const run = (command: string, ...args: string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${(stderr || stdout).slice(-1000)}`)
}

/** An environment of its own, with exactly what a list of requirements pins; kept between runs. */
class Environment {
  private readonly name: string
  private readonly requirements: string
  constructor(name: string, requirements: string) {
    this.name = name
    this.requirements = requirements
  }
  get folder(): string {
    const sum = createHash('sha256').update(readFileSync(this.requirements)).digest('hex').slice(0, 8)
    return join(cacheFolder(), `${this.name}-${sum}`)
  }
  /** Its interpreter. */
  get python(): string {
    return join(this.folder, 'bin', 'python')
  }
  /** What it lacks: its packages. */
  missing(): Missing | undefined {
    return existsSync(this.python) ? undefined : { why: `${this.name} is not here`, how: `npm run engines -- install ${this.name}` }
  }
  /** The version of one of its packages. */
  version(of: string): string {
    return RegExp(`^${of}==(\\S+)`, 'm').exec(readFileSync(this.requirements, 'utf8'))![1]!
  }
  /** Fetches by pip what is pinned, and takes it only where every file has the sum that stands there. */
  fetch(): void {
    const { folder } = this
    mkdirSync(dirname(folder), { recursive: true })
    const beginning = mkdtempSync(`${folder}-`)
    try {
      run(find('python3')!, '-I', '-m', 'venv', beginning)
      const pip = ['-I', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
      run(join(beginning, 'bin', 'python'), ...pip, '--require-hashes', '--only-binary', ':all:', '--requirement', this.requirements)
      rmSync(folder, { recursive: true, force: true })
      renameSync(beginning, folder)
    } finally {
      rmSync(beginning, { recursive: true, force: true })
    }
  }
}
const asker = new Environment('schemathesis', join(import.meta.dirname, 'schemathesis', 'requirements.txt'))
/** What the messages in Python need. */
export const teller = new Environment('python-client', join(import.meta.dirname, '../../clients/python/requirements.txt'))
/** What holds them to their types and to what they expect of others. */
export const checker = new Environment('python-checks', join(import.meta.dirname, '../../clients/python/requirements-checks.txt'))
const proxy = new Environment('envoy', join(import.meta.dirname, 'envoy', 'requirements.txt'))
/** By the name of the need. */
export const environments = { schemathesis: asker, 'python-client': teller, 'python-checks': checker, envoy: proxy }

/** The command before its arguments. */
export const schemathesis = (): string[] => [asker.python, '-I', '-m', 'schemathesis.cli']
export const schemathesisVersion = asker.version('schemathesis')

/** Envoy itself, which its package carries. */
export const envoy = (): string =>
  globSync('lib/python*/site-packages/envoy/_bin/envoy', { cwd: proxy.folder }).map(path => join(proxy.folder, path))[0]!
