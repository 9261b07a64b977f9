import type { System } from '@jumun/core/model'
import { type FieldWord, fieldWords, filled, type Language, toldOf, wordsFor } from './words.ts'

/** What is wrong with one field. */
export interface FieldError {
  readonly field: string
  readonly word: FieldWord
  readonly limit?: unknown
}

/** Thrown where a request cannot be granted: the slug of the problem and what it is about. */
export class Problem extends Error {
  readonly slug: string
  readonly detail: any
  readonly errors: readonly FieldError[] | undefined
  /** Headers besides the ones that every problem of its status has. */
  readonly headers: readonly string[]
  constructor(
    slug: string,
    more: { readonly detail?: any; readonly errors?: readonly FieldError[]; readonly headers?: readonly string[] } = {},
  ) {
    super(slug)
    this.slug = slug
    this.detail = more.detail
    this.errors = more.errors
    this.headers = more.headers ?? []
  }
}

/** What a problem document says besides what its slug says. */
export interface About {
  readonly instance: string
  readonly traceId: string
  readonly language: Language
  readonly detail?: any
  readonly errors?: readonly FieldError[] | undefined
  /** State refusals: what it is, and the commands that the caller may issue instead. */
  readonly state?: string
  readonly allowed?: readonly string[]
  readonly links?: { readonly [rel: string]: { readonly href: string } }
}

/** How long to wait, in seconds, before asking again; undefined where asking again is of no use. */
const retryAfter = (slug: string, status: number): number | undefined => {
  if (slug === 'payment-unavailable') return 5
  if (slug === 'payment-unknown') return 5 + Math.floor(Math.random() * 6)
  return status === 503 || status === 429 || slug === 'in-progress' ? 1 : undefined
}

/** A problem as it is sent (RFC 9457). */
export interface ProblemDocument {
  readonly status: number
  readonly headers: string[]
  readonly body: string
}

/** Writes the problem document of a slug. */
export const problemDocument = (system: Pick<System, 'reasons'> | undefined, slug: string, about: About): ProblemDocument => {
  const words = wordsFor(system, slug)
  const text = words[about.language]
  const body = JSON.stringify({
    type: `/problems/${slug}`,
    title: words.title,
    status: words.status,
    detail: filled(text, about.detail),
    instance: about.instance,
    traceId: about.traceId,
    ...toldOf(text, about.detail),
    ...(about.errors?.length
      ? { errors: about.errors.map(e => ({ field: e.field, message: filled(fieldWords[e.word][about.language], e) })) }
      : {}),
    ...(about.state === undefined ? {} : { state: about.state }),
    ...(about.allowed === undefined ? {} : { allowed: about.allowed }),
    ...(about.links === undefined ? {} : { _links: about.links }),
  })
  const headers = [
    'content-type',
    'application/problem+json',
    'content-language',
    about.language,
    'content-length',
    String(Buffer.byteLength(body)),
  ]
  headers.push(
    'x-request-id',
    about.traceId,
    'x-content-type-options',
    'nosniff',
    'cache-control',
    'no-store',
    'vary',
    'Accept, Accept-Language',
  )
  const wait = retryAfter(slug, words.status)
  if (wait !== undefined) headers.push('retry-after', String(wait))
  if (words.status === 401) headers.push('www-authenticate', 'Bearer')
  return { status: words.status, headers, body }
}
