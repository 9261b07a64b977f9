import { readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { System } from '@jumun/core/model'
import { type Exchange, safe } from './exchange.ts'
import { type Page, pageOf, sendCached } from './pages.ts'
import { Problem } from './problem.ts'

/** A system as people and programs are shown it. */
export interface FrontSystem {
  readonly system: System
  readonly prefix: string
  /** The board, drawn: an SVG document. */
  readonly board?: string | undefined
  /** What the API documentation shows: an OpenAPI document, as JSON. */
  readonly openapi?: string | object | undefined
}

const escape = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
const logo =
  '<svg width="48" height="48" viewBox="0 0 48 48" role="img" aria-label="Jumun"><path d="M6 6h36v26L32 42H6z" fill="#ffd966"/><path d="M42 32H32v10z" fill="#d9a928"/><path d="M14 24l7 7 13-15" fill="none" stroke="#2a2420" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
const icon = `data:image/svg+xml;base64,${Buffer.from(logo.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')).toString('base64')}`

type Pages = (url: string, works: { readonly GET: (x: Exchange) => void }) => void
/** The boards, drawn. */
export const boardRoutes = (route: Pages, systems: readonly FrontSystem[]): void => {
  const boards = new Map(systems.flatMap(s => (s.board ? [[`${s.system.name}.svg`, remembered(() => pageOf(s.board!))] as const] : [])))
  route('/boards/:name', {
    GET: x => {
      const board = boards.get(x.params.name)
      if (!board) throw new Problem('not-found')
      sendCached(x, board(), [
        'content-type',
        'image/svg+xml; charset=UTF-8',
        ...safe("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
      ])
    },
  })
}
/** Made when it is first asked for. */
const remembered = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const policyOfDocs =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const fileTypes: { readonly [ending: string]: string } = {
  '.css': 'text/css; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.html': 'text/html; charset=UTF-8',
  '.png': 'image/png',
}
/** `/docs/{system}`: Swagger UI from our own files, on the generated OpenAPI document. `more`: documents of what is no system. */
export const docsRoutes = (route: Pages, systems: readonly FrontSystem[], more: { readonly [name: string]: () => object } = {}): void => {
  const documents = new Map<string, () => Page>(
    systems.flatMap(({ system, prefix, openapi }) => {
      if (openapi === undefined) return []
      const document = typeof openapi === 'string' ? JSON.parse(openapi) : openapi
      // it is tried out where it is read, whatever the address is
      return [[system.name, remembered(() => pageOf(JSON.stringify({ ...document, servers: [{ url: prefix || '/' }] })))] as const]
    }),
  )
  for (const [name, make] of Object.entries(more))
    documents.set(
      name,
      remembered(() => pageOf(JSON.stringify(make()))),
    )
  if (!documents.size) return
  const folder = join(dirname(fileURLToPath(import.meta.resolve('@fastify/swagger-ui'))), 'static')
  const files = new Map(
    readdirSync(folder).flatMap(name =>
      extname(name) in fileTypes
        ? [[name, { type: fileTypes[extname(name)]!, page: remembered(() => pageOf(readFileSync(join(folder, name)))) }] as const]
        : [],
    ),
  )
  route('/docs/files/:name', {
    GET: x => {
      const file = files.get(x.params.name)
      if (!file) throw new Problem('not-found')
      sendCached(x, file.page(), ['content-type', file.type, ...safe("default-src 'none'")])
    },
  })
  const known = (x: Exchange): Page => {
    const document = documents.get(x.params.system)
    if (document === undefined) throw new Problem('not-found')
    return document()
  }
  route('/docs/:system', {
    GET: x => {
      known(x)
      const name = escape(x.params.system)
      x.send(
        200,
        ['content-type', 'text/html; charset=UTF-8', ...safe(policyOfDocs)],
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${name} API</title><link rel="icon" href="${icon}"><link rel="stylesheet" href="/docs/files/swagger-ui.css"></head><body><div id="swagger-ui"></div><script src="/docs/files/swagger-ui-bundle.js"></script><script src="/docs/${name}/start.js"></script></body></html>`,
      )
    },
  })
  route('/docs/:system/openapi.json', { GET: x => sendCached(x, known(x), ['content-type', 'application/json']) })
  route('/docs/:system/start.js', {
    GET: x => {
      known(x)
      const script = `SwaggerUIBundle({url:${JSON.stringify(`/docs/${x.params.system}/openapi.json`)},dom_id:'#swagger-ui',deepLinking:true,validatorUrl:null,presets:[SwaggerUIBundle.presets.apis]})`
      x.send(200, ['content-type', 'text/javascript; charset=UTF-8', ...safe("default-src 'none'")], script)
    },
  })
}
