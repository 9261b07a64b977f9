import { readFileSync } from 'node:fs'
import { type Adapter, systemClock } from '@jumun/core/runtime'
import { alimtalk, type AlimtalkSettings, bookFrom, type Channel, contacts, sent, Sender, smtp, webhook } from '@jumun/messages'
import { identityName, type MessageSettings } from './message-settings.ts'
import { Refusal } from './refusal.ts'

/** One try may take so long, in ms. */
const tryTime = 15_000
/** A secret shorter than this is one that somebody can guess. */
const shortest = 16

const needed = (value: string | undefined, setting: string, channel: string): string => {
  if (value === undefined) throw new Refusal(`The channel ${channel} needs --${setting}. Without it nobody would be told anything.`)
  return value
}
const fileOf = (file: string, setting: string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Refusal(`--${setting} ${file} could not be read: ${(error as NodeJS.ErrnoException).code ?? 'it is no text'}.`)
  }
}
const isLoopback = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)

const webhookOf = ({ webhook: { url, secret } }: MessageSettings): Channel => {
  const address = needed(url, 'webhook-url', 'webhook')
  const parsed = URL.canParse(address) ? new URL(address) : undefined
  if (!parsed || parsed.username || !(parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed))))
    throw new Refusal('--webhook-url takes an address such as https://shop.example/messages, without a login; http only on this machine.')
  const secrets = fileOf(needed(secret, 'webhook-secret', 'webhook'), 'webhook-secret')
    .split('\n')
    .map(line => line.trim())
  if (secrets.some(s => s.length < shortest))
    throw new Refusal(`--webhook-secret names a file with a secret of at least ${shortest} characters on each line.`)
  return webhook(address, secrets, systemClock.now)
}
const mailOf = ({ smtp: { url, password, from, ca } }: MessageSettings): Channel => {
  const address = needed(url, 'smtp', 'mail')
  const parsed = URL.canParse(address) ? new URL(address) : undefined
  if (!parsed?.hostname || !/^smtps?:$/.test(parsed.protocol) || parsed.password)
    throw new Refusal(
      '--smtp takes the mail server as smtps://user@host:465 or smtp://user@host:587; its password is in a file, --smtp-password.',
    )
  const sender = needed(from, 'mail-from', 'mail')
  if (!/^(?:[^<>@\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(sender))
    throw new Refusal('--mail-from takes an address such as orders@shop.example, or Shop <orders@shop.example>.')
  const login = parsed.username ? fileOf(needed(password, 'smtp-password', 'mail'), 'smtp-password') : undefined
  return smtp({ url: address, from: sender, password: login, ca: ca === undefined ? undefined : fileOf(ca, 'smtp-ca') })
}
const alimtalkOf = ({ alimtalk: { account, secret } }: MessageSettings): Channel => {
  const file = needed(account, 'alimtalk', 'alimtalk')
  const text = fileOf(file, 'alimtalk')
  const key = fileOf(needed(secret, 'alimtalk-secret', 'alimtalk'), 'alimtalk-secret')
  const isText = (v: unknown): boolean => typeof v === 'string' && v !== ''
  let read: { readonly [name in keyof AlimtalkSettings]?: AlimtalkSettings[name] }
  try {
    read = JSON.parse(text)
  } catch {
    throw new Refusal(`--alimtalk ${file} is not JSON.`)
  }
  const missing = (['appKey', 'senderKey'] as const).find(name => !isText(read[name])) ?? (read.templates ? undefined : 'templates')
  if (missing) throw new Refusal(`--alimtalk ${file} has no "${missing}".`)
  if (!key) throw new Refusal('--alimtalk-secret names a file that is empty.')
  const url = read.url ?? 'https://kakaotalk-bizmessage.api.nhncloudservice.com'
  const { appKey, senderKey, templates } = read as AlimtalkSettings
  if (!URL.canParse(url) || !(new URL(url).protocol === 'https:' || isLoopback(new URL(url))))
    throw new Refusal(`--alimtalk ${file}: "url" takes an address with https.`)
  return alimtalk({ url, appKey, senderKey, templates, secret: key }, systemClock.now, systemClock.sleep)
}

/** What identity tells somebody: it has no store for it, since nobody needs an old code. */
interface IdentityMessage {
  readonly to: { readonly text: string }
  readonly what: string
  readonly language: string
  readonly text: string
}
/** So long it is tried, and so long it waits after the first failure, in ms. */
const [codeLives, firstWait, longestWait] = [10 * 60_000, 1000, 30_000]

/** How people are told things: for each system what is asked to send. */
export interface Channels {
  readonly sender: Sender
  adapterOf(system: string): Adapter
  /** Tells somebody what identity has to say: it is tried again as long as a code lives. Rejects where it could not be sent by then. */
  tell(message: IdentityMessage): Promise<void>
  close(): void
}

/**
 * Makes the channels that the settings name. Throws a Refusal where one of them lacks what it needs. Undefined: everything goes to the
 * log, whose adapter each system has itself.
 */
export const channelsOf = (
  settings: MessageSettings,
  write: (text: string) => Promise<unknown>,
  report: (what: string, about: string) => void,
): Channels | undefined => {
  const { chains } = settings
  if ([...chains.values()].every(chain => chain.join() === 'log')) return undefined
  const log: Channel = {
    name: 'log',
    send: async ({ to, text }) => {
      await write(`\nTo. ${to.replace(/[\n\r\v\f\x85\u2028\u2029]+/g, ' ')}\n${text}\n`)
      return sent
    },
  }
  const make = { log: () => log, webhook: () => webhookOf(settings), mail: () => mailOf(settings), alimtalk: () => alimtalkOf(settings) }
  const names = [...new Set([...chains.values()].flat())] as readonly (keyof typeof make)[]
  const channels = new Map(names.map(name => [name as string, make[name]()]))
  if (settings.contacts !== undefined)
    try {
      bookFrom(fileOf(settings.contacts, 'contacts'))
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal(`--contacts ${settings.contacts}: ${(error as Error).message}.`)
    }
  const chainOf = (system: string, role: string): readonly Channel[] =>
    (chains.get(`${system}/${role}`) ?? chains.get(system) ?? chains.get('') ?? ['log']).map(name => channels.get(name) ?? log)
  const contactOf = contacts(settings.contacts, what => report(what, 'messages'))
  let closed = false
  const sender = new Sender({ chainOf, contactOf, clock: systemClock, limit: settings.limit, report })
  return {
    sender,
    adapterOf: system => ({
      Send: ({ role, what, language, at, ...message }: any, until: number) =>
        sender.send(
          { ...message, system, role: role ?? 'customer', what: what ?? undefined, language: language ?? undefined, at: at ?? undefined },
          until,
        ),
    }),
    tell: async ({ to, ...message }) => {
      const at = systemClock.now()
      const told = { ...message, key: `identity/${systemClock.id()}`, system: identityName, role: 'person', to: to.text, at }
      for (let wait = firstWait; !closed && systemClock.now() < at + codeLives; wait = Math.min(wait * 2, longestWait)) {
        if ((await sender.send(told, systemClock.now() + tryTime)).status === 'sent') return
        await new Promise(go => setTimeout(go, wait).unref())
      }
      throw new Error(sender.deliveries().find(d => d.key === told.key)?.reason ?? 'no channel has taken it')
    },
    close: () => {
      closed = true
      for (const channel of channels.values()) channel.close?.()
    },
  }
}
