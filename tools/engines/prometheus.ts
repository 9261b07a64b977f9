import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache.ts'
import { find } from './find.ts'
import type { Missing } from './missing.ts'

/** Debian's package, unpacked beside the jars: nothing of the machine is changed, and no service is started. */
const folder = (): string => join(cacheFolder(), 'prometheus')
const programOf = (name: 'prometheus' | 'promtool'): string | undefined => {
  const unpacked = join(folder(), 'usr/bin', name)
  return find(name) ?? (existsSync(unpacked) ? unpacked : undefined)
}
export const prometheus = (): string | undefined => programOf('prometheus')
export const promtool = (): string | undefined => programOf('promtool')

export const missingPrometheus = (): Missing | undefined =>
  prometheus() && promtool() ? undefined : { why: 'Prometheus is not here', how: 'npm run engines -- install prometheus' }

/** Whether Debian's tools can fetch it. */
export const hasApt = (): boolean => find('apt-get') !== undefined && find('dpkg-deb') !== undefined

/** Fetches the package by apt, which checks its signature, and unpacks it. */
export const fetchPrometheus = (): void => {
  mkdirSync(cacheFolder(), { recursive: true })
  const beginning = mkdtempSync(`${folder()}-`)
  try {
    run(beginning, 'apt-get', 'download', 'prometheus')
    const file = readdirSync(beginning).find(name => name.endsWith('.deb'))
    if (!file) throw new Error('apt-get download prometheus brought no package')
    run(beginning, 'dpkg-deb', '--extract', file, 'unpacked')
    rmSync(folder(), { recursive: true, force: true })
    renameSync(join(beginning, 'unpacked'), folder())
  } finally {
    rmSync(beginning, { recursive: true, force: true })
  }
}
const run = (cwd: string, command: string, ...args: string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${(stderr || stdout).slice(-1000)}`)
}
