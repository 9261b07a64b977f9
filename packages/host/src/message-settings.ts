import type { System } from '@jumun/core/model'
import { Refusal } from './refusal.ts'

/** How people are told things. Files are named here, and read at the start: no secret is a setting by itself. */
export interface MessageSettings {
  /** The names of channels, the first that can comes first: under '' for all, by system, and by `system/role`. */
  readonly chains: ReadonlyMap<string, readonly string[]>
  readonly contacts: string | undefined
  /** So many messages an hour go to one person. */
  readonly limit: number
  readonly webhook: { readonly url: string | undefined; readonly secret: string | undefined }
  readonly smtp: {
    readonly url: string | undefined
    readonly password: string | undefined
    readonly from: string | undefined
    readonly ca: string | undefined
  }
  readonly alimtalk: { readonly account: string | undefined; readonly secret: string | undefined }
}
export const messageOptions = {
  channel: {
    takes: 'A,B',
    otherwise: 'log',
    multiple: true,
    meaning:
      'how people are told things: log, webhook, mail, alimtalk; several are a chain, the next where one cannot; cafeteria=… for one ' +
      'system, delivery/owner=… for one part in it, identity=… for codes and invitations',
  },
  contacts: { takes: 'FILE', otherwise: 'none', meaning: 'where people are reached: {"air": {"7": {"phone": "010…", "mail": "…"}}}' },
  'message-limit': { takes: 'N', otherwise: '60', unit: 'messages an hour', meaning: 'so many go to one person; the rest wait' },
  'webhook-url': { takes: 'URL', otherwise: 'none', meaning: 'where messages are posted to; https unless it is this machine' },
  'webhook-secret': {
    takes: 'FILE',
    otherwise: 'none',
    meaning: 'what they are signed with, a secret a line: the old one and the new one',
  },
  smtp: { takes: 'URL', otherwise: 'none', meaning: 'the mail server: smtps://user@host:465, or smtp://user@host:587 with STARTTLS' },
  'smtp-password': { takes: 'FILE', otherwise: 'none', meaning: 'the password of its login' },
  'smtp-ca': { takes: 'FILE', otherwise: 'the usual ones', meaning: 'certificates (PEM) that its own is trusted by' },
  'mail-from': { takes: 'ADDRESS', otherwise: 'none', meaning: 'who mails are from: orders@shop.example, or Shop <orders@shop.example>' },
  alimtalk: {
    takes: 'FILE',
    otherwise: 'none',
    meaning: 'the account at NHN Cloud: {"appKey": …, "senderKey": …, "templates": {"cafeteria": {"Made": {"ko": CODE}}}}',
  },
  'alimtalk-secret': { takes: 'FILE', otherwise: 'none', meaning: 'its secret key' },
} as const

type Name = keyof typeof messageOptions
/** The channels that there are. */
export const channelNames = ['log', 'webhook', 'mail', 'alimtalk'] as const

/** What the built-in identity is called where channels and templates are named. */
export const identityName = 'identity'

/** The parts of a system: its roles, and the customer where no table names one. */
const partsOf = ({ roles }: System): readonly string[] => [...new Set(['customer', ...roles])]

const chainsFrom = (texts: readonly string[], systems: { readonly [name: string]: System }): MessageSettings['chains'] => {
  const chains = new Map<string, readonly string[]>()
  for (const text of texts) {
    const [, whom = '', names = ''] = /^(?:([\w/-]+)=)?(.*)$/s.exec(text)!
    const [system, role] = whom.split('/') as [string, string?]
    const known = [...Object.keys(systems), identityName]
    if (whom && !known.includes(system)) throw new Refusal(`--channel names the system "${system}". There are: ${known.join(', ')}.`)
    if (role !== undefined && system === identityName)
      throw new Refusal(`--channel names "${whom}". What ${identityName} tells is for whoever signs in: give ${identityName}=… alone.`)
    if (role !== undefined && !partsOf(systems[system]!).includes(role))
      throw new Refusal(`--channel names "${whom}". In ${system} people are: ${partsOf(systems[system]!).join(', ')}.`)
    const chain = names.split(',').map(n => n.trim())
    const unknown = chain.find(n => !(channelNames as readonly string[]).includes(n))
    if (unknown !== undefined) throw new Refusal(`--channel takes ${channelNames.join(', ')}, not "${unknown}".`)
    if (new Set(chain).size < chain.length) throw new Refusal(`--channel ${text} names a channel twice.`)
    if (chains.has(whom)) throw new Refusal(`--channel is given twice for ${whom || 'all systems'}.`)
    chains.set(whom, chain)
  }
  return chains
}

/** Reads these settings. Throws a Refusal that names the setting and what it takes. */
export const messagesFrom = (all: (name: Name) => readonly string[], systems: { readonly [name: string]: System }): MessageSettings => {
  const read = (name: Name): string | undefined => all(name)[0]
  const limit = read('message-limit') ?? messageOptions['message-limit'].otherwise
  if (!/^[1-9]\d{0,6}$/.test(limit)) throw new Refusal(`--message-limit takes a whole number from 1 to 9999999, not "${limit}".`)
  return {
    chains: chainsFrom(all('channel'), systems),
    contacts: read('contacts'),
    limit: Number(limit),
    webhook: { url: read('webhook-url'), secret: read('webhook-secret') },
    smtp: { url: read('smtp'), password: read('smtp-password'), from: read('mail-from'), ca: read('smtp-ca') },
    alimtalk: { account: read('alimtalk'), secret: read('alimtalk-secret') },
  }
}
