// What a person wants done once. It is kept in the browser until its answer is final: a double click, a reload, the back button or
// a second tab ask the same again under the same Idempotency-Key, and the server does it once.
import { Refused } from './answer.ts'

interface Intent {
  readonly key: string
  readonly body: string
  readonly at: number
}
const day = 86_400_000
const nameOf = (what: string): string => `jumun.intent.${what}`
const read = (what: string): Intent | undefined => {
  const text = localStorage.getItem(nameOf(what))
  if (text === null) return undefined
  const intent = JSON.parse(text) as Intent
  // the server forgets a key after a day
  return Date.now() - intent.at < day ? intent : undefined
}

/** The key for doing this: that of the same wish while it has no final answer, else a new one. */
export const begin = (what: string, body: object): string => {
  const text = JSON.stringify(body)
  const open = read(what)
  if (open?.body === text) return open.key
  const key = crypto.randomUUID()
  localStorage.setItem(nameOf(what), JSON.stringify({ key, body: text, at: Date.now() } satisfies Intent))
  return key
}
/** What was asked and has no final answer. */
export const unanswered = <T extends object>(what: string): T | undefined => {
  const open = read(what)
  return open && (JSON.parse(open.body) as T)
}
/** The answer is final: the next time is another wish. */
export const settle = (what: string): void => localStorage.removeItem(nameOf(what))
/** Asks under one key until the answer is final: it was done, or it was refused. */
export const once = async <T>(what: string, body: object, ask: (key: string) => Promise<T>): Promise<T> => {
  try {
    const done = await ask(begin(what, body))
    settle(what)
    return done
  } catch (error) {
    if (error instanceof Refused && error.status < 500) settle(what)
    throw error
  }
}
