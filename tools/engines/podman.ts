// Containers without a daemon: buildah makes images, podman runs them, both in folders of their own that go with the test.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { find } from './find.ts'
import type { Missing } from './missing.ts'

/** Debian's names. Pods need catatonit. */
export const podmanPrograms = ['podman', 'buildah', 'runc', 'catatonit', 'fuse-overlayfs', 'slirp4netns'] as const

export const missingPodman = (): Missing | undefined => {
  const lacking = podmanPrograms.slice(0, 3).filter(program => !find(program))
  if (lacking.length) return { why: `${lacking.join(', ')} is not here`, how: 'npm run engines -- install podman' }
  return process.getuid?.() === 0 ? undefined : { why: 'containers are run as root here', how: 'run it as root' }
}

/** What works where there is neither systemd nor a control group that may be written. */
const settings = `[containers]
default_ulimits = []
pids_limit = 0
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`

export interface Containers {
  readonly dir: string
  /** Runs podman with these words; rejected with what it said where it fails. */
  podman(...words: string[]): Promise<string>
  /** Makes an image from a Containerfile and a folder. */
  build(file: string, folder: string, tag: string, time: number): Promise<string>
  /** Ends every container and removes all of it. */
  stop(): Promise<void>
}

/** Images, containers and volumes of one test. */
export const containers = (): Containers => {
  const dir = mkdtempSync(join(tmpdir(), 'jumun-podman-'))
  const conf = join(dir, 'containers.conf')
  writeFileSync(conf, settings)
  const env = { ...process.env, CONTAINERS_CONF: conf }
  const places = (of: string) => ['--root', join(dir, of, 'storage'), '--runroot', join(dir, of, 'run')]
  // without layers each container is a copy of the whole image; where a kernel lays none upon this folder there is no other way
  const layers = spawnSync('podman', [...places('tried'), '--storage-driver', 'overlay', 'info'], { env }).status === 0
  const storage = [...places('here'), '--storage-driver', layers ? 'overlay' : 'vfs']
  mkdirSync(join(dir, 'here/run'), { recursive: true })
  const run = (program: string, words: readonly string[]): Promise<string> =>
    new Promise((done, failed) => {
      const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
      let out = ''
      let err = ''
      child.stdout.setEncoding('utf8').on('data', text => (out += text))
      child.stderr.setEncoding('utf8').on('data', text => (err += text))
      child.once('error', failed)
      child.once('close', code => (code === 0 ? done(out) : failed(new Error(`${program} ${words.join(' ')}: ${err || out}`))))
    })
  return {
    dir,
    podman: (...words) => run('podman', [...storage, ...words]),
    build: async (file, folder, tag, time) => {
      const words = ['build', '--isolation', 'chroot', '--layers=false', '--timestamp', String(time), '--tag', tag, '--file', file, folder]
      await run('buildah', [...storage, ...words])
      return (await run('podman', [...storage, 'image', 'inspect', '--format', '{{.Id}}', tag])).trim()
    },
    stop: async () => {
      for (const words of [
        ['pod', 'rm', '--all', '--force', '--time', '5'],
        ['rm', '--all', '--force', '--time', '5'],
      ])
        spawnSync('podman', [...storage, ...words], { env })
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
