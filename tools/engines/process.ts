// A real engine as a child process: on 127.0.0.1, in a folder of its own, ended with us. Clients' drivers are not needed to
// know that it answers: each engine's first bytes are looked at.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A real engine that runs. */
export interface Engine {
  /** Where its clients find it, such as `postgres://jumun@127.0.0.1:20417/jumun`; stays after `restart`. */
  readonly url: string
  /** What it is, such as `PostgreSQL 18.4`. */
  readonly version: string
  /** Of its process; another one after `restart`. */
  readonly pid: number
  /** Where its data and its log lie. */
  readonly dir: string
  /** Ends it gently and, where its folder was made for it, removes that. */
  stop(): Promise<void>
  /** SIGKILL to it and to what it started: a power cut, as far as a process can see. Its folder stays. */
  kill(): Promise<void>
  /** Starts it again on its folder and port; ends it gently first where it runs. */
  restart(): Promise<void>
}
export interface Place {
  /** Where its data are to lie; kept by `stop`. Without it a new folder that lives as long as the engine. */
  readonly dir?: string | undefined
  /** Where it is to listen; without it a free one. */
  readonly port?: number | undefined
}
/** How one kind of engine is run. */
export interface Kind {
  readonly name: string
  /** Databases refuse to run as root. */
  readonly asNobody?: true
  readonly stopSignal?: NodeJS.Signals
  readonly env?: Readonly<Record<string, string>>
  url(port: number): string
  /** The command that fills the folder `data`, which is not there yet; it runs in `dir`. */
  prepare?(data: string, dir: string): readonly string[]
  run(data: string, port: number, dir: string): readonly string[]
  /** Its version once it takes work; rejected or `undefined` until then. */
  version(port: number): Promise<string | undefined>
}

interface Owned {
  readonly child: ChildProcess
  /** Nobody else's: goes when we go. */
  readonly folder: string | undefined
}
const living = new Set<Owned>()
process.on('exit', () => {
  for (const { child } of living) for (const pid of familyOf(child)) killNow(pid)
  for (const { folder } of living) if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})
// a signal alone would end us without 'exit'
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))

/** Resolves once it takes work; rejected with its last words where it ends before that, or takes longer than a minute. */
export const startEngine = async (kind: Kind, place: Place): Promise<Engine> => {
  const who = kind.asNobody ? nobody() : undefined
  const dir = place.dir ?? mkdtempSync(join(tmpdir(), `jumun-${kind.name}-`))
  const folder = place.dir ? undefined : dir
  mkdirSync(dir, { recursive: true })
  if (who) chownSync(dir, who.uid, who.gid)
  const data = join(dir, 'data')
  const port = place.port ?? (await freePort())
  const options = { cwd: dir, env: { ...process.env, ...kind.env }, ...who }

  const begin = async () => {
    if (kind.prepare && !existsSync(data)) {
      // under another name until it is whole: who is stopped here begins anew
      rmSync(`${data}.new`, { recursive: true, force: true })
      const preparing = run(kind.prepare(`${data}.new`, dir), options, join(dir, 'log'), folder)
      if ((await preparing.ended) !== 0) throw lastWords(`${kind.name} could not prepare its folder`, dir)
      renameSync(`${data}.new`, data)
    }
    const running = run(kind.run(data, port, dir), options, join(dir, 'log'), folder)
    const deadline = performance.now() + 60_000
    for (;;) {
      const version = await kind.version(port).catch(() => undefined)
      // in this order: another's engine on our port would answer too
      if (hasEnded(running.child)) throw lastWords(`${kind.name} ended before it took work`, dir)
      if (version) return { ...running, version }
      if (performance.now() > deadline) {
        await running.kill()
        throw lastWords(`${kind.name} took no work within a minute`, dir)
      }
      await sleep(20)
    }
  }

  const remove = () => folder && rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  let now = await begin().catch(error => {
    remove()
    throw error
  })
  const end = async () => {
    if (!hasEnded(now.child)) now.child.kill(kind.stopSignal ?? 'SIGTERM')
    const patience = setTimeout(() => void now.kill(), 20_000)
    await now.ended
    clearTimeout(patience)
  }
  return {
    dir,
    url: kind.url(port),
    get version() {
      return now.version
    },
    get pid() {
      return now.child.pid!
    },
    kill: () => now.kill(),
    stop: async () => {
      await end()
      remove()
    },
    restart: async () => {
      await end()
      now = await begin()
    },
  }
}

/** Ports below those that the system lends to outgoing connections: while an engine is down, nobody may be lent its port. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 10_240 + Math.floor(Math.random() * 22_000)
    const server = createServer()
    const isFree = await new Promise<boolean>(done => {
      server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true))
    })
    if (!isFree) continue
    await new Promise(done => server.close(done))
    return port
  }
}

/** Sends `hello` and reads until `enough` finds what it looks for; rejected where there is no answer, or none within two seconds. */
export const greet = <T>(port: number, hello: Uint8Array | undefined, enough: (answer: Buffer) => T | undefined): Promise<T> =>
  new Promise((done, failed) => {
    let answer = Buffer.alloc(0)
    const socket = connect({ host: '127.0.0.1', port })
      .on('connect', () => hello && socket.write(hello))
      .on('data', chunk => {
        answer = Buffer.concat([answer, chunk])
        const found = enough(answer)
        if (found === undefined) return
        done(found)
        socket.destroy()
      })
      .on('error', failed)
      .on('close', () => failed(new Error(`nothing on port ${port} answers as expected`)))
      .setTimeout(2000, () => socket.destroy())
  })

const run = (command: readonly string[], options: object, logFile: string, folder: string | undefined) => {
  const log = openSync(logFile, 'a')
  const [program = '', ...args] = [...tied(), ...command]
  const child = spawn(program, args, { ...options, stdio: ['ignore', log, log] })
  closeSync(log)
  const owned = { child, folder }
  living.add(owned)
  const ended = new Promise<number | string>((done, failed) => {
    child.once('exit', (code, signal) => done(signal ?? code ?? 0)).once('error', failed)
  }).finally(() => living.delete(owned))
  ended.catch(() => {}) // seen by `hasEnded`
  const kill = async () => {
    const family = familyOf(child)
    family.forEach(killNow)
    await ended
    // what it started may write until it is gone, and a database refuses to start beside its own remains
    while (family.some(isThere)) await sleep(5)
  }
  return { child, ended, kill }
}

let tie: readonly string[] | undefined
/** Before a command: the system itself ends it when we are killed. Only Linux can, by a program that Debian always has. */
export const tied = (): readonly string[] => {
  const words = ['setpriv', '--pdeathsig', 'KILL']
  return (tie ??= process.platform === 'linux' && spawnSync(words[0]!, [...words.slice(1), 'true']).status === 0 ? words : [])
}

const hasEnded = (child: ChildProcess) => child.pid === undefined || child.exitCode !== null || child.signalCode !== null

/** A process and what it started; itself alone where there is no /proc. */
const familyOf = (child: ChildProcess): number[] => {
  const of = (pid: number): number[] => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
      return [pid, ...(children ? children.split(' ').flatMap(one => of(Number(one))) : [])]
    } catch {
      return [pid]
    }
  }
  return hasEnded(child) ? [] : of(child.pid!)
}
const killNow = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it was quicker
  }
}
const isThere = (pid: number): boolean => {
  try {
    // who has ended and is not yet taken notice of does nothing more
    return existsSync('/proc/self') ? !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')) : process.kill(pid, 0)
  } catch {
    return false
  }
}

const lastWords = (what: string, dir: string) => new Error(`${what}: ${readFileSync(join(dir, 'log'), 'utf8').slice(-3000).trim()}`)

/** The account that owns nothing, where we are root. */
const nobody = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? []
  if (!uid) throw new Error('a database does not run as root, and there is no account "nobody" to run it as: start this as another user')
  return { uid: Number(uid), gid: Number(gid) }
}
