import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from './refusal.ts'

/** A secret shorter than this is guessed. */
const least = 32

/** Makes the file where there is none; of several processes that start at once one does, and nobody sees half of it. */
const make = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true })
  const whole = `${file}.${process.pid}`
  writeFileSync(whole, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(whole, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(whole)
  }
}
/**
 * The secrets in a file, one a line, read again when it changes: the same array while they are the same. `makes`: the file is ours, and is made where
 * it is missing. Throws a Refusal that says what is wrong with it.
 */
export const secretsIn = (file: string, makes: boolean): (() => readonly string[]) => {
  let secrets: readonly string[] = []
  let stamp = ''
  let looked = 0
  const read = (): void => {
    const { mtimeMs, size, ino } = statSync(file)
    if (`${mtimeMs} ${size} ${ino}` === stamp) return
    const lines = readFileSync(file, 'utf8').split(/\s+/).filter(Boolean)
    if (!lines.length || lines.some(line => line.length < least))
      throw new Refusal(
        `The secret of ${file} is no secret: it takes lines of at least ${least} letters, such as openssl rand -hex 32 writes.`,
      )
    secrets = lines
    stamp = `${mtimeMs} ${size} ${ino}`
  }
  const first = (): void => {
    try {
      read()
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (!makes) throw new Refusal(`The secret of --system-secret ${file} could not be read: ${(error as Error).message}`)
      try {
        make(file)
        read()
      } catch (again) {
        throw new Refusal(
          `The secret that the processes of this installation share could not be kept in ${file}: ${(again as Error).message}`,
        )
      }
    }
  }
  return () => {
    if (!secrets.length) first()
    else if (Math.abs(Date.now() - looked) >= 1000)
      try {
        looked = Date.now()
        read()
      } catch {
        // what was there still holds
      }
    return secrets
  }
}
