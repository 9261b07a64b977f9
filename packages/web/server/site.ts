import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { pathsOf } from '../src/app/paths.ts'
import type { RunningSystem, Settings } from '../src/app/settings.ts'
import { fingerprint, here } from './sources.ts'
import { brokenPage, waitingPage, waitingStyle } from './waiting.ts'

/** What a browser may load: our own files, and nothing that is written into the page. */
const policyOf = ({ signIn }: Settings): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'${
    signIn ? ` ${new URL(signIn.issuer).origin}` : ''
  }; ` + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const waitingPolicy =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(waitingStyle).digest('base64')}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const types: { readonly [extension: string]: string } = {
  '.js': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.svg': 'image/svg+xml; charset=UTF-8',
  '.woff2': 'font/woff2',
}

const beside = join(here, '..', '..', 'node_modules')
const kept = join(beside, '.cache', 'jumun-web')
/** Where built files are kept: beside the packages, or where that may not be written. */
const cacheFolder = (): string => {
  try {
    accessSync(beside, constants.W_OK)
    return kept
  } catch {
    return join(tmpdir(), `jumun-web-${process.getuid?.() ?? 0}`)
  }
}

/** Runs the build in a process of its own, so that nothing of it stays in this one's memory. */
const buildInto = (folder: string): Promise<void> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'build.ts'), folder, '--once'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)))
    child.once('error', failed)
    child.once('close', code => (code === 0 ? done() : failed(new Error(`the web app could not be built: ${said.trim()}`))))
    // a server that stops does not wait for it
    child.unref()
    ;(child.stderr as unknown as { unref: () => void }).unref()
  })

let known: Promise<string> | undefined
/** The built files of the sources as they are: those of an earlier start, or built now. Asked for by all, built once. */
export const built = (): Promise<string> =>
  (known ??= (async () => {
    const print = fingerprint()
    // an image has them, and lets nobody write beside them
    if (existsSync(join(kept, print))) return join(kept, print)
    const cache = cacheFolder()
    mkdirSync(cache, { recursive: true })
    const folder = join(cache, print)
    if (!existsSync(folder)) await buildInto(folder)
    return folder
  })())

const escape = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

export type Running = RunningSystem

/**
 * The web app as the gateway serves it. `settings`: asked for when the page is made, since only then all of them are known. Nothing is
 * built before the first one looks or `prepare` is called.
 */
export const site = (settings: () => Settings, log: (text: string) => void = () => {}) => {
  const has = pathsOf(settings())
  let page: string | undefined
  let broken = false
  let folder: string | undefined
  let names: ReadonlySet<string> = new Set()
  let preparing: Promise<void> | undefined
  const make = async (): Promise<void> => {
    try {
      const files = await built()
      const text = await readFile(join(files, 'index.html'), 'utf8')
      names = new Set(readdirSync(join(files, 'assets')))
      page = text.replace('name="jumun" content=""', `name="jumun" content="${escape(JSON.stringify(settings()))}"`)
      folder = files
    } catch (error) {
      broken = true
      log(error instanceof Error ? error.message : String(error))
    }
  }
  const prepare = (): Promise<void> => (preparing ??= make())

  return {
    has,
    prepare,
    async page(acceptLanguage: string | undefined) {
      void prepare()
      if (page !== undefined) return { text: page, policy: policyOf(settings()), wait: false }
      return { text: broken ? brokenPage(acceptLanguage) : waitingPage(acceptLanguage), policy: waitingPolicy, wait: true }
    },
    async asset(name: string, acceptEncoding = '') {
      await prepare()
      if (folder === undefined || !names.has(name)) return undefined
      const path = join(folder, 'assets', name)
      const type = types[extname(name)] ?? 'application/octet-stream'
      for (const [encoding, ending] of [
        ['br', '.br'],
        ['gzip', '.gz'],
      ] as const)
        if (names.has(name + ending) && RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(acceptEncoding))
          return { body: await readFile(path + ending), type, encoding }
      return { body: await readFile(path), type, encoding: undefined }
    },
  }
}
