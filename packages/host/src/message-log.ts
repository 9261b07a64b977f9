import { mkdirSync } from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** From so many bytes on a file is put aside as `.1`, in place of the one before. */
const largest = 10 * 2 ** 20

/** Where the log channel writes the messages to people. */
export interface MessageLog {
  /** Resolves when it is written; what comes in one turn of the loop is written together. Rejects where it cannot be written: it may be tried again. */
  write(text: string): Promise<void>
  close(): Promise<void>
}

/** Messages in a file, so that what is said to people does not stand between what is said to whoever started the product. */
export const messageLog = (file: string, most = largest): MessageLog => {
  let handle: FileHandle | undefined
  let size = 0
  let waiting = ''
  let next: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()

  const opened = async (): Promise<FileHandle> => {
    if (handle && size > most) {
      await handle.close()
      handle = undefined
      await rename(file, `${file}.1`)
    }
    if (handle) return handle
    mkdirSync(dirname(file), { recursive: true })
    handle = await open(file, 'a', 0o600)
    size = (await handle.stat()).size
    return handle
  }
  const flush = async (): Promise<void> => {
    const text = waiting
    waiting = ''
    next = undefined
    await (await opened()).appendFile(text)
    size += Buffer.byteLength(text)
  }
  return {
    write(text) {
      waiting += text
      next ??= last = last.catch(() => {}).then(() => new Promise<void>(done => setImmediate(done)).then(flush))
      return next
    },
    async close() {
      await last.catch(() => {})
      await handle?.close()
      handle = undefined
    },
  }
}
