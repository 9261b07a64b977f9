import { caseHref, happenedOf } from './board-routes.ts'
import type { Exchange } from './exchange.ts'
import { inOrder } from './history.ts'
import { actOf, type Desk, href, self, send } from './operations-desk.ts'
import type { Lane, Operations } from './operations.ts'
import { Problem } from './problem.ts'
import { parseTimeInQuery } from './time.ts'

/** What an operator may look for, in characters. */
const longest = 200

/** `/operations/causes`, `/find`, `/cases`: what is wrong, grouped by why; any case by what people call it; and why it is where it is. */
export const troubleRoutes = (
  { see, act }: Desk,
  operations: Pick<Operations, 'causes' | 'together' | 'find' | 'caseOf' | 'preview' | 'edit'>,
): void => {
  editRoutes(act, operations)
  see('/operations/causes', async x => {
    const causes = (await operations.causes()).map(c => {
      const path = `/causes/${c.cause}`
      return { ...c, _links: { retry: href(x, `${path}/retry`), drop: href(x, `${path}/drop`) } }
    })
    send(x, 200, { causes, ...self(x, '/causes') })
  })
  for (const what of ['retry', 'drop'] as const)
    act(`/operations/causes/:cause/${what}`, async x => {
      const { cause } = x.params
      const done = await operations.together(cause, what, actOf(x, what, { cause }))
      if (!done) throw new Problem('not-found')
      send(x, 200, { cause, ...done, ...self(x, '/causes') })
    })

  see('/operations/find', async x => {
    const text = (x.query.get('q') ?? '').normalize('NFC').trim()
    if (!text) throw new Problem('malformed', { errors: [{ field: 'q', word: 'required' }] })
    if (text.length > longest) throw new Problem('malformed', { errors: [{ field: 'q', word: 'longest', limit: longest }] })
    const found = (await operations.find(text)).map(f => ({ ...f, ...(f.case ? { _links: { case: caseHref(x, f.system, f.case) } } : {}) }))
    send(x, 200, { found, ...self(x, `/find?q=${encodeURIComponent(text)}`) })
  })

  see('/operations/cases/:system/:kind/:key', async x => {
    const { system, kind, key } = x.params
    const text = x.query.get('at')
    const at = text === null ? undefined : parseTimeInQuery(text)
    if (text !== null && at === undefined) throw new Problem('malformed', { errors: [{ field: 'at', word: 'time' }] })
    const found = await operations.caseOf(system, `${kind}/${key}`, at)
    if (!found) throw new Problem('not-found')
    const events = inOrder(found.events).map(happenedOf)
    const { waits, parked, missing, past } = found
    send(x, 200, {
      system,
      case: `${kind}/${key}`,
      events,
      waits,
      parked,
      missing,
      ...(past ? { past } : {}),
      _links: { self: caseHref(x, system, `${kind}/${key}`) },
    })
  })
}
const isData = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
/** What an event that was put aside would do, as it is or with other data; and to take it for what it should have said. */
const editRoutes = (act: Desk['act'], operations: Pick<Operations, 'preview' | 'edit'>): void => {
  const lanePath = '/operations/parked/:system/:context/:source/:kind/:key'
  const laneOf = ({ params: { system, context, source, kind, key } }: Exchange): Lane => ({
    system,
    context,
    source,
    case: `${kind}/${key}`,
  })
  const dataOf = (x: Exchange): object | undefined => {
    const { data } = (x.body ?? {}) as { data?: unknown }
    if (data !== undefined && !isData(data)) throw new Problem('malformed', { errors: [{ field: 'data', word: 'object' }] })
    return data
  }
  act(`${lanePath}/preview`, async x => {
    const lane = laneOf(x)
    const preview = await operations.preview(lane, dataOf(x))
    if (!preview) throw new Problem('not-found')
    send(x, 200, { ...lane, ...preview, ...self(x, '/parked') })
  })
  act(`${lanePath}/edit`, async x => {
    const lane = laneOf(x)
    const data = dataOf(x)
    if (!data) throw new Problem('malformed', { errors: [{ field: 'data', word: 'required' }] })
    const done = await operations.edit(lane, data, actOf(x, 'edit', lane))
    if (!done) throw new Problem('not-found')
    if (typeof done === 'string') throw new Problem('no-such-event', { detail: { why: done } })
    send(x, 200, { ...lane, ...self(x, '/parked') })
  })
}
