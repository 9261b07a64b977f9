import type { IncomingMessage } from 'node:http'

/** Is this a name or an address that only this machine answers to? Without brackets or port. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  host === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(host) ||
  /^::ffff:127(\.\d{1,3}){3}$/.test(host)

export interface OpenDoorSettings {
  /** The base address that the world knows: its host is one of ours. */
  readonly publicBase?: string | undefined
  /** Web origins that are let in besides those of this machine. */
  readonly origins?: readonly string[] | undefined
}
/** Who may come in where access is open. */
export interface OpenDoor {
  /** Why a request is turned away: the slug of a problem; undefined where it may come in. */
  refusal(request: IncomingMessage): 'misdirected' | 'foreign-page' | undefined
  /** May a page of this origin read our answers? */
  letsIn(origin: string): boolean
}

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : undefined)

/** Browsers send few different headers: what was decided of one is remembered. */
const remembered = (decide: (text: string) => boolean): ((text: string) => boolean) => {
  const known = new Map<string, boolean>()
  return text => {
    let is = known.get(text)
    if (is === undefined) {
      is = decide(text)
      if (known.size < 1000) known.set(text, is)
    }
    return is
  }
}

/**
 * Open access means whoever sits at this machine, not every web page that they have open (specification COM-15). A name that is none of this
 * machine's is that of a page which had it point here; an origin that is foreign is that of a page which may not act for who looks at it. To
 * follow a link from elsewhere is no act of that page: it cannot read what comes.
 */
export const openDoor = ({ publicBase, origins = [] }: OpenDoorSettings = {}): OpenDoor => {
  const mine = publicBase === undefined ? undefined : hostOf(publicBase)
  const listed = new Set(origins)
  const isOurs = (name: string | undefined): boolean => name !== undefined && (isLoopback(name) || name === mine)
  const isOurHost = remembered(host => isOurs(hostOf(`http://${host}`)))
  const letsIn = remembered(origin => listed.has(origin) || isOurs(hostOf(origin)))
  return {
    letsIn,
    refusal({ headers, method }) {
      const { host, origin } = headers
      // no browser leaves it out
      if (host && !isOurHost(host)) return 'misdirected'
      if (origin !== undefined) return letsIn(origin) ? undefined : 'foreign-page'
      if (headers['sec-fetch-site'] !== 'cross-site') return undefined
      const isFollowed = method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
      return isFollowed ? undefined : 'foreign-page'
    },
  }
}
