import { existsSync, mkdirSync } from 'node:fs'
import { type FileHandle, open, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** From so many bytes on a file is put aside as `.1`, in place of the one before. */
const largest = 10 * 2 ** 20

/** Where the log channel writes the messages to people. */
export interface MessageLog {
  /** Resolves when it is written; what comes in one turn of the loop is written together. Rejects where it cannot be written: it may be tried again. */
  write(text: string): Promise<void>
  /** Puts other words in the place of those that are there, message by message, in the file and in the one before. */
  rewrite(change: (to: string, text: string) => readonly [to: string, text: string]): Promise<void>
  close(): Promise<void>
}

const message = /\nTo\. ([^\n]*)\n/
const rewriteFile = async (file: string, change: (to: string, text: string) => readonly [string, string]): Promise<void> => {
  if (!existsSync(file)) return
  const [head = '', ...parts] = (await readFile(file, 'utf8')).split(message)
  let text = head
  for (let i = 0; i < parts.length; i += 2) {
    const [to, said] = change(parts[i]!, parts[i + 1] ?? '')
    text += `\nTo. ${to}\n${said}`
  }
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
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
    rewrite(change) {
      last = last
        .catch(() => {})
        .then(async () => {
          await handle?.close()
          handle = undefined
          for (const name of [file, `${file}.1`]) await rewriteFile(name, change)
        })
      return last
    },
    async close() {
      await last.catch(() => {})
      await handle?.close()
      handle = undefined
    },
  }
}
