// The problems of the REST interface: which a request may end with, with their words as examples.
import type { Reasons } from '@jumun/core/model'
import { capital, ref } from './openapi-schemas.ts'
import type { Json } from './samples.ts'

/** Reasons that the edge itself gives, whatever the business is. */
export const edge: { readonly [slug: string]: readonly [status: number, title: string, detail: string] } = {
  malformed: [400, 'The request is malformed', 'Not JSON, a field missing or of the wrong type, or a bad query'],
  'no-identity': [401, 'Please sign in', 'There is no token, or it is not a good one'],
  'not-yours': [403, 'Not yours', 'This belongs to somebody else'],
  role: [403, 'Not your role', 'Another role may do this'],
  'not-found': [404, 'Not found', 'There is nothing here, or nothing that the caller may see'],
  'not-acceptable': [406, 'Not acceptable', 'Not available in the type that was asked for'],
  'not-allowed-now': [409, 'Not possible now', 'Not in its present state'],
  'in-progress': [409, 'Being worked on', 'The same request is being worked on'],
  'precondition-failed': [412, 'Changed in the meantime', 'It does not have this ETag any more'],
  'too-large': [413, 'Too large', 'The body is larger than 64 KiB'],
  'unsupported-media-type': [415, 'Unsupported media type', 'The body is not JSON'],
  'not-changeable': [422, 'Not changeable', 'These fields cannot be changed in this way'],
  'idempotency-key-reused': [422, 'Idempotency-Key used before', 'The key belongs to another request'],
  'no-such-order': [422, 'No such order', 'There is no such order'],
  'too-many': [429, 'Too many requests', 'Please wait a moment'],
  unexpected: [500, 'Something went wrong', 'On our side; please tell us the trace id'],
  'payment-unavailable': [503, 'Payment is busy', 'Nothing was charged; the order may be paid in a moment'],
  'payment-unknown': [503, 'Payment is being checked', 'The provider has not answered; pay again in a moment, nothing is charged twice'],
  unavailable: [503, 'Unavailable for a moment', 'Nothing was done'],
  unknown: [504, 'We do not know yet', 'Sent, but no answer came; ask again with the same Idempotency-Key'],
}
export const names: { readonly [status: number]: string } = {
  400: 'Malformed',
  401: 'NoIdentity',
  404: 'NotFound',
  406: 'NotAcceptable',
  412: 'Changed',
  413: 'TooLarge',
  415: 'MediaType',
  429: 'TooMany',
  500: 'Unexpected',
  503: 'Unavailable',
  504: 'Unknown',
}
export const common = (...statuses: number[]) => Object.fromEntries(statuses.map(s => [s, ref('responses', names[s]!)]))
export const unexpected = { default: ref('responses', names[500]!) }

const detailOf = (slug: string, reasons: Reasons) => reasons[slug]?.en ?? edge[slug]?.[2] ?? slug
const statusOf = (slug: string, reasons: Reasons) => reasons[slug]?.status ?? edge[slug]?.[0] ?? 409
const titleOf = (slug: string) => edge[slug]?.[1] ?? capital(slug.replaceAll('-', ' '))
export const example = (slug: string, reasons: Reasons) => ({
  value: { type: `/problems/${slug}`, title: titleOf(slug), status: statusOf(slug, reasons), detail: detailOf(slug, reasons) },
})
const waiting = new Set(['in-progress', 'too-many', 'payment-unavailable', 'payment-unknown', 'unavailable'])
/** A response of one operation: the problems that it may name, each with an example. */
export const problem = (status: number, slugs: readonly string[], reasons: Reasons): Json => {
  const headers = {
    ...(slugs.some(slug => waiting.has(slug)) ? { 'Retry-After': ref('headers', 'RetryAfter') } : {}),
    ...(status === 401 ? { 'WWW-Authenticate': { schema: { type: 'string', const: 'Bearer' } } } : {}),
  }
  return {
    description: slugs.map(slug => `\`${slug}\`: ${detailOf(slug, reasons)}`).join('\n\n'),
    ...(Object.keys(headers).length ? { headers } : {}),
    content: {
      'application/problem+json': {
        schema: ref('schemas', 'Problem'),
        examples: Object.fromEntries(slugs.map(slug => [slug, ref('examples', slug)])),
      },
    },
  }
}
/** The problems of several reasons, by status. */
export const problems = (slugs: readonly string[], reasons: Reasons): { [status: string]: Json } => {
  const by = new Map<number, Set<string>>()
  for (const slug of slugs) {
    const status = statusOf(slug, reasons)
    by.set(status, (by.get(status) ?? new Set()).add(slug))
  }
  return Object.fromEntries([...by].sort(([a], [b]) => a - b).map(([status, some]) => [status, problem(status, [...some], reasons)]))
}
