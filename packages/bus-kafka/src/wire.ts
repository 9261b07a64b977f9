import type { Recorded } from '@jumun/core/runtime'

/** A message as the client takes it. */
export interface Message {
  readonly topic: string
  readonly key: string
  readonly value: string
  readonly headers: Map<string, string>
}
/** A message as the client gives it. */
export interface Arrived {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly (readonly [Buffer | null, Buffer | null])[]
}

/** An event as it travels: CloudEvents 1.0 in binary content mode. Everything that its log has of it is in the headers. */
export const toMessage = (topic: string, system: string, e: Recorded, more?: object): Message => {
  const headers = new Map([
    ['ce_specversion', '1.0'],
    ['ce_id', `${e.source}:${e.id}`],
    ['ce_type', e.type],
    ['ce_source', `/${system}/${e.source}`],
    ['ce_subject', `${e.aggregate}/${e.key}`],
    ['ce_time', new Date(e.time).toISOString()],
    ['ce_sequence', String(e.number)],
    ['ce_correlationid', e.case],
    ['ce_causationid', e.cause],
    ['ce_causes', JSON.stringify(e.causes)],
    ['ce_actor', e.actor],
    ['ce_position', String(e.position)],
    ['ce_keytype', typeof e.key === 'number' ? 'integer' : 'text'],
    ['ce_dataversion', '1'],
    ['content-type', 'application/json'],
  ])
  if (e.trace !== undefined) headers.set('ce_traceparent', e.trace)
  return { topic, key: e.case, value: JSON.stringify(Object.assign({ id: e.item }, more, e.data, { id: e.item })), headers }
}

/** Whose event it is and of which type; undefined: not one of this system's in our form. */
export const kindOf = (system: string, { headers }: Arrived): { readonly source: string; readonly type: string } | undefined => {
  const source = header(headers, 'ce_source')
  const type = header(headers, 'ce_type')
  return type && source?.startsWith(`/${system}/`) ? { source: source.slice(system.length + 2), type } : undefined
}

/** Whom a message names, and what it says it is: for a person who is to find out who sent it. */
export const namesOf = ({ headers }: Arrived): { readonly [name: string]: string } =>
  Object.fromEntries(
    ['id', 'type', 'source', 'time'].flatMap(name => {
      const said = header(headers, `ce_${name}`)
      return said === undefined ? [] : [[name, said.slice(0, 200)]]
    }),
  )

/** Where its event lies in the log of who said it; undefined: it does not say. */
export const positionOf = ({ headers }: Arrived): number | undefined => Number(header(headers, 'ce_position')) || undefined

/** The event of a message. Throws with what is wrong about it where it is none. */
export const fromMessage = (source: string, type: string, { value, headers }: Arrived, added: readonly string[] = []): Recorded => {
  const said = (name: string): string => {
    const text = header(headers, name)
    if (text === undefined) throw new Error(`a message without ${name}`)
    return text
  }
  const number = (name: string): number => {
    const n = Number(said(name))
    if (!Number.isSafeInteger(n) || n < 1) throw new Error(`a message whose ${name} is no number`)
    return n
  }
  const whole: unknown = JSON.parse(String(value))
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) throw new Error('a message whose value is no object')
  const { id: item, ...data } = whole as { [name: string]: any }
  for (const name of added) delete data[name]
  const subject = said('ce_subject')
  const cut = subject.indexOf('/')
  const key = subject.slice(cut + 1)
  const trace = header(headers, 'ce_traceparent')
  const time = Date.parse(said('ce_time'))
  if (Number.isNaN(time)) throw new Error('a message whose ce_time is no moment')
  const causes: unknown = JSON.parse(said('ce_causes'))
  if (!Array.isArray(causes)) throw new Error('a message whose ce_causes is no list')
  return {
    id: said('ce_id').slice(source.length + 1),
    type,
    data,
    source,
    aggregate: subject.slice(0, cut),
    key: header(headers, 'ce_keytype') === 'integer' ? Number(key) : key,
    item,
    case: said('ce_correlationid'),
    number: number('ce_sequence'),
    position: number('ce_position'),
    time,
    cause: said('ce_causationid'),
    causes,
    actor: said('ce_actor'),
    ...(trace === undefined ? {} : { trace }),
  }
}

const header = (headers: Arrived['headers'], name: string): string | undefined =>
  headers.find(([key]) => key?.length === name.length && String(key) === name)?.[1]?.toString()
