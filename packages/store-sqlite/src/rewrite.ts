import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Kept, type Store, Unavailable } from '@jumun/core/runtime'
import { lock } from './lock.ts'

/** Where a file is written anew, beside the one that it takes the place of. */
export const newOf = (file: string): string => `${file}.erasing`
const besides = ['', '-wal', '-shm', '.lock']

const synced = (path: string): void => {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
async function* changed(things: AsyncIterable<Kept>, change: (thing: Kept) => Kept): AsyncGenerator<Kept> {
  for await (const thing of things) yield change(thing)
}

/**
 * Writes a file anew, and puts it in the place of the old one at once: in what was a page, free or not, and in the write-ahead log nothing is left.
 * Broken off anywhere the old file is whole, or the new one is.
 */
export const rewritten = async (
  file: string,
  store: Pick<Store, 'dump' | 'close'>,
  fresh: () => Promise<Store>,
  change: (thing: Kept) => Kept,
): Promise<void> => {
  const to = newOf(file)
  for (const beside of besides) rmSync(to + beside, { force: true })
  const next = await fresh()
  try {
    await next.fill(changed(store.dump(), change))
  } finally {
    await next.close()
  }
  await store.close()
  const release = lock(file)
  try {
    // what lies in the log belongs to the old file, and would be taken for the new one's
    if (existsSync(`${file}-wal`))
      throw new Unavailable(`${file}-wal could not be taken into its file; nothing was changed. Start and stop the context, and try again.`)
    synced(to)
    renameSync(to, file)
    synced(dirname(file))
  } finally {
    release()
  }
  for (const beside of besides) if (beside) rmSync(to + beside, { force: true })
}
