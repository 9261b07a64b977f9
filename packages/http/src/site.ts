import type { Work } from './bare-server.ts'
import { type Exchange, safe } from './exchange.ts'
import { Problem } from './problem.ts'

/** A file of the web app as it is sent. */
export interface SiteFile {
  readonly body: Buffer
  readonly type: string
  /** How the body is packed; undefined: as it is. */
  readonly encoding: 'br' | 'gzip' | undefined
}
/** The pages that people see. They are made elsewhere; here they are sent. */
export interface Site {
  /** Makes the pages; called when the gateway answers. Until then, and while it goes on, the page says so. */
  prepare(): Promise<void>
  /** Is there a page of the app at this path? */
  has(path: string): boolean
  /** The one page that starts the app. `wait`: it is not made yet, and this one says so and asks again by itself. */
  page(acceptLanguage: string | undefined): Promise<{ readonly text: string; readonly policy: string; readonly wait: boolean }>
  /** A file that the page asks for; its name holds a fingerprint of what is inside. Undefined: there is none. */
  asset(name: string, acceptEncoding: string | undefined): Promise<SiteFile | undefined>
}

/** Sends the page that starts the app: 200 where there is something, 404 where the app says that there is not, 503 until it is made. */
export const sendPage = async (x: Exchange, site: Site): Promise<void> => {
  const { text, policy, wait } = await site.page(x.raw.headers['accept-language'])
  const status = wait ? 503 : site.has(x.path) ? 200 : 404
  const headers = [
    'content-type',
    'text/html; charset=UTF-8',
    'vary',
    'Accept, Accept-Language',
    'cache-control',
    'no-cache',
    ...safe(policy),
  ]
  x.send(status, wait ? [...headers, 'retry-after', '1'] : headers, text)
}

const aYear = 31_536_000
/** `/assets/{name}`: never changes, since another content has another name. */
export const assetRoutes = (route: (url: string, works: { readonly GET: Work }) => void, site: Site): void =>
  route('/assets/:name', {
    GET: async x => {
      const file = await site.asset(x.params.name, x.raw.headers['accept-encoding'])
      if (!file) throw new Problem('not-found')
      const packed = file.encoding ? ['content-encoding', file.encoding] : []
      const cache = ['cache-control', `public, max-age=${aYear}, immutable`, 'vary', 'Accept-Encoding']
      x.send(200, ['content-type', file.type, ...packed, ...cache, ...safe("default-src 'none'")], file.body)
    },
  })
