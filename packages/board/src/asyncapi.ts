// The topic of a system as AsyncAPI 3.0: what is told on it, by whom, and who listens.
import { contextOfEvent, type Context, type Event, type System } from '@jumun/core/model'
import { published } from './openapi-schemas.ts'
import { heard } from './probe.ts'
import { type Json } from './samples.ts'

/** The attributes that every event has. */
const attributes = 'specversion id type source time subject sequence correlationid causationid causes actor position keytype dataversion'
  .split(' ')
  .map(name => `ce_${name}`)

/** CloudEvents 1.0 in binary content mode: attributes are headers, the value is the event's data alone. */
const headers = (source: string, type: string): Json => ({
  type: 'object',
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', description: 'Unique in its source; a second one with the same id is a repeat' },
    ce_type: { type: 'string', const: type },
    ce_source: { type: 'string', const: source },
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string', examples: ['order/7'], description: 'The item that it happened to: what it is, and its key' },
    ce_sequence: {
      type: 'string',
      pattern: '^[1-9]\\d*$',
      description: 'The number of this event among the public ones of its case in its source, without gaps',
    },
    ce_correlationid: { type: 'string', examples: ['orderId/7'], description: 'The case that all belongs to, with its kind' },
    ce_causationid: { type: 'string', description: 'What caused it' },
    ce_causes: {
      type: 'string',
      contentMediaType: 'application/json',
      examples: ['["order:order/7/1"]'],
      description: 'The ids of the events that led to it, the oldest first',
    },
    ce_actor: { type: 'string', description: 'Who did it' },
    ce_position: { type: 'string', pattern: '^[1-9]\\d*$', description: 'Where it lies in the log of its source, growing' },
    ce_keytype: { type: 'string', enum: ['integer', 'text'], description: 'What the key of the subject is' },
    ce_traceparent: { type: 'string', description: 'W3C Trace Context' },
    ce_dataversion: { type: 'string', const: '1' },
    'content-type': { type: 'string', const: 'application/json' },
  },
  required: [...attributes, 'content-type'],
})

const payload = (event: Event): Json => {
  const { properties, required = [] } = published(event.schema as Json, { iso: false })
  return {
    type: 'object',
    properties: { id: { type: 'integer', minimum: 1, description: "The number of the publisher's own item" }, ...properties },
    required: [...new Set(['id', ...required])],
  }
}

interface Told {
  readonly c: Context
  readonly event: Event
}

/** What the documented operations of a context are: what it tells on the channel, and what it listens to there. */
const operationsOf = (
  system: System,
  c: Context,
  channel: Json,
  told: readonly Told[],
  onChannel: (told: Told) => Json,
): [string, Json][] => {
  const tells = told.filter(o => o.c === c)
  const hears = heard(c)
  const telling: Json = { action: 'send', channel, summary: `What ${c.name} tells`, messages: tells.map(onChannel) }
  const hearing: Json = {
    action: 'receive',
    channel,
    summary: `What ${c.name} reacts to`,
    messages: hears.map(event => onChannel({ c: contextOfEvent(system, event), event })),
    bindings: { kafka: { groupId: { type: 'string', const: `${system.name}.${c.name}` } } },
  }
  return [
    ...(tells.length ? [[`${c.name}Tells`, telling] as [string, Json]] : []),
    ...(hears.length ? [[`${c.name}Hears`, hearing] as [string, Json]] : []),
  ]
}

const message = (system: System, { c, event }: Told): Json => ({
  name: event.type,
  title: event.type,
  summary: `Told by ${c.name}`,
  contentType: 'application/json',
  correlationId: { description: 'The case', location: '$message.header#/ce_correlationid' },
  headers: headers(`/${system.name}/${c.name}`, event.type),
  payload: payload(event),
  bindings: { kafka: { key: { type: 'string', description: 'The correlation id: all of one case stays in order on one partition' } } },
})

/** The AsyncAPI document of a system: one topic, a message for each public event. */
export const asyncapi = (system: System): Json => {
  const all = system.contexts.flatMap(c =>
    Object.values(c.events)
      .filter(e => e.public)
      .map((event): Told => ({ c, event })),
  )
  // two contexts may give the same name to an event of their own
  const name = ({ c, event }: Told) => (all.some(o => o.c !== c && o.event.type === event.type) ? `${c.name}.${event.type}` : event.type)
  const topic = system.name
  const channel = { $ref: `#/channels/${topic}` }
  const onChannel = (told: Told): Json => ({ $ref: `#/channels/${topic}/messages/${name(told)}` })
  return {
    asyncapi: '3.0.0',
    info: {
      title: system.title.en,
      version: '1',
      description: [
        `${system.title.ko}. Generated from the model: the public events of each context.`,
        'Delivery is at least once, in order within a case.',
      ].join(' '),
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      [topic]: {
        address: topic,
        title: `The topic of ${system.title.en}`,
        messages: Object.fromEntries(all.map(told => [name(told), { $ref: `#/components/messages/${name(told)}` }])),
        bindings: { kafka: { topic } },
      },
    },
    operations: Object.fromEntries(system.contexts.flatMap(c => operationsOf(system, c, channel, all, onChannel))),
    components: { messages: Object.fromEntries(all.map(told => [name(told), message(system, told)])) },
  }
}
