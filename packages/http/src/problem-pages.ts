import type { System } from '@jumun/core/model'
import type { Route } from './bare-server.ts'
import { type Exchange, safe } from './exchange.ts'
import { languageOf, wantsHtml } from './negotiation.ts'
import { Problem } from './problem.ts'
import { type Words, words, wordsFor } from './words.ts'

/** What a kind of problem means, and in which systems; the words of a system are its own where it has some. */
interface Meaning extends Words {
  readonly systems: readonly string[]
}

/** What the slug of a problem means wherever it is used; none: nobody here uses it. */
const meaningsOf = (systems: readonly System[], slug: string): readonly Meaning[] => {
  const isForAll = Object.hasOwn(words, slug)
  const uses = (s: System): boolean =>
    Object.hasOwn(s.reasons, slug) || s.contexts.some(c => c.aggregates.some(a => slug === `no-such-${a.name}`))
  const found: Meaning[] = isForAll ? [{ ...words[slug]!, systems: [] }] : []
  for (const s of systems.filter(uses)) {
    const own = wordsFor(s, slug)
    const same = found.findIndex(m => m.status === own.status && m.en === own.en && m.ko === own.ko)
    if (same < 0) found.push({ ...own, systems: [s.name] })
    else if (found[same]!.systems.length) found[same] = { ...own, systems: [...found[same]!.systems, s.name] }
  }
  return found
}

/** `{amount}` is filled in where the problem is told; here it is shown as what it is. */
const escape = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
const style =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}code{font-size:.9em}small{opacity:.7}'
const page = (slug: string, all: readonly Meaning[], language: 'en' | 'ko'): string => {
  const told = all.map(m => {
    const where = m.systems.length ? `<p><small>${m.systems.map(escape).join(', ')}</small></p>` : ''
    return `<h2>${m.status} ${escape(m.title)}</h2><p lang="ko">${escape(m.ko)}</p><p lang="en">${escape(m.en)}</p>${where}`
  })
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(slug)}</title>`
  return `<!doctype html><html lang="${language}"><head>${head}<style>${style}</style></head><body><main><h1><code>${escape(slug)}</code></h1>${told.join('')}</main></body></html>`
}

/** `GET /problems/{slug}`: what the `type` of a problem document (RFC 9457, 3.1.1) means, for programs and for who looks it up. */
export const problemPages = (route: Route, systems: readonly System[]): void =>
  route(
    '/problems/:slug',
    {
      GET: (x: Exchange) => {
        const { slug } = x.params
        const all = meaningsOf(systems, slug)
        if (!all.length) throw new Problem('not-found')
        const { accept, 'accept-language': languages } = x.raw.headers
        const headers = ['cache-control', 'public, max-age=3600', 'vary', 'Accept, Accept-Language']
        if (wantsHtml(accept)) {
          const policy = safe("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
          const text = page(slug, all, languageOf(languages))
          return x.send(200, ['content-type', 'text/html; charset=UTF-8', ...policy, ...headers], text)
        }
        const told = all.map(({ systems: of, status, title, en, ko }) => ({ ...(of.length ? { systems: of } : {}), status, title, en, ko }))
        const body = { type: `/problems/${slug}`, meanings: told, _links: { self: { href: `${x.base}/problems/${slug}` } } }
        const { form } = x
        x.json(200, JSON.stringify(body), form === 'array' ? 'json' : form, headers)
      },
    },
    { asksWho: false },
  )
