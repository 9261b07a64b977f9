// A shop in several versions: what a model may become while its data stays.
import {
  after,
  aggregate,
  atOnce,
  command,
  context,
  earlier,
  event,
  hours,
  type Message,
  otherwise,
  policy,
  type System,
  system,
  systemOf,
  Type,
  view,
  whenever,
} from '@jumun/core/model'

/** How it differs from the first one. */
export interface Version {
  /** The name of the price. */
  readonly field?: string
  readonly narrow?: boolean
  readonly more?: 'optional' | 'required'
  readonly ended?: string
  readonly open?: string
  readonly state?: string
  readonly column?: 'nullable' | 'required'
  readonly expire?: string
  readonly aggregate?: string
  readonly secret?: boolean
  readonly extra?: boolean
  readonly line?: string
  readonly summary?: 'first' | 'double' | 'open'
  readonly noView?: boolean
  readonly noPage?: boolean
  /** Sales have a number of their own in the URL. */
  readonly numbered?: boolean
  /** It says what it was before. */
  readonly declared?: boolean
  /** Who is greeted for the second sale trips. */
  readonly trips?: boolean
  /** What has ended is taken for open. */
  readonly reopens?: boolean
  /** Its fold makes half of each price. */
  readonly halves?: boolean
  /** Its fold cannot make the second sale. */
  readonly broken?: boolean
}
const Id = Type.Integer({ minimum: 1 })
type Any = any // oxlint-disable-line no-explicit-any -- names come from the version, so no type can know them

const notesOf = (v: Version) => {
  const { field = 'price' } = v
  const Price = Type.Integer({ minimum: v.narrow ? 10 : 0 })
  const first = { saleId: Id, price: Type.Integer({ minimum: 0 }) }
  const made = (said: Any): Any => {
    const { price, ...rest } = { ...said, ...(v.more ? { note: 'none' } : {}) }
    return { ...rest, [field]: v.narrow ? Math.max(10, price) : price }
  }
  const isShaped = v.declared && (v.field || v.narrow || v.more)
  const shaped: Any = isShaped ? { was: [earlier(first, made)] } : {}
  const named = (name: string, now: string | undefined): Any => (v.declared && now ? { was: [name] } : {})
  const more = v.more === 'required' ? { note: Type.String() } : v.more ? { note: Type.Optional(Type.String()) } : {}
  const events: { [type: string]: Any } = {
    Placed: event('Placed', { saleId: Id, [field]: Price, ...more }, shaped),
    Ended: event(v.ended ?? 'Ended', { saleId: Id }, named('Ended', v.ended)),
    Cleared: v.secret ? event.internal('Cleared', { saleId: Id }) : event('Cleared', { saleId: Id }),
    ...(v.extra ? { Praised: event('Praised', { saleId: Id }) } : {}),
  }
  const commands: { [type: string]: Any } = {
    Place: command('Place', { saleId: Id, [field]: Price }),
    End: command('End', { saleId: Id }),
    Expire: command(v.expire ?? 'Expire', { saleId: Id }, named('Expire', v.expire)),
    ...(v.extra ? { Praise: command('Praise', { saleId: Id }) } : {}),
  }
  return { field, Price, events, commands }
}

const saleOf = (v: Version, visit: Any) => {
  const { field, Price, events, commands } = notesOf(v)
  const open = v.open ?? 'Open'
  const then = (type: string) => (_: Any, wish: Any) => events[type](wish)
  const by = policy
  const column: Any =
    v.column === 'required' ? { place: Type.String() } : v.column ? { place: Type.Union([Type.String(), Type.Null()]) } : {}
  const Sale = aggregate(v.aggregate ?? 'sale', {
    key: 'saleId',
    ...(v.numbered ? { id: 'id' as const } : {}),
    commands,
    events,
    states: [open, 'Ended', ...(v.state ? [v.state] : [])],
    ...(v.declared && v.open ? { was: { Open: v.open } } : {}),
    fields: { saleId: Id, [field]: Price, ...column },
    decide: {
      Place: {
        by,
        from: 'nothing',
        done: otherwise,
        then: (_: Any, wish: Any) => [
          events['Placed']({ ...wish, ...(v.more ? { note: 'new' } : {}) }),
          events['Cleared']({ saleId: wish.saleId }),
        ],
      },
      End: { by, from: open, done: otherwise, then: then('Ended') },
      [commands['Expire'].type]: { by, from: open, done: otherwise, then: then('Ended') },
      ...(v.extra ? { Praise: { by, from: open, done: otherwise, then: then('Praised') } } : {}),
    } as Any,
    evolve: {
      Placed: (_: Any, { saleId, [field]: price }: Any) => {
        if (v.broken && saleId === 2) throw new Error('there is no place for it')
        return { saleId, [field]: v.halves ? price / 2 : price, ...(v.column ? { place: 'here' } : {}), status: open }
      },
      [events['Ended'].type]: (s: Any) => ({ ...s, status: v.reopens ? open : 'Ended' }),
      Cleared: (s: Any) => s,
      ...(v.extra ? { Praised: (s: Any) => s } : {}),
    } as Any,
  })
  const later = (e: Any): Message<'command'> => commands['Expire']({ saleId: e.saleId })
  const line = v.line && {
    [v.line]: atOnce(events['Placed'], {
      ask: (e: Any) => {
        if (typeof e[field] !== 'number') throw new Error(`it says no ${field}`)
        return visit({ saleId: e.saleId })
      },
      within: 100,
      answer: { accepted: () => 'done', rejected: () => 'done' } as Any,
    }),
  }
  const policies = {
    expire: whenever(events['Placed'], e => after(hours(1), later(e), { late: 'run' })),
    ...line,
    ...(v.extra
      ? { praise: whenever(events['Placed'], (e: Any) => after(hours(2), commands['Praise']({ saleId: e.saleId }), { late: 'run' })) }
      : {}),
  }
  return { field, events, sale: context('sale', { port: 0, level: 'core', team: 't', events, commands, aggregates: [Sale], policies }) }
}

const summaryOf = (v: Version, field: string, events: { [type: string]: Any }) => {
  const price =
    v.summary === 'double'
      ? (row: Any, e: Any) => ({ ...row, saleId: e.saleId, price: e[field] * 2 })
      : (row: Any, e: Any) => ({ ...row, saleId: e.saleId, price: e[field] })
  const made = view('summary', {
    key: 'saleId',
    fields: { saleId: Id, price: Type.Integer(), ended: Type.Boolean() },
    ...(v.summary === 'open' ? { listed: row => !row.ended } : {}),
    finish: row => ({ ended: false, ...row }),
  })
  return made.on(events['Placed'], price).on(events['Ended'], (row: Any, e: Any) => ({ ...row, saleId: e.saleId, ended: true }))
}

/** The shop: sales, and pages about them. */
export const shop = (v: Version, name = 'shop'): System => {
  const Visited = event('Visited', { saleId: Id })
  const Visit = command('Visit', { saleId: Id })
  const { field, events, sale } = saleOf(v, Visit)
  const Guest = aggregate('guest', {
    key: 'saleId',
    commands: { Visit },
    events: { Visited },
    states: ['Here'],
    fields: { saleId: Id },
    decide: { Visit: { by: [policy, system], from: 'nothing', done: otherwise, then: (_: Any, wish: Any) => Visited(wish) } },
    evolve: { Visited: (_, { saleId }) => ({ saleId, status: 'Here' as const }) },
  })
  const pages = view('pages', { key: 'saleId', fields: { saleId: Id } }).on(events['Placed'], (row: Any, e: Any) => ({
    ...row,
    saleId: e.saleId,
  }))
  const views = [...(v.noView ? [] : [pages]), ...(v.summary ? [summaryOf(v, field, events)] : [])]
  const greet = whenever(events['Placed'], (e: Any) => {
    if (v.trips && e.saleId === 2) throw new Error('nobody is at the door')
    if (typeof e[field] !== 'number') throw new Error(`it says no ${field}`)
    return Visit({ saleId: e.saleId })
  })
  const echo = whenever(events['Ended'], () => undefined)
  const page = context('page', {
    port: 0,
    level: 'supporting',
    team: 't',
    events: { Visited },
    commands: { Visit },
    aggregates: [Guest],
    policies: { echo, greet },
    views,
  })
  return systemOf(name, {
    title: { en: 'Shop', ko: '가게' },
    color: '#000',
    contexts: v.noPage ? [sale] : [sale, page],
    reasons: {},
    roles: [],
  })
}
