import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { System } from '@jumun/core/model'
import type { FastifyInstance } from 'fastify'
import { type Exchange, safe } from './exchange.ts'
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

/** The boards, drawn. */
export const boardRoutes = (route: (url: string, works: { readonly GET: (x: Exchange) => void }) => void, systems: readonly FrontSystem[]): void =>
  route('/boards/:name', {
    GET: x => {
      const board = systems.find(s => `${s.system.name}.svg` === x.params.name)?.board
      if (!board) throw new Problem('not-found')
      x.send(200, ['content-type', 'image/svg+xml; charset=UTF-8', ...safe("default-src 'none'; style-src 'unsafe-inline'; sandbox")], board)
    },
  })

const policyOfDocs =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/** `/docs/{system}`: Swagger UI from our own files, on the generated OpenAPI document. */
export const docsRoutes = (
  app: FastifyInstance,
  route: (url: string, works: { readonly GET: (x: Exchange) => void }) => void,
  systems: readonly FrontSystem[],
): void => {
  const documents = new Map(
    systems.flatMap(({ system, prefix, openapi }) => {
      if (openapi === undefined) return []
      const document = typeof openapi === 'string' ? JSON.parse(openapi) : openapi
      // it is tried out where it is read, whatever the address is
      return [[system.name, JSON.stringify({ ...document, servers: [{ url: prefix || '/' }] })] as const]
    }),
  )
  if (!documents.size) return
  const files = join(dirname(fileURLToPath(import.meta.resolve('@fastify/swagger-ui'))), 'static')
  void app.register(fastifyStatic, {
    root: files,
    prefix: '/docs/files/',
    decorateReply: false,
    index: false,
    setHeaders: reply => void reply.header('x-content-type-options', 'nosniff'),
  })
  const known = (x: Exchange): string => {
    const document = documents.get(x.params.system)
    if (document === undefined) throw new Problem('not-found')
    return document
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
  route('/docs/:system/openapi.json', { GET: x => x.send(200, ['content-type', 'application/json'], known(x)) })
  route('/docs/:system/start.js', {
    GET: x => {
      known(x)
      const script = `SwaggerUIBundle({url:${JSON.stringify(`/docs/${x.params.system}/openapi.json`)},dom_id:'#swagger-ui',deepLinking:true,validatorUrl:null,presets:[SwaggerUIBundle.presets.apis]})`
      x.send(200, ['content-type', 'text/javascript; charset=UTF-8', ...safe("default-src 'none'")], script)
    },
  })
}
