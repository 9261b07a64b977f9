import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Caller } from '@jumun/core/runtime'

/** What our own processes show each other begins so: it is no JWT, so no header of one decides how it is read. */
export const ownPrefix = 'jumun1.'
/** How long one is good, and when the next one is made, in ms; clocks may differ by what is between them and more. */
const lives = { good: 300_000, fresh: 60_000, ahead: 60_000 }

/** Tokens that the processes of one installation make for each other from a secret that they share. */
export interface OwnTokens {
  /** The token of this process; a new one every now and then. */
  mine(): string
  /** Who shows it; undefined where it is none of ours, or over. */
  callerOf(token: string): Caller | undefined
}
const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'tokens between processes of Jumun', 32))
const macOf = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/**
 * `secrets`: the first makes tokens, all of them are good, so that one can be put in place of another without an outage. `name` and `roles`: what
 * this process is to others.
 */
export const ownTokens = (
  secrets: () => readonly string[],
  name: string,
  roles: readonly string[],
  now: () => number = Date.now,
): OwnTokens => {
  let known: readonly string[] = []
  let keys: readonly Buffer[] = []
  let mine: { readonly token: string; readonly at: number } | undefined
  const current = (): readonly Buffer[] => {
    const all = secrets()
    if (all !== known) {
      known = all
      keys = all.map(keyOf)
      mine = undefined
    }
    return keys
  }
  return {
    mine() {
      const [key] = current()
      if (!key) throw new Error('there is no secret to make a token from')
      if (!mine || Math.abs(now() - mine.at) >= lives.fresh) {
        const said = { sub: name, roles, at: now(), until: now() + lives.good }
        const text = ownPrefix + Buffer.from(JSON.stringify(said)).toString('base64url')
        mine = { token: `${text}.${macOf(key, text).toString('base64url')}`, at: now() }
      }
      return mine.token
    },
    callerOf(token) {
      const end = token.lastIndexOf('.')
      const [text, mac] = [token.slice(0, end), Buffer.from(token.slice(end + 1), 'base64url')]
      if (!text.startsWith(ownPrefix) || mac.length !== 32) return undefined
      if (!current().some(key => timingSafeEqual(macOf(key, text), mac))) return undefined
      const said = JSON.parse(Buffer.from(text.slice(ownPrefix.length), 'base64url').toString()) as {
        readonly sub: string
        readonly roles: readonly string[]
        readonly at: number
        readonly until: number
      }
      if (said.until <= now() || said.at > now() + lives.ahead) return undefined
      return { actor: said.sub, roles: [...said.roles], claims: {}, anyone: false }
    },
  }
}
