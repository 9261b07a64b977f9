import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { withoutEnd } from './addresses.ts'
import { isLoopback } from './open-door.ts'

/** Where keys are: a JWKS by URL, a file, or whoever has them in this process, who gives the same object while they are the same. */
export type KeySet = URL | string | (() => JSONWebKeySet)

/** How a key set at an address is asked: not for long, not too often, and again after a while, in ms. */
const patience = { timeoutDuration: 2000, cooldownDuration: 10_000, cacheMaxAge: 600_000 }

/** The keys in a file, read again when it changes. A file that cannot be read leaves the keys that were there. */
const fileKeys = (file: string, changed: () => void): JWTVerifyGetKey => {
  let stamp = ''
  let keys: JWTVerifyGetKey | undefined
  let looked = 0
  const look = (): void => {
    if (keys && Date.now() - looked < 1000) return
    looked = Date.now()
    const { mtimeMs, size, ino } = statSync(file)
    const now = `${mtimeMs} ${size} ${ino}`
    if (now === stamp) return
    keys = createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')))
    stamp = now
    changed()
  }
  return async (header, token) => {
    try {
      look()
    } catch {
      // the key set that was there still holds
    }
    if (!keys) throw new errors.JWKSNoMatchingKey()
    return keys(header, token)
  }
}
/** The keys of this process. */
const ownKeys = (ask: () => JSONWebKeySet, changed: () => void): JWTVerifyGetKey => {
  let known: JSONWebKeySet | undefined
  let keys: JWTVerifyGetKey
  return async (header, token) => {
    const now = ask()
    if (now !== known) {
      known = now
      keys = createLocalJWKSet(now)
      changed()
    }
    return keys(header, token)
  }
}
export const keysOf = (keySet: KeySet, changed: () => void): JWTVerifyGetKey => {
  if (typeof keySet === 'function') return ownKeys(keySet, changed)
  const url = keySet instanceof URL ? keySet : /^https?:/.test(keySet) ? new URL(keySet) : undefined
  if (!url) return fileKeys(keySet as string, changed)
  if (url.protocol === 'file:') return fileKeys(fileURLToPath(url), changed)
  return createRemoteJWKSet(url, patience)
}

/** How long a provider's own description of itself may take, how large it may be, and when it is asked for again, in ms and bytes. */
const discovery = { time: 3000, size: 262_144, again: 3_600_000, afterFailure: 10_000 }

/** May keys be taken from there? Whoever stands between could give others, so only where nobody does. */
export const isSafe = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))

const textOf = async (answer: Response, most: number): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += (chunk as Uint8Array).length
    if (size > most) throw new Error('its description is too large')
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString('utf8')
}
/** Where a provider says that its keys are (OpenID Connect Discovery). Throws in words what is wrong with what it says. */
const discover = async (issuer: string): Promise<URL> => {
  const answer = await fetch(`${withoutEnd(issuer)}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(discovery.time),
  })
  if (!answer.ok) throw new Error(`it answered ${answer.status}`)
  const said = JSON.parse(await textOf(answer, discovery.size)) as { readonly issuer?: unknown; readonly jwks_uri?: unknown }
  // a provider that is another one could be asked for its own keys (OpenID Connect Discovery 4.3)
  if (said.issuer !== issuer) throw new Error(`it calls itself ${JSON.stringify(said.issuer)}`)
  const url = typeof said.jwks_uri === 'string' && URL.canParse(said.jwks_uri) ? new URL(said.jwks_uri) : undefined
  if (!url || !isSafe(url)) throw new Error(`its keys are at ${JSON.stringify(said.jwks_uri)}, which is no https address`)
  return url
}
/** The keys of a provider that is known by its address. What it said last holds while it does not answer. */
export const discoveredKeys = (issuer: string): JWTVerifyGetKey => {
  let keys: JWTVerifyGetKey | undefined
  let from: string | undefined
  let next = 0
  let looking: Promise<void> | undefined
  const look = async (): Promise<void> => {
    try {
      const url = await discover(issuer)
      if (url.href !== from) keys = createRemoteJWKSet(url, patience)
      from = url.href
      next = Date.now() + discovery.again
    } catch (error) {
      next = Date.now() + discovery.afterFailure
      if (!keys) throw error
    } finally {
      looking = undefined
    }
  }
  let failed: unknown
  return async (header, token) => {
    if (Date.now() >= next) {
      looking ??= look()
      // nobody waits for what is known already
      if (!keys)
        await looking.then(
          () => (failed = undefined),
          (error: unknown) => (failed = error),
        )
      else void looking.catch(() => undefined)
    }
    if (!keys) throw new Error('the provider did not say where its keys are', { cause: failed })
    return keys(header, token)
  }
}

/** Why an address gives no keys now, in words; undefined where it does, or where the keys are in a file. It may come back: nobody has to stop for it. */
export const keysAway = async (keySet: KeySet | undefined, issuer?: string): Promise<string | undefined> => {
  const isIssuer = keySet === undefined && issuer !== undefined && /^https?:/.test(issuer)
  if (!isIssuer && (typeof keySet === 'function' || !/^https?:/.test(String(keySet)))) return undefined
  try {
    const url = isIssuer ? await discover(issuer) : (keySet as URL | string)
    createLocalJWKSet((await (await fetch(url, { signal: AbortSignal.timeout(3000) })).json()) as JSONWebKeySet)
    return undefined
  } catch (error) {
    return `the keys of ${isIssuer ? issuer : String(keySet)} cannot be read now, so no token can be checked: ${(error as Error).message}`
  }
}
