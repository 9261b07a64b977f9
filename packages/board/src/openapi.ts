// The REST interface as OpenAPI 3.1, from the routes and the tables: what may be asked, by whom, and every way it may end.
import type { Context, Reasons, System } from '@jumun/core/model'
import { changesSchema, livePath } from './live.ts'
import { type Draft, describe } from './openapi-paths.ts'
import { common, edge, example, names, problem, problems, unexpected } from './openapi-problems.ts'
import { capital, parameters, ref, shared } from './openapi-schemas.ts'
import type { Json } from './samples.ts'

/** A system is watched over `/live`; a context alone has nothing of the kind. */
const describeLive = ({ schemas, paths, contexts, reasons }: Draft) => {
  const answers = { ...common(400, 401), ...problems(['role'], reasons), ...common(406, 429, 503), ...unexpected }
  const collections = contexts.flatMap(c => Object.keys(c.routes))
  paths['/live'] = livePath(collections, answers)
  schemas['Changes'] = changesSchema
}

const ofHealth = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: ref('schemas', 'Health') } },
})
const healthPath: Json = {
  get: {
    operationId: 'health',
    summary: 'Is it up?',
    security: [],
    responses: { 200: ofHealth('Up'), 503: ofHealth('Down'), ...unexpected },
  },
}

/** The answers that many operations have in common, by name. */
const commonResponses = (): Json => {
  const ofStatus = (status: number) => Object.keys(edge).filter(s => edge[s]![0] === status && !s.startsWith('payment-'))
  return Object.fromEntries(Object.entries(names).map(([status, name]) => [name, problem(+status, ofStatus(+status), {})]))
}

/** An example of each problem that is told somewhere in the document. */
const examplesIn = (reasons: Reasons, ...parts: readonly Json[]): Json => {
  const told = JSON.stringify(parts)
  const slugs = [...new Set([...Object.keys(edge), ...Object.keys(reasons)])]
  return Object.fromEntries(
    slugs.filter(slug => told.includes(`#/components/examples/${slug}"`)).map(slug => [slug, example(slug, reasons)]),
  )
}

const token: Json = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: [
    'An access token with `sub`, `roles` and the claims that say whose orders are the caller’s.',
    'On loopback, in open mode, it may be left out.',
  ].join(' '),
}

/** The OpenAPI document of a system behind its gateway, or of one context alone. `base`: where it answers. */
export const openapi = (of: System | Context, base = '', reasons: Reasons = of.kind === 'system' ? of.reasons : {}): Json => {
  const contexts = of.kind === 'system' ? of.contexts : [of]
  const draft: Draft = { contexts, reasons, schemas: { ...shared }, paths: {} }
  const { schemas, paths } = draft
  for (const c of contexts) for (const [name, collection] of Object.entries(c.routes)) describe(draft, c, name, collection)
  if (of.kind === 'system') describeLive(draft)
  paths['/actuator/health'] = healthPath
  const responses = commonResponses()
  return {
    openapi: '3.1.0',
    info: {
      title: of.kind === 'system' ? of.title.en : of.name,
      ...(of.kind === 'system' ? { summary: of.title.ko } : {}),
      description: 'Generated from the model: the routes of each context and the tables of its aggregates.',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: base || '/' }],
    security: [{ token: [] }, {}],
    tags: contexts.map(c => ({ name: c.name, description: `${capital(c.level)}; ${c.team}; port ${c.port} when it runs alone` })),
    paths,
    components: {
      securitySchemes: { token },
      schemas,
      parameters,
      headers: {
        ETag: { description: 'The version of the item', schema: { type: 'string' } },
        RetryAfter: { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } },
      },
      responses,
      examples: examplesIn(reasons, paths, responses),
    },
  }
}
