// npm run image: the container image of the product, made from the checkout by whatever builder is here.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Refusal } from '@jumun/host'
import { command, exitCodes } from '../command.ts'
import { find } from '../engines/find.ts'
import { layOut, sourceTime } from './root.ts'

const usage = `npm run image [-- --tag NAME] [--out DIR]

  Lays out the files of the image below DIR/root and builds it: one image for every context and gateway of every system, without a shell,
  for a user without rights, on a root that may be read-only. Docker's daemon is not needed where buildah or podman is there.
  The same commit makes the same image (buildah, podman): its files are all of the commit's time, or of SOURCE_DATE_EPOCH.
  --tag NAME   what it is called (localhost/jumun:latest)
  --out DIR    where its files are laid out (build/image)
  --only-files lays them out and builds nothing`

const options = {
  tag: { type: 'string', default: 'localhost/jumun:latest' },
  out: { type: 'string', default: 'build/image' },
  'only-files': { type: 'boolean', default: false },
} as const
const file = 'deploy/image/Containerfile'
/** How each builder makes it from a folder. */
const builders: { readonly [program: string]: (tag: string, folder: string, time: number) => readonly string[] } = {
  buildah: (tag, folder, time) => ['build', '--layers=false', '--timestamp', String(time), '--tag', tag, '--file', file, folder],
  podman: (tag, folder, time) => ['build', '--layers=false', '--timestamp', String(time), '--tag', tag, '--file', file, folder],
  docker: (tag, folder) => ['build', '--tag', tag, '--file', file, folder],
}

await command(usage, options, async ({ tag, out: where, 'only-files': onlyFiles }) => {
  const out = resolve(where)
  // empty: what a volume is made from
  mkdirSync(join(out, 'data'), { recursive: true })
  const { files, bytes } = layOut(join(out, 'root'))
  console.log(`${files} files, ${Math.round(bytes / 1e6)} MB, in ${join(out, 'root')}`)
  if (onlyFiles) return exitCodes.fine
  const builder = Object.keys(builders).find(find)
  if (!builder) throw new Refusal('Neither buildah, podman nor docker is here. Debian has the first two: apt install buildah podman.')
  const { status } = spawnSync(builder, builders[builder]!(tag, out, sourceTime()), { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) return exitCodes.wrong
  console.log(`${tag}, built by ${builder}`)
})
