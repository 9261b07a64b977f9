import type { Route } from './bare-server.ts'
import type { Operations } from './operations.ts'
import { operationsRoutes } from './operations-routes.ts'

/** What a route is for, and what it takes besides a reason: by name what it means, and whether it must be given. */
interface Words {
  readonly summary: string
  readonly body?: { readonly [field: string]: readonly [meaning: string, form?: 'object' | 'optional object' | 'time'] }
  readonly query?: { readonly [name: string]: string }
  /** The name of what it lists. */
  readonly lists?: string
  /** What it means that it is answered before it is done (202). */
  readonly later?: string
  /** It changes nothing, so nobody asks why. */
  readonly withoutReason?: true
}
const paged = { page: 'from 0', size: '1 to 1000, usually 20' }
const lane = '/operations/parked/{system}/{context}/{source}/{kind}/{key}'
const at = '/operations/contexts/{system}/{context}'
const task = '/operations/tasks/{system}/{context}/{collection}/{item}'

/** By method and path. A route that is not described here is found by a test. */
const words: { readonly [route: string]: Words } = {
  'GET /operations': { summary: 'Where everything is' },
  'GET /operations/contexts': {
    summary: 'How each context is: what waits for it, its breakers, what operators hold back',
    lists: 'contexts',
  },
  [`POST ${at}/stop`]: { summary: 'Stop a context; what it would hear waits' },
  [`POST ${at}/start`]: { summary: 'Start a context; it catches up' },
  [`POST ${at}/sources/{name}/pause`]: { summary: 'Let what a source tells wait; nothing is lost, also over a restart' },
  [`POST ${at}/sources/{name}/resume`]: { summary: 'Go on with what a source tells, in its order' },
  [`POST ${at}/policies/{name}/pause`]: { summary: 'Let what a policy would do wait; nothing is lost, also over a restart' },
  [`POST ${at}/policies/{name}/resume`]: { summary: 'Go on with what a policy does' },
  [`POST ${at}/breakers/{name}/force`]: { summary: 'Hold the breaker to a target open: whoever asks is refused at once' },
  [`POST ${at}/breakers/{name}/release`]: { summary: 'Close a breaker, whoever has opened it' },
  'GET /operations/parked': { summary: 'Cases that are put aside, each with why and since when', lists: 'parked' },
  [`POST ${lane}/retry`]: { summary: 'Try a case again now' },
  [`POST ${lane}/drop`]: { summary: 'Give up the first event of a case; those behind it are tried' },
  [`POST ${lane}/preview`]: {
    summary: 'What the first event of a case would do, as it is or with other data; nothing is done',
    body: { data: ['what the event would say', 'optional object'] },
    withoutReason: true,
  },
  [`POST ${lane}/edit`]: {
    summary: 'Take the first event of a case for what it should have said, and try it',
    body: { data: ['what the event says', 'object'] },
  },
  'GET /operations/causes': { summary: 'What is put aside, grouped by why', lists: 'causes' },
  'POST /operations/causes/{cause}/retry': { summary: 'Try all cases of a cause again' },
  'POST /operations/causes/{cause}/drop': { summary: 'Give up the first event of all cases of a cause' },
  'GET /operations/find': {
    summary: 'Find a case by number, phone, plate or customer',
    query: { q: 'what people call it' },
    lists: 'found',
  },
  'GET /operations/cases/{system}/{kind}/{key}': {
    summary: 'All that is known of a case: what happened, what it waits for, what is put aside',
    query: { at: 'a moment, such as 2027-03-08T14:33:08.040Z: what everybody saw of it then' },
  },
  'GET /operations/tasks': { summary: 'What does not end by itself, with who sees to it until when', lists: 'tasks' },
  [`POST ${task}/assign`]: {
    summary: 'Give a task an owner and a deadline',
    body: { owner: ['who sees to it'], deadline: ['until when', 'time'] },
  },
  [`POST ${task}/resolve`]: { summary: 'Say how a task was brought to an end by hand: the reason says how' },
  'GET /operations/timers': { summary: 'What is to happen when', query: paged, lists: 'timers' },
  'POST /operations/timers/{system}/{context}/forward': {
    summary: 'Ring a timer now; a time limit that would do nothing yet is refused',
    body: { timer: ['its id'], case: ['its case, such as orderId/7'] },
  },
  'GET /operations/boards/{system}': {
    summary: 'What goes on, by the notes of a board: how often, how much, what is owed. Counted since each context was started',
    lists: 'contexts',
  },
  'GET /operations/boards/{system}/{context}/events': {
    summary: 'What happened last in a context, the newest first; looked for among its last 5000 events',
    query: { type: 'of these types only, several times', aggregate: 'of this aggregate only', size: '1 to 100, usually 20' },
    lists: 'events',
  },
  'GET /operations/money': { summary: 'Payments that are on their way, or of which nobody knows yet what became of them', lists: 'money' },
  'GET /operations/messages': {
    summary: 'What became of messages to people',
    query: { state: 'under way, sent, failed or stuck' },
    lists: 'messages',
  },
  'POST /operations/messages/{key}/retry': { summary: 'Send a message again' },
  'POST /operations/money/{system}/reconcile': {
    summary: 'Hold the books against the provider’s of a day; what differs becomes a task',
    later: 'the list is long: it is gone on with, and what differs becomes a task',
    body: { day: ['the day, such as 2027-03-08'] },
  },
  'GET /operations/people': { summary: 'Where something is known of a person', query: { phone: 'their phone number' }, lists: 'people' },
  'POST /operations/people/export': { summary: 'All that is known of a person', body: { phone: ['their phone number'] } },
  'POST /operations/people/erase': {
    summary: 'Erase a person from a system',
    body: { phone: ['their phone number'], system: ['from which system'] },
  },
  'GET /operations/views': { summary: 'Views, and how far they are filled', lists: 'views' },
  'POST /operations/views/{system}/{context}/{view}/rebuild': { summary: 'Make a view anew from the events, beside the living one' },
  'GET /operations/day': {
    summary: 'How the last day went, minute by minute, as the process that answers saw it; a restart begins anew',
    lists: 'systems',
  },
  'GET /operations/audit': { summary: 'Read all stores, and name every broken promise' },
  'GET /operations/audits': { summary: 'Who did what, when and why', query: paged, lists: 'audits' },
  'POST /operations/backup': { summary: 'Copy everything as it is at this moment' },
}

/** What operators may ask for, from the same table of routes that answers them. */
export const operationsTable = (): readonly { readonly method: 'GET' | 'POST'; readonly path: string }[] => {
  const found: { method: 'GET' | 'POST'; path: string }[] = []
  const collect: Route = (url, works) => {
    for (const method of Object.keys(works)) found.push({ method: method as 'GET' | 'POST', path: url.replaceAll(/:(\w+)/g, '{$1}') })
  }
  operationsRoutes(collect, {} as Operations) // nothing is done while routes are put
  return found
}

const text = { type: 'string' }
const objects = { type: 'array', items: { type: 'object' } }
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
const bodyOf = ({ body = {}, withoutReason }: Words) => {
  const fields = Object.entries(body)
  const must = fields.filter(([, [, form]]) => form !== 'optional object').map(([name]) => name)
  const required = withoutReason ? must : ['reason', ...must]
  const properties = Object.fromEntries(
    fields.map(([name, [description, form]]) => [
      name,
      form === 'object' || form === 'optional object'
        ? { type: 'object', description }
        : { ...text, minLength: 1, description, ...(form === 'time' ? { format: 'date-time' } : {}) },
    ]),
  )
  const reason = { reason: { ...text, minLength: 1, maxLength: 1000, description: 'why: it is kept with who did it and when' } }
  const schema = {
    type: 'object',
    ...(required.length ? { required } : {}),
    properties: { ...(withoutReason ? {} : reason), ...properties },
  }
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}
const answerOf = ({ lists }: Words) => ({
  type: 'object',
  ...(lists ? { required: [lists, '_links'] } : {}),
  properties: { ...(lists ? { [lists]: objects } : {}), _links: { type: 'object' } },
})
const idOf = (method: string, path: string): string =>
  [method.toLowerCase(), ...path.split(/\W/).flatMap(word => (word ? word[0]!.toUpperCase() + word.slice(1) : []))].join('')
const operationOf = (method: 'GET' | 'POST', path: string) => {
  const said = words[`${method} ${path}`]
  if (!said) throw new Error(`operations-document.ts says nothing of ${method} ${path}`)
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: text }))
  const asked = Object.entries(said.query ?? {}).map(([name, description]) => ({ name, in: 'query', description, schema: text }))
  return {
    operationId: idOf(method, path),
    summary: said.summary,
    parameters: [...named, ...asked],
    ...(method === 'POST' ? { requestBody: bodyOf(said) } : {}),
    responses: {
      200: {
        description: 'done',
        content: Object.fromEntries(['application/hal+json', 'application/json'].map(type => [type, { schema: answerOf(said) }])),
      },
      ...(said.later ? { 202: { description: said.later } } : {}),
      400: problem('it cannot be read, or has no reason'),
      401: problem('nobody knows who asks'),
      403: problem('for the role operator only'),
      404: problem('there is nothing of that name'),
      422: problem('it cannot be done as things are'),
      429: problem('too many requests'),
    },
  }
}
/** The OpenAPI document of `/operations`. Throws where a route is not described. */
export const operationsDocument = (): object => {
  const paths: { [path: string]: { [method: string]: object } } = {}
  for (const { method, path } of operationsTable()) (paths[path] ??= {})[method.toLowerCase()] = operationOf(method, path)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Operations',
      version: '1',
      description: 'What operators see and do. Every act has a reason, and is kept with who did it and when. For the role operator.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: { type: text, title: text, status: { type: 'integer' }, detail: text, instance: text, traceId: text },
        },
      },
    },
  }
}
/** What is described and is no route. */
export const describedOnly = (): readonly string[] => {
  const routes = new Set(operationsTable().map(r => `${r.method} ${r.path}`))
  return Object.keys(words).filter(route => !routes.has(route))
}
