// How the processes of an installation know each other.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isLoopback, ownTokens, type OwnTokens } from '@jumun/http'
import { secretsIn } from './secret-file.ts'
import { Refusal, type Settings } from './settings.ts'

/** What this process shows to others of the installation, and takes from them. */
export const ownTokensOf = ({ access, data, gateway: isGateway, parts, systemSecret }: Settings): OwnTokens | undefined => {
  if (access !== 'guarded') return undefined
  const secrets = secretsIn(systemSecret ?? join(data, 'system.key'), systemSecret === undefined)
  const name = parts.map(({ system, contexts }) => (contexts ? `${system}/${contexts.join('+') || 'gateway'}` : system)).join(' ')
  // what operators see of other processes is fetched by the gateway
  return ownTokens(secrets, name, isGateway ? ['system', 'operator'] : ['system'])
}
/** Why processes on other machines would not know this one, in words; undefined where they do. */
export const withoutSecret = ({ peers, systemSecret, systemToken }: Settings): string | undefined => {
  if (systemSecret !== undefined || systemToken !== undefined) return undefined
  const elsewhere = [...peers.values()].flat().find(address => !isLoopback(new URL(address.replace(/[{}]/g, '')).hostname))
  return elsewhere === undefined
    ? undefined
    : `${elsewhere} is on another machine, and asks who asks it. Give all processes of this installation the same file with --system-secret FILE, or a token of the role "system" with --system-token FILE.`
}
/** The token of a file, read again when it changes: whoever issues it does so before the old one ends. */
export const tokenOf = (file: string | undefined): (() => string | undefined) => {
  if (file === undefined) return () => undefined
  let token: string | undefined
  let stamp = ''
  let looked = 0
  return () => {
    if (Date.now() - looked < 1000) return token
    looked = Date.now()
    try {
      const { mtimeMs, size } = statSync(file)
      if (`${mtimeMs} ${size}` !== stamp) {
        token = readFileSync(file, 'utf8').trim()
        stamp = `${mtimeMs} ${size}`
      }
    } catch (error) {
      if (token === undefined) throw new Refusal(`The token of --system-token ${file} could not be read: ${(error as Error).message}`)
    }
    return token
  }
}
