// Tests in a real browser: a gateway with its app in this process, and pages to look at it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { System } from '@jumun/core/model'
import { type Business, Host, settingsFrom } from '@jumun/host'
import { around, product } from '@jumun/systems'
import { built, siteOf } from '@jumun/web'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as playwright, type Page } from 'playwright-core'

export interface Looks {
  readonly language?: 'ko' | 'en'
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  /** Left out: that of this machine. */
  readonly timezone?: string
}
/** A gateway that runs, and a browser in front of it. */
export interface Stage {
  readonly address: string
  readonly host: Host
  /** A person with a browser of their own: nothing is shared with others. Console errors and page errors fail `calm`. */
  visit(path: string, looks?: Looks): Promise<Page>
  /** Once the app is built: before, its page asks for patience. */
  built(): Promise<void>
  /**
   * Lets the provider of a system's payments leave the question unanswered what became of one, until the answer of this is called.
   * Otherwise an unknown payment is known five seconds later, and whoever looks on a slow machine has missed it.
   */
  unasked(system: string): () => void
  /** Throws where a page has written an error to its console. */
  calm(): void
  close(): Promise<void>
}

const isNoted = /Failed to load resource|error from the audio device/
/** One browser for all tests of a process. */
let opened: Promise<Browser> | undefined
const browser = (): Promise<Browser> =>
  (opened ??= (async () =>
    playwright.launch({
      executablePath: process.env.CHROMIUM ?? (await chromium.executablePath()),
      // what is drawn is drawn by the processor: a graphics card that is played by one costs five times as much for the same picture
      args: ['--disable-gpu', '--no-sandbox', '--hide-scrollbars', '--font-render-hinting=none'],
      headless: true,
    }))())

type Adapter = ReturnType<NonNullable<Business['adapters']>>[string]
/** The same, but what became of a payment is answered only once there is nothing to wait for. */
const quiet = (business: Business, until: () => Promise<void> | undefined): Business => ({
  ...business,
  adapters:
    business.adapters &&
    (outside => {
      const adapters = business.adapters!(outside)
      const { psp } = adapters
      if (!psp?.['Find']) return adapters
      const Find: Adapter[string] = async (data, limit) => {
        await until()
        return psp['Find']!(data, limit)
      }
      return { ...adapters, psp: { ...psp, Find } }
    }),
})

/** Starts systems on free ports and throw-away data. `settings`: as on the command line. */
export const stage = (...settings: string[]): Promise<Stage> => stageOf(undefined, ...settings)
/** The same with systems that are not registered, or that have a bug; `known`: what the names stand for. */
export const stageOf = async (known: { readonly [name: string]: System } | undefined, ...settings: string[]): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'jumun-web-'))
  const silent = new Map<string, Promise<void>>()
  const all = known ? Object.fromEntries(Object.entries(known).map(([name, system]) => [name, around(system)])) : product
  const businesses = Object.fromEntries(Object.entries(all).map(([name, business]) => [name, quiet(business, () => silent.get(name))]))
  const host = new Host(settingsFrom([...settings, '--data', folder, '--port', '0', '--log', 'silent'], {}, businesses), businesses, siteOf)
  await host.start()
  const isBuilt = built().then(() => undefined)
  const contexts: BrowserContext[] = []
  const errors: string[] = []
  return {
    address: host.address,
    host,
    visit: async (path, { language = 'ko', theme = 'light', width = 390, height = 844, timezone } = {}) => {
      await isBuilt
      const context = await (await browser()).newContext({
        locale: language === 'ko' ? 'ko-KR' : 'en-US',
        colorScheme: theme,
        viewport: { width, height },
        reducedMotion: 'reduce',
        baseURL: host.address,
        ...(timezone === undefined ? {} : { timezoneId: timezone }),
      })
      contexts.push(context)
      // machines that do much else are slow; what never comes is missed all the same
      context.setDefaultTimeout(90_000)
      const page = await context.newPage()
      page.on('pageerror', error => errors.push(`${page.url()}: ${error.message}`))
      // a refusal is an answer like any other; the browser notes it all the same, and that a machine has no loudspeaker
      page.on('console', said => said.type() === 'error' && !isNoted.test(said.text()) && errors.push(`${page.url()}: ${said.text()}`))
      await page.goto(path)
      await page.locator('#main, .wall').first().waitFor()
      return page
    },
    built: () => isBuilt,
    unasked: system => {
      let answer = (): void => {}
      silent.set(system, new Promise(done => (answer = done)))
      return answer
    },
    calm: () => {
      if (errors.length) throw new Error(errors.join('\n'))
    },
    close: async () => {
      await Promise.all(contexts.map(c => c.close()))
      await host.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
/** Ends the browser; a test process would wait for it. */
export const closeBrowser = async (): Promise<void> => {
  await (await opened)?.close()
  opened = undefined
}
