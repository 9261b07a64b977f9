import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a system answers; the gateway's is empty where the process has none. */
export interface Addresses {
  readonly gateway: string
  readonly contexts: { readonly [context: string]: string }
}
/** A system in a process of its own. */
export interface Launched {
  readonly pid: number
  /** Everything runs; rejected with its last words where it ends before that. */
  readonly ready: Promise<Addresses>
  /** How it ended: its code, or the signal that ended it. */
  readonly ended: Promise<number | string>
  /** SIGKILL: what a power cut looks like to a process. */
  kill(): Promise<void>
  /** SIGTERM: it finishes what is at hand. */
  stop(): Promise<void>
}
export interface Launch {
  /** Where its stores lie; its output goes there too. */
  readonly data: string
  /** Of the product, such as `--payment-delay 400-620`. */
  readonly settings?: readonly string[]
  /** Of Node, such as `--cpu-prof`. */
  readonly node?: readonly string[]
  /** What to run that takes the same words, where it is not the product itself. */
  readonly program?: string
}

const root = join(import.meta.dirname, '..')
const living = new Set<ChildProcess>()
// nobody is left running when we end before our time
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

/** What `npm start` gives to Node (docs/decisions/021). */
const flags = ['--v8-pool-size=1']

/**
 * Starts what the public command starts: a system, several, or whatever else it takes before its settings. It listens on ports that the
 * machine gives. Its output goes to files: a pipe would make us work while we measure.
 */
export const launch = (
  what: string | readonly string[],
  { data, settings = [], node = [], program = join(root, 'run.js') }: Launch,
): Launched => {
  mkdirSync(data, { recursive: true })
  const said = join(data, 'out.log')
  const complained = join(data, 'error.log')
  const systems = [what].flat()
  const files = [openSync(said, 'w'), openSync(complained, 'a')] as const
  const child = spawn(
    process.execPath,
    [...flags, ...node, program, ...systems, '--data', data, '--port', '0', '--banner', 'json', '--log', 'warn', ...settings],
    {
      stdio: ['ignore', ...files],
      cwd: root,
    },
  )
  for (const file of files) closeSync(file)
  living.add(child)
  const ended = new Promise<number | string>(done =>
    child.once('exit', (code, signal) => {
      living.delete(child)
      done(signal ?? code ?? 0)
    }),
  )
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const ready = new Promise<Addresses>((done, failed) => {
    const look = () => {
      const line = readFileSync(said, 'utf8').match(/^\{"gateway".*\}$/m)
      if (line) return done(numbered(JSON.parse(line[0])))
      if (hasEnded())
        return failed(
          new Error(
            `${systems.join(' ')} ended with ${child.signalCode ?? child.exitCode} before it answered: ${readFileSync(complained, 'utf8').slice(-2000)}`,
          ),
        )
      setTimeout(look, 2)
    }
    look()
  })
  ready.catch(() => {}) // whoever kills it while it starts does not wait for it
  const end = (signal: NodeJS.Signals) => async () => {
    if (!hasEnded()) child.kill(signal)
    await ended
  }
  return { pid: child.pid!, ready, ended, kill: end('SIGKILL'), stop: end('SIGTERM') }
}

/** The address rather than the name: nobody has to look it up for every connection. */
const numbered = ({ gateway, contexts }: Addresses): Addresses => {
  const plain = (address: string) => address.replace('//localhost:', '//127.0.0.1:')
  return {
    gateway: plain(gateway ?? ''),
    contexts: Object.fromEntries(Object.entries(contexts).map(([name, address]) => [name, plain(address)])),
  }
}
