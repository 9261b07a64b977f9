import type { Json } from './samples.ts'

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const cursor = { type: 'string', maxLength: 4000, description: 'Everything up to there was told' }

/** `GET /live`: what changes, pushed. `things`: what may be watched; `answers`: how it may be refused. */
export const livePath = (things: readonly string[], answers: Json): Json => ({
  get: {
    operationId: 'live',
    summary: 'What changes, as it changes',
    description: [
      'With `Accept: text/event-stream` the answer stays open: the event `item` holds an item or row as it is now, `gone` names one that is',
      'no longer there to be seen, `reset` says that what was missed cannot be told and is to be read anew, `end` that the token ends.',
      'Each has an `id`; whoever comes back with it (`Last-Event-ID`) is told what happened since. Read your lists after `open`, then nothing is',
      'missed. Asked for JSON it answers at once with what changed since `after`. Nobody is told more than the lists would show them.',
    ].join(' '),
    tags: ['live'],
    parameters: [
      {
        name: 'watch',
        in: 'query',
        required: true,
        description:
          'The address of an item, a list or a search, as it is read: `orders/7`, `orders`, `drinks/search/board`, `orders?phoneNumber=01012345678` (written with %3F)',
        schema: {
          type: 'array',
          minItems: 1,
          maxItems: 50,
          items: { type: 'string', pattern: `^/?(${things.join('|')})([/?].*)?$` },
        },
        style: 'form',
        explode: true,
      },
      { name: 'after', in: 'query', description: 'Tells what happened since this cursor', schema: cursor },
      { name: 'Last-Event-ID', in: 'header', description: 'The same, as browsers say it', schema: cursor },
    ],
    responses: {
      200: {
        description: 'What changed',
        content: {
          'application/json': { schema: ref('schemas', 'Changes') },
          'application/hal+json': { schema: ref('schemas', 'Changes') },
          'text/event-stream': { schema: { type: 'string' } },
        },
      },
      ...answers,
    },
  },
})

/** What `GET /live` answers as JSON. */
export const changesSchema: Json = {
  type: 'object',
  properties: {
    cursor,
    reset: { type: 'boolean', description: 'What was missed cannot be told: read everything anew' },
    changes: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          of: { type: 'string', description: 'The collection' },
          id: { type: ['integer', 'string'] },
          version: { type: 'integer', minimum: 1, description: 'Grows with every change of the item' },
          item: { type: 'object', description: 'As it is read at its own address', additionalProperties: true },
          gone: { type: 'boolean', const: true },
        },
        required: ['of', 'id'],
      },
    },
  },
  required: ['cursor', 'reset', 'changes'],
}
