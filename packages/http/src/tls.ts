import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import type { Server } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { Logger } from 'pino'

/** Files in PEM form: the certificate, with those that lead to a root, and its key. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}
/** How often it is looked whether they have changed, in ms. */
const often = 1000

/** What is in them. Throws where they cannot be read, or do not belong to each other. */
export const secretsOf = ({ cert, key }: TlsFiles): { readonly cert: Buffer; readonly key: Buffer } => {
  const secrets = { cert: readFileSync(cert), key: readFileSync(key) }
  createSecureContext(secrets)
  return secrets
}

/** Takes a certificate that was renewed, for connections that come from then on; those that are there go on as they are. */
export const reloading = (server: Server, files: TlsFiles, log: Logger | undefined): void => {
  const take = (): void => {
    try {
      server.setSecureContext({ ...secretsOf(files), minVersion: 'TLSv1.2' })
      log?.info({ file: files.cert }, 'the certificate was read again')
    } catch (error) {
      // the one file is new and the other is not yet: at the next change; until then the one before counts
      log?.warn({ err: error, file: files.cert }, 'the certificate cannot be read: the one before stays')
    }
  }
  const both = [files.cert, files.key]
  for (const file of both) watchFile(file, { interval: often, persistent: false }, take)
  server.once('close', () => {
    for (const file of both) unwatchFile(file, take)
  })
}
