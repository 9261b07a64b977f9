import { hash } from 'node:crypto'
import { type Command, contextOfCommand, type Creation } from '@jumun/core/model'
import { mayIssue, type Question, type Request, type Told } from '@jumun/core/runtime'
import type { Exchange } from './exchange.ts'
import { type Input, inputOf } from './input.ts'
import { type FieldError, Problem } from './problem.ts'
import { checkVersion, findItem, sendItem } from './reading.ts'
import { parseTime } from './time.ts'
import type { Found, Wire } from './wire.ts'

/** Idempotency-Keys that are being worked on here: a duplicate in flight waits for nobody. */
const inFlight = new Set<string>()

const keyOf = (x: Exchange, route: string, wish: unknown): NonNullable<Request['key']> | undefined => {
  const key = x.raw.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key.length < 1 || key.length > 255)
    throw new Problem('malformed', { errors: [{ field: 'Idempotency-Key', word: 'longest', limit: 255 }] })
  // a text in quotes, as structured fields write it, is the same key without them
  const name = /^"((?:[^"\\]|\\["\\])*)"$/.exec(key.trim())?.[1]?.replace(/\\(.)/g, '$1') ?? key
  return { name: `${x.caller.anyone ? '' : x.caller.actor}\n${route}\n${name}`, digest: hash('sha256', JSON.stringify(wish), 'base64') }
}

/** Runs a command of a person, one at a time for each Idempotency-Key. */
const issue = async (
  x: Exchange,
  wire: Wire,
  route: string,
  command: string,
  wish: unknown,
  work: (request: Request) => Promise<Told>,
): Promise<Told> => {
  const key = keyOf(x, route, wish)
  const request: Request = { caller: x.caller, until: x.until, begins: () => x.begins(), trace: x.trace, ...(key ? { key } : {}) }
  const guard = key && `${wire.of.name} ${x.edge.node!.context.name} ${key.name}`
  if (guard && inFlight.has(guard)) return { kind: 'problem', reason: 'in-progress' }
  if (guard) inFlight.add(guard)
  try {
    const told = await work(request)
    x.edge.metrics.command(command, told.kind === 'item' ? 'done' : told.reason)
    if (told.replayed) x.replays = true
    return told
  } finally {
    if (guard) inFlight.delete(guard)
  }
}

/** `POST /{things}` */
export const postItem = async (x: Exchange, wire: Wire, creation: Creation): Promise<void> => {
  void x.form // nothing is done whose answer could not be read
  const a = wire.aggregate!
  const { type } = creation.command
  const row = a.decide[type]!
  const wish = wire.inputs.get(type)!.read(x.body, wire.ownOf(x.caller, row))
  const { needs } = creation
  if (needs && !needs.some(field => (wish[field] ?? undefined) !== undefined))
    throw new Problem('malformed', { errors: [{ field: needs[0]!, word: 'required' }] })
  const owner = wire.collection.owner
  if (owner !== undefined && !x.caller.anyone && owner in wish && !wire.isReader(x.caller) && !wire.seesAll(x.caller)) {
    const claim = x.caller.claims[owner]
    if (claim === undefined || claim !== String(wish[owner]))
      throw new Problem(mayIssue(row, x.caller, undefined, wish) === 'role' ? 'role' : 'not-yours')
  }
  const told = await issue(x, wire, `POST ${wire.path}`, type, wish, request =>
    x.edge.counter!.create(wire.collection, creation, wish, request),
  )
  if (told.kind === 'problem') return x.refuse(told, wire)
  const found = { ...told.item, key: told.key }
  sendItem(x, wire, told.made ? 201 : 200, found, told.made ? ['location', x.base + wire.pathOf(found)] : [])
}

const findFor = async (x: Exchange, wire: Wire, command: Command | undefined): Promise<Found> => {
  const found = await findItem(x.edge.node!, wire, x.params.id)
  const mayAct = found && command && mayIssue(wire.aggregate!.decide[command.type]!, x.caller, found.state, {}) === 'yes'
  if (!found || !(mayAct || wire.isVisible(x.caller, found.state))) throw new Problem('not-found')
  return found
}

/** Issues a command on an item and says what it is then. */
const act = async (x: Exchange, wire: Wire, found: Found, command: Command, body: unknown, route: string): Promise<Told> => {
  const a = wire.aggregate!
  const input = wire.inputs.get(command.type)!
  const own = wire.ownOf(x.caller, a.decide[command.type]!)
  // what the token fills in is only what the command asks for by name
  const wish = { ...input.read(body ?? {}, own), [a.key]: found.key }
  return issue(x, wire, route, command.type, wish, async request => {
    // a repeat has changed the version itself
    const isRepeat =
      request.key !== undefined &&
      (x.raw.headers['if-match'] ?? x.raw.headers['if-none-match']) !== undefined &&
      (await x.edge.node!.store.keyed(request.key.name)) !== undefined
    if (isRepeat) return x.edge.counter!.command(wire.collection, command(wish as any), request)
    checkVersion(x, found.version)
    if (x.raw.headers['if-match'] === undefined) return x.edge.counter!.command(wire.collection, command(wish as any), request)
    // any version will do for `*`; else it is decided on the one that was seen, or not at all
    const seen = x.raw.headers['if-match'].trim() === '*' ? {} : { seen: found.version }
    return x.edge.counter!.command(wire.collection, command(wish as any), { ...request, ...seen })
  })
}
const answer = (x: Exchange, wire: Wire, told: Told, command: Command): void => {
  if (told.kind === 'problem') return x.refuse(told, wire, command.type)
  sendItem(x, wire, 200, { ...told.item, key: told.key })
}

/** `POST /{things}/{id}/{command}` */
export const postCommand = async (x: Exchange, wire: Wire, name: string, command: Command): Promise<void> => {
  void x.form
  const found = await findFor(x, wire, command)
  const told = await act(x, wire, found, command, x.body, `POST ${wire.pathOf(found)}/${name}`)
  const makes = wire.collection.makes?.[name]
  if (makes === undefined || told.kind === 'problem') return answer(x, wire, told, command)
  const href = x.base + wire.pathOf({ ...told.item, key: told.key })
  const made = { ...(wire.shown(told.item.state, makes) as object), _links: { [wire.collection.item]: { href } } }
  x.json(201, JSON.stringify(made), x.form === 'hal' ? 'hal' : 'json', ['etag', `"${told.item.version}"`])
}

/** `DELETE /{things}/{id}` */
export const deleteItem = async (x: Exchange, wire: Wire, command: Command): Promise<void> => {
  const found = await findFor(x, wire, command)
  const told = await act(x, wire, found, command, {}, `DELETE ${wire.pathOf(found)}`)
  if (told.kind === 'problem') return x.refuse(told, wire, command.type)
  x.send(204, ['etag', `"${told.item.version}"`])
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** Does the body say of this field what it already is? */
const says = (wire: Wire, state: any, field: string, value: unknown): boolean => {
  const is = wire.shown(state, field)
  if (wire.isTime(field) && typeof value === 'string' && typeof is === 'string') return parseTime(value) === Date.parse(is)
  const said = wire.readerFor(field)(value, field, []) ?? value // the same, however it is typed
  return isSame(is, said) || isSame(is, value)
}
const isSame = (is: unknown, said: unknown): boolean => {
  const text = (v: unknown): string => (typeof v === 'string' ? v.trim() : JSON.stringify(sorted(v)))
  return text(is) === text(said)
}
const sorted = (value: any): any =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([k, v]) => [k, sorted(v)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value

/** `PATCH` and `PUT /{things}/{id}`: a change of the status is a command; of anything else only in reference data. */
export const changeItem = async (x: Exchange, wire: Wire): Promise<void> => {
  void x.form
  const { statuses = {}, change, originals } = wire.collection
  const { statusField = 'status', aliases = {} } = originals ?? {}
  if (!isRecord(x.body)) throw new Problem('malformed')
  const body: { [name: string]: unknown } = {}
  for (const [name, value] of Object.entries(x.body)) {
    const right = Object.hasOwn(aliases, name) ? aliases[name]! : name
    if (right === name || !Object.hasOwn(x.body, right))
      Object.defineProperty(body, right, { value, enumerable: true, configurable: true, writable: true })
  }
  const said = Object.hasOwn(body, statusField) ? body[statusField] : undefined
  const status = typeof said === 'boolean' ? String(said) : said
  if (status !== undefined && typeof status !== 'string') throw new Problem('malformed', { errors: [{ field: statusField, word: 'text' }] })
  const byStatus = status !== undefined && Object.hasOwn(statuses, status) ? statuses[status] : undefined
  const found = await findFor(x, wire, byStatus ?? change)
  const command = byStatus ?? change
  const input: Input | undefined = command && wire.inputs.get(command.type)
  const derived: { readonly [field: string]: unknown } = { ...wire.collection.derives?.(found.state, found.id) }
  const differing = [
    ...wire.collection.shows.filter(field => field !== 'id' && Object.hasOwn(body, field) && !says(wire, found.state, field, body[field])),
    // what is worked out is nobody's to say
    ...Object.keys(derived).filter(field => Object.hasOwn(body, field) && !isSame(derived[field], body[field])),
  ]
  const refused = differing.filter(field => !(field === statusField && byStatus) && !input?.fields.has(field))
  if (refused.length)
    throw new Problem('not-changeable', { detail: { fields: refused }, errors: refused.map(field => ({ field, word: 'form' as const })) })
  const route = `${x.raw.method} ${wire.pathOf(found)}`
  if (byStatus) return answer(x, wire, await act(x, wire, found, byStatus, body, route), byStatus)
  if (isStale(x, wire, body, differing)) throw new Problem('precondition-failed')
  if (change && differing.length)
    return answer(x, wire, await act(x, wire, found, change, withRequired(wire, found, input!, body), route), change)
  keyOf(x, route, body) // nothing is done that the key would remember; a wrong one is wrong all the same
  checkVersion(x, found.version)
  sendItem(x, wire, 200, found)
}
/** A field that moves by itself is not what the body says, which says more than that: it may have been read before it moved. */
const isStale = (x: Exchange, wire: Wire, body: object, differing: readonly string[]): boolean => {
  const { moves = [], shows } = wire.collection
  const others = shows.filter(field => field !== wire.of.key && !moves.includes(field))
  return (
    x.raw.headers['if-match'] === undefined &&
    differing.some(field => moves.includes(field)) &&
    others.some(field => Object.hasOwn(body, field))
  )
}
/** `POST /{things}` with an item's key and a status: the command of that status on it. */
export const postStatus = async (x: Exchange, wire: Wire): Promise<void> => {
  void x.form
  const { statuses = {}, originals } = wire.collection
  const { statusField = 'status' } = originals ?? {}
  if (!isRecord(x.body)) throw new Problem('malformed')
  const { key: field } = wire.of
  const errors: FieldError[] = []
  const given = x.body[field],
    said = x.body[statusField]
  const key =
    given === undefined || given === null ? void errors.push({ field, word: 'required' }) : wire.readerFor(field)(given, field, errors)
  const command = typeof said === 'string' && Object.hasOwn(statuses, said) ? statuses[said] : undefined
  if (!command)
    errors.push(
      said === undefined ? { field: statusField, word: 'required' } : { field: statusField, word: 'choice', limit: Object.keys(statuses) },
    )
  if (errors.length || !command) throw new Problem('malformed', { errors })
  const item = await x.edge.node!.store.load(wire.of.name, key as number | string)
  if (!item || wire.isHidden(item.state) || !wire.isVisible(x.caller, item.state)) throw new Problem('not-found')
  answer(x, wire, await act(x, wire, { ...item, key: key as number | string }, command, x.body, `POST ${wire.path}`), command)
}
/** What the change needs and the body leaves out is as it was. */
const withRequired = (wire: Wire, found: Found, input: Input, body: { readonly [name: string]: unknown }): object => {
  const whole: { [name: string]: unknown } = { ...body }
  for (const field of input.required) if (!Object.hasOwn(body, field)) whole[field] = wire.shown(found.state, field)
  return whole
}

/** `POST /{things}` that is another context's command: passed on, and answered with the item of that key here. */
export const forward = (wire: Wire, usual: Command): ((x: Exchange) => Promise<void>) => {
  const passes = passOn(wire, usual)
  const others = Object.entries(wire.collection.originals?.forwardsBy ?? {}).map(
    ([field, by]) => [field, new Map(Object.entries(by).map(([value, command]) => [value, passOn(wire, command)]))] as const,
  )
  return x => {
    for (const [field, by] of others) {
      const said = isRecord(x.body) && Object.hasOwn(x.body, field) ? x.body[field] : undefined
      const other = typeof said === 'string' ? by.get(said) : undefined
      if (other) return other(x)
    }
    return passes(x)
  }
}
const passOn = (wire: Wire, command: Command) => {
  const input = inputOf(command.schema.properties, {
    times: wire.collection.times ?? [],
    aliases: wire.collection.originals?.aliases ?? {},
  })
  return async (x: Exchange): Promise<void> => {
    void x.form
    const node = x.edge.node!
    const wish = input.read(x.body)
    const target = contextOfCommand(node.system, command.type)!.aggregates.find(a => command.type in a.decide)!
    const key = wish[target.key] as number
    const named = keyOf(x, `POST ${wire.path}`, command === wire.collection.forwards ? wish : { ...wish, command: command.type })
    const before = await node.store.load(wire.of.name, key)
    // the asked context decides for the person, not for us who pass it on
    const question: Question & { readonly person: Exchange['caller'] } = {
      type: command.type,
      data: wish,
      id: named ? `person/${hash('sha256', named.name, 'base64url')}/${named.digest}` : node.clock.id(),
      by: 'system',
      causes: [],
      actor: x.caller.actor,
      until: x.until,
      trace: x.trace,
      person: x.caller,
    }
    const reply = await node.ask(question)
    x.edge.metrics.command(command.type, reply.kind === 'answer' ? (reply.accepted ? 'done' : (reply.reason ?? 'refused')) : reply.kind)
    if (reply.kind === 'unreachable') return x.problem('unavailable')
    if (reply.kind === 'timeout') return x.problem('unknown') // it may still be decided: the same key asks again
    if (reply.kind === 'answer' && !reply.accepted)
      return x.problem(reply.status === 'nothing' && reply.reason === 'not-allowed-now' ? `no-such-${target.name}` : reply.reason!, {
        detail: reply.detail,
      })
    const item = await node.store.load(wire.of.name, key)
    const found = item && { ...item, key }
    if (found && !wire.isHidden(found.state)) {
      if (!wire.isVisible(x.caller, found.state)) throw new Problem('not-yours')
      const isNew = before === undefined || wire.isHidden(before.state)
      return sendItem(x, wire, isNew ? 201 : 200, found, isNew ? ['location', x.base + wire.pathOf(found)] : [])
    }
    // asked, and there is no payment that anybody may see: what the other says of its item decides
    const other = contextOfCommand(node.system, command.type)!.routes
    const { refused, pending } = Object.values(other).find(c => c.of === target)?.create ?? {}
    const no = reply.kind === 'answer' ? refused?.[reply.status] : undefined
    const waits = reply.kind === 'answer' && pending?.state === reply.status ? reply.detail?.[pending.reason] : undefined
    x.problem(no ? ('reason' in no ? no.reason : 'payment-declined') : (waits ?? 'payment-unknown'))
  }
}
