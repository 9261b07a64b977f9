import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { System } from '@jumun/core/model'
import type { FastifyInstance } from 'fastify'
import type { Exchange } from './exchange.ts'
import { languageOf } from './negotiation.ts'
import { Problem } from './problem.ts'
import type { Language } from './words.ts'

/** A system as the front page shows it. */
export interface FrontSystem {
  readonly system: System
  readonly prefix: string
  /** The board, drawn: an SVG document. */
  readonly board?: string | undefined
  /** By context where it can be reached itself. */
  readonly addresses?: { readonly [context: string]: string } | undefined
  /** What the API documentation shows: an OpenAPI document, as JSON. */
  readonly openapi?: string | object | undefined
  /** A request to try: method, path and body. */
  readonly tries?: readonly Try[] | undefined
}
export interface Try {
  readonly en: string
  readonly ko: string
  readonly method?: string
  readonly path: string
  readonly body?: object
}

const escape = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
const say = {
  title: { en: 'Jumun: ordering systems, drawn as boards', ko: '주문: 보드로 그린 주문 시스템' },
  lead: {
    en: 'These are running here. Every sticky note on a board is a line of code.',
    ko: '지금 여기에서 돌아가고 있어요. 보드의 메모 한 장이 코드 한 줄이에요.',
  },
  addresses: { en: 'Addresses', ko: '주소' },
  tries: { en: 'Three things to try', ko: '직접 해 볼 세 가지' },
  docs: { en: 'API documentation', ko: 'API 문서' },
  board: { en: 'The board', ko: '보드' },
  large: { en: 'See it large', ko: '크게 보기' },
  operations: { en: 'Operations', ko: '운영' },
  health: { en: 'Health', ko: '상태' },
  metrics: { en: 'Metrics', ko: '지표' },
  none: { en: 'No system is running here.', ko: '여기에서 돌아가는 시스템이 없어요.' },
} as const

const style = `
:root{--paper:#faf7f0;--ink:#2a2420;--quiet:#756b60;--edge:#e2dacb;--card:#fff;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 Pretendard,-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans KR","Noto Sans CJK KR",sans-serif;font-variant-numeric:tabular-nums}
main,header,footer{max-width:1200px;margin:0 auto;padding:24px}
header{display:flex;gap:16px;align-items:center;padding-top:48px}
header svg{flex:none}
h1{font-size:28px;line-height:1.3;margin:0;letter-spacing:-.01em}
header p{margin:4px 0 0;color:var(--quiet)}
section{margin:0 0 48px;padding:24px;background:var(--card);border:1px solid var(--edge);border-radius:16px;border-top:6px solid var(--accent,var(--edge))}
h2{margin:0 0 16px;font-size:22px}
h2 small{font-size:16px;font-weight:400;color:var(--quiet)}
h3{margin:24px 0 8px;font-size:16px;color:var(--quiet);font-weight:600}
.board{display:block;overflow:hidden;border:1px solid var(--edge);border-radius:8px;background:var(--paper)}
.board img{display:block;width:100%;height:auto}
ul{list-style:none;margin:0;padding:0}
.links{display:flex;flex-wrap:wrap;gap:8px 24px}
a{color:inherit;text-underline-offset:3px}
a:focus-visible{outline:3px solid var(--accent,#1f6feb);outline-offset:2px;border-radius:4px}
pre{margin:4px 0 16px;padding:12px 16px;background:var(--paper);border:1px solid var(--edge);border-radius:8px;overflow-x:auto;font:14px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
footer{color:var(--quiet);padding-bottom:64px}
@media (max-width:600px){main,header,footer{padding-left:16px;padding-right:16px}section{padding:16px}h1{font-size:22px}}
`
/** The style of a page with its systems' accents, and the policy that lets in this style and nothing else. */
const styleOf = (systems: readonly FrontSystem[]): string =>
  style +
  systems.map(({ system }) => `[data-system="${system.name}"]{--accent:${/^#[0-9a-f]{3,8}$/i.test(system.color) ? system.color : 'var(--edge)'}}\n`).join('')
const logo =
  '<svg width="48" height="48" viewBox="0 0 48 48" role="img" aria-label="Jumun"><path d="M6 6h36v26L32 42H6z" fill="#ffd966"/><path d="M42 32H32v10z" fill="#d9a928"/><path d="M14 24l7 7 13-15" fill="none" stroke="#2a2420" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
const icon = `data:image/svg+xml;base64,${Buffer.from(logo.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')).toString('base64')}`
const policyOfPage = (text: string): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(text).digest('base64')}'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const quoted = (json: string): string => `'${json.replaceAll("'", String.raw`'\''`)}'`
const curl = (base: string, { method = 'GET', path, body }: Try): string =>
  [
    `curl -i`,
    ...(method === 'GET' || (method === 'POST' && body) ? [] : [`-X ${method}`]),
    ...(body ? [`-H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`] : []),
    base + path,
  ].join(' ')
/** Where nobody named something to try: the first thing that can be made, looked at and told of. */
const triesOf = ({ system, prefix, tries }: FrontSystem): readonly Try[] => {
  if (tries) return tries.map(t => ({ ...t, path: prefix + t.path }))
  const first = system.contexts.flatMap(c => Object.keys(c.routes))
  return first.slice(0, 3).map(name => ({ en: `Look at ${name}`, ko: `${name} 보기`, path: `${prefix}/${name}` }))
}

/** The page, written once for each language. `base`: the address under which it is seen. */
const frontPage = (systems: readonly FrontSystem[], language: Language, base: string, hasOperations: boolean): string => {
  const t = (words: { readonly en: string; readonly ko: string }) => escape(words[language])
  const sections = systems.map(s => {
    const { system, prefix, board, addresses = {}, openapi } = s
    const rows = system.contexts.map(c => {
      const own = addresses[c.name]
      const things = Object.keys(c.routes).map(name => `<a href="${escape(`${prefix}/${name}`)}">/${escape(name)}</a>`)
      return `<li><b>${escape(c.name)}</b> ${own ? `<code>${escape(own)}</code> ` : ''}${things.join(' ')}</li>`
    })
    const tries = triesOf(s).map(one => `<p>${t(one)}</p><pre>${escape(curl(base, one))}</pre>`)
    return `<section id="${escape(system.name)}" data-system="${escape(system.name)}"><h2>${t(system.title)} <small>${escape(prefix || '/')}</small></h2>
${board ? `<a class="board" href="/boards/${escape(system.name)}.svg"><img src="data:image/svg+xml;base64,${Buffer.from(board).toString('base64')}" alt="${t(say.board)}: ${t(system.title)}"></a>` : ''}
<h3>${t(say.addresses)}</h3><ul>${rows.join('')}</ul>
<h3>${t(say.tries)}</h3>${tries.join('')}
<ul class="links">${openapi ? `<li><a href="/docs/${escape(system.name)}">${t(say.docs)}</a></li>` : ''}${board ? `<li><a href="/boards/${escape(system.name)}.svg">${t(say.large)}</a></li>` : ''}</ul></section>`
  })
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${t(say.title)}</title><link rel="icon" href="${icon}"><style>${styleOf(systems)}</style></head>
<body><header>${logo}<div><h1>${t(say.title)}</h1><p>${t(say.lead)}</p></div></header>
<main>${sections.join('\n') || `<p>${t(say.none)}</p>`}</main>
<footer><ul class="links">${hasOperations ? `<li><a href="/operations">${t(say.operations)}</a></li>` : ''}<li><a href="/actuator/health">${t(say.health)}</a></li><li><a href="/metrics">${t(say.metrics)}</a></li></ul></footer></body></html>
`
}

/** Sends the page in the language of whoever asks. */
export const sendFront = (x: Exchange, systems: readonly FrontSystem[], pages: Map<string, string>, hasOperations: boolean): void => {
  const language = languageOf(x.raw.headers['accept-language'])
  const name = `${language} ${x.base}`
  let page = pages.get(name)
  if (page === undefined) {
    page = frontPage(systems, language, x.base, hasOperations)
    if (pages.size < 20) pages.set(name, page)
  }
  x.send(
    200,
    [
      'content-type',
      'text/html; charset=UTF-8',
      'content-language',
      language,
      'vary',
      'Accept, Accept-Language',
      'cache-control',
      'no-cache',
      ...safe(policyOfPage(styleOf(systems))),
    ],
    page,
  )
}
const safe = (policy: string): string[] => ['content-security-policy', policy, 'x-content-type-options', 'nosniff', 'referrer-policy', 'no-referrer']

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
