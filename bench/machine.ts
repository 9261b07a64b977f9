import { execFileSync, spawn } from 'node:child_process'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { median, percentile } from './load.ts'

/** A folder of its own on the disk that is measured: `BENCH_DIR`, else where temporary files lie. */
export const folder = (name: string): string => mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), `jumun-bench-${name}-`))
export const remove = (path: string): void => rmSync(path, { recursive: true, force: true })

const version = (name: string): string => createRequire(import.meta.url)(`${name}/package.json`).version
/** What the figures were measured on. */
export const machine = (): string => {
  const own = cpus()
  const disk = statfsSync(process.env['BENCH_DIR'] ?? tmpdir()).type.toString(16)
  return [
    `${own.length} × ${own[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, file system ${({ ef53: 'ext4', '58465342': 'xfs', '9123683e': 'btrfs', '1021994': 'tmpfs', '794c7630': 'overlay' } as { [type: string]: string })[disk] ?? disk}`,
    `Node ${process.versions.node}, V8 ${process.versions.v8}, SQLite ${process.versions['sqlite']}, Fastify ${version('fastify')}`,
  ].join('; ')
}
/** How busy the machine was with other work: one core is the server's, one is ours. */
export const load = (): string =>
  loadavg()
    .slice(0, 2)
    .map(l => l.toFixed(1))
    .join(' / ')

const idleness = (): readonly [idle: number, total: number] => {
  const ticks = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.trim().split(/ +/).slice(1, 9).map(Number)
  return [ticks[3]!, ticks.reduce((a, b) => a + b)]
}
/** Waits for a second in which nobody else works, at most so long. Says which share of the machine others used in the last one. */
export const calm = async (seconds = Number(process.env['BENCH_PATIENCE'] ?? 30)): Promise<number> => {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const [idle, total] = idleness()
    await new Promise(done => setTimeout(done, 1000))
    const [idleNow, totalNow] = idleness()
    const busy = 1 - (idleNow - idle) / (totalNow - total)
    if (busy < 0.1 || Date.now() >= end) return busy
  }
}

/** CPU time that a process has used so far, in µs, and its resident memory now and at most, in MB. */
export const usage = (pid: number): { readonly cpu: number; readonly rss: number; readonly peak: number } => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mega = (name: string) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1]) / 1024
  return { cpu: (Number(fields[11]) + Number(fields[12])) * 10_000, rss: mega('VmRSS'), peak: mega('VmHWM') }
}

/** CPU time in µs of a process and of all that it started, also of those that have ended since. */
export const familyCpu = (pid: number): number => {
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      const isSelf = Number(name) === pid
      if (isSelf || Number(fields[1]) === pid)
        ticks += Number(fields[11]) + Number(fields[12]) + (isSelf ? Number(fields[13]) + Number(fields[14]) : 0)
    } catch {
      // it has ended meanwhile
    }
  }
  return ticks * 10_000
}

/** What the disk can do: append as many bytes as one commit has, and wait until they are there. */
export const appends = (bytes = 1200, seconds = 2): { readonly perSecond: number; readonly p50: number; readonly p99: number } => {
  const path = folder('disk')
  const file = openSync(join(path, 'log'), 'a')
  const block = Buffer.alloc(bytes, 1)
  const took: number[] = []
  const start = performance.now()
  for (let now = start; now - start < seconds * 1000; ) {
    writeSync(file, block)
    fdatasyncSync(file)
    const then = performance.now()
    took.push(then - now)
    now = then
  }
  const perSecond = took.length / ((performance.now() - start) / 1000)
  closeSync(file)
  remove(path)
  took.sort((a, b) => a - b)
  return { perSecond, p50: percentile(took, 0.5), p99: percentile(took, 0.99) }
}

/** How long Node itself takes to start and end, in ms. */
export const bareNode = (times = 5): number =>
  median(
    Array.from({ length: times }, () => {
      const start = performance.now()
      execFileSync(process.execPath, ['-e', '0'])
      return performance.now() - start
    }),
  )

/** The server that answers and does nothing else. */
export const empty = async (): Promise<{ readonly address: string; readonly pid: number; stop(): void }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'empty.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill('SIGKILL'))
  const address = await new Promise<string>((done, failed) => {
    child.stdout.once('data', (said: Buffer) => done(String(said).trim()))
    child.once('exit', code => failed(new Error(`the empty server ended with ${code}`)))
  })
  return { address, pid: child.pid!, stop: () => void child.kill() }
}
