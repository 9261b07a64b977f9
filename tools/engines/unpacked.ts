// Programs of Debian's packages, unpacked beside the jars: nothing of the machine is changed, and no service is started.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache.ts'
import { find } from './find.ts'

/** Where a program of a package lies: on the PATH, or where it was unpacked. */
export const programOf = (name: string, of: string = name): string | undefined => {
  const unpacked = join(cacheFolder(), of, 'usr/bin', name)
  return find(name) ?? (existsSync(unpacked) ? unpacked : undefined)
}

/** Whether Debian's tools can fetch it. */
export const hasApt = (): boolean => find('apt-get') !== undefined && find('dpkg-deb') !== undefined

/** Fetches a package by apt, which checks its signature, and unpacks it. */
export const fetchPackage = (name: string): void => {
  mkdirSync(cacheFolder(), { recursive: true })
  const folder = join(cacheFolder(), name)
  const beginning = mkdtempSync(`${folder}-`)
  try {
    run(beginning, 'apt-get', 'download', name)
    const file = readdirSync(beginning).find(one => one.endsWith('.deb'))
    if (!file) throw new Error(`apt-get download ${name} brought no package`)
    run(beginning, 'dpkg-deb', '--extract', file, 'unpacked')
    rmSync(folder, { recursive: true, force: true })
    renameSync(join(beginning, 'unpacked'), folder)
  } finally {
    rmSync(beginning, { recursive: true, force: true })
  }
}
const run = (cwd: string, command: string, ...args: string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${(stderr || stdout).slice(-1000)}`)
}
