import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Exchange } from './exchange.ts'

/** What is the same for everybody: made once, with its tag and its small form. */
export interface Page {
  readonly body: Buffer
  readonly zipped: Buffer
  readonly tag: string
}
export const pageOf = (content: string | Buffer): Page => {
  const body = Buffer.from(content)
  return { body, zipped: gzipSync(body), tag: createHash('sha256').update(body).digest('base64url').slice(0, 22) }
}

const takesGzip = (header: string | string[] | undefined): boolean =>
  String(header ?? '')
    .slice(0, 1000)
    .split(',')
    .some(part => {
      const [coding = '', q = ''] = part.split(';').map(p => p.trim().toLowerCase())
      return (coding === 'gzip' || coding === '*') && !(q.startsWith('q=') && Number(q.slice(2)) === 0)
    })
const isKnown = (header: string | undefined, tag: string): boolean =>
  header !== undefined &&
  header
    .slice(0, 1000)
    .split(',')
    .some(part => part.trim() === '*' || part.trim().replace('W/', '') === tag)

/** Sends a page, or that it has not changed. `headers`: names and values, without those of its form and its age. */
export const sendCached = (x: Exchange, page: Page, headers: readonly string[], vary = 'Accept-Encoding'): void => {
  const isSmall = takesGzip(x.raw.headers['accept-encoding'])
  const tag = `"${page.tag}${isSmall ? '-gz' : ''}"`
  const all = [...headers, 'etag', tag, 'vary', vary, 'cache-control', 'no-cache', ...(isSmall ? ['content-encoding', 'gzip'] : [])]
  if (isKnown(x.raw.headers['if-none-match'], tag)) x.send(304, all)
  else x.send(200, all, isSmall ? page.zipped : page.body)
}
