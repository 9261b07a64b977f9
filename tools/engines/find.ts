import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where a program lies: on the PATH, or where systems keep servers. */
export const find = (program: string): string | undefined =>
  [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
    '/usr/local/bin',
    '/usr/local/go/bin',
  ]
    .map(folder => join(folder, program))
    .find(path => existsSync(path))
