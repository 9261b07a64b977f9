import type { Aggregate, Event, System } from '@jumun/core/model'
import type { Recorded } from '@jumun/core/runtime'
import type { Topic } from './kafka.ts'
import { Standstill } from './share.ts'
import type { Arrived } from './wire.ts'

/** Side by side with the services of the original systems, on their topic: what is sent can be read by them, and what they send is understood. */
export interface Classic {
  readonly model: System
  /** The contexts whose place a service of the originals has: it tells their events, and they do not run here. */
  readonly originals: readonly string[]
  /** How a moment is written for them: `20261121043754` (of 2021, UTC) or ms since 1970 (of 2023). */
  readonly timestamp: 'text' | 'milliseconds'
}

/** What the value carries for the originals beside its own fields. */
export const forOriginals =
  ({ timestamp }: Classic) =>
  ({ type, time }: Recorded) => ({
    eventType: type,
    timestamp: timestamp === 'text' ? new Date(time).toISOString().replace(/\D/g, '').slice(0, 14) : time,
  })
/** Fields of a value that are not the event's own. */
export const classicFields = ['eventType', 'timestamp', 'me']

interface Told {
  readonly source: string
  readonly event: Event
  readonly aggregate: Aggregate
}

/**
 * Understands what the originals send. They give their events no number, no id and no key. The number is where the message lies on the
 * topic, so it is the same whenever the message comes again, and grows within a case as long as the case lies in one partition: without a
 * key the topic must have only one. A topic that was made anew counts on from `base`.
 */
export const fromOriginals = ({ model, originals }: Classic) => {
  const told = new Map<string, Told>()
  for (const source of originals) {
    const context = model.contexts.find(c => c.name === source)
    if (!context) throw new Error(`${model.name} has no context ${source} that an original could stand for`)
    for (const event of Object.values(context.events)) {
      const aggregate = context.aggregates.find(a => event.type in a.events)
      if (!event.public || !aggregate) continue
      const other = told.get(event.type)
      if (other)
        throw new Error(
          `${event.type} is told by ${other.source} and by ${source}: only one of them can be an original, for it does not say whose it is`,
        )
      told.set(event.type, { source, event, aggregate })
    }
  }
  const older = (name: string) => model.olderNames[name] ?? name

  return ({ key, value }: Arrived, topic: Topic, partition: number, offset: number, sent: number, base: number): Recorded | undefined => {
    const { eventType, timestamp, me: _, id, ...fields } = JSON.parse(String(value))
    if (typeof eventType !== 'string') return undefined
    const type = older(eventType)
    const its = told.get(type)
    if (!its) return undefined
    if (!key && topic.partitions > 1)
      throw new Standstill(
        `the topic ${topic.name} has ${topic.partitions} partitions and this message no key: its order could be lost. Make the topic with one, or let whoever sends it name the case as the key`,
      )
    const { source, event, aggregate } = its
    const time = typeof timestamp === 'number' ? timestamp : sent
    const itemKey = keyOf(event, aggregate, fields[aggregate.key] ?? id)
    if (itemKey === undefined || itemKey === null) throw new Error(`${eventType} of the originals without ${aggregate.key} or id`)
    const item = Number(id ?? itemKey)
    const data = whole(event, { ...fields, [aggregate.key]: itemKey }, item, time)
    if (typeof data.status === 'string') data.status = older(data.status)
    const field = aggregate.case.find(f => data[f] !== undefined && data[f] !== null) ?? aggregate.key
    const number = base + offset * topic.partitions + partition
    return {
      id: `${aggregate.name}/${itemKey}/${topic.id}-${partition}-${offset}`,
      type,
      data,
      source,
      aggregate: aggregate.name,
      key: itemKey,
      item,
      case: `${field}/${data[field] ?? itemKey}`,
      number,
      position: number,
      time,
      cause: `kafka/${topic.name}/${partition}/${offset}`,
      causes: [],
      actor: 'original',
    }
  }
}

const keyOf = (event: Event, { key }: Aggregate, value: unknown): any => asWritten(event.schema.properties[key], value)

/** Their values in our schema's words, and what they do not know filled with what says nothing: null, no, none, the item's own number, the event's own time. */
const whole = (event: Event, fields: any, item: number, time: number): any => {
  const data = { ...fields }
  for (const [name, schema] of Object.entries<any>(event.schema.properties))
    data[name] = data[name] === undefined || data[name] === null ? blank(schema, item, time) : asWritten(schema, data[name])
  return data
}
const blank = (schema: any, item: number, time: number): unknown => {
  const choices: any[] = schema.anyOf ?? [schema]
  if (choices.some(s => s.type === 'null')) return null
  const [{ type, const: only, time: isTime, minimum = 0, maximum = Infinity }] = choices as [any]
  if (only !== undefined) return only
  if (isTime) return time
  if (type === 'integer' || type === 'number') return minimum > 0 && maximum > 1_000_000 ? item : minimum
  return { boolean: false, string: '', array: [], object: {} }[type as string]
}
const asWritten = (schema: any, value: unknown): unknown => {
  const choices: any[] = schema?.anyOf ?? [schema ?? {}]
  const wants = (...types: string[]) => choices.some(s => types.includes(s.type))
  if (typeof value === 'string' && wants('integer', 'number') && !wants('string')) {
    const moment = choices.some(s => s.time) && !/^\d+$/.test(value) ? Date.parse(value) : Number(value)
    return Number.isNaN(moment) ? value : moment
  }
  return typeof value === 'number' && wants('string') && !wants('integer', 'number') ? String(value) : value
}
