import { Type } from '@jumun/core/model'
import type { Route } from './bare-server.ts'
import type { Exchange } from './exchange.ts'
import { inputOf } from './input.ts'
import type { Act } from './operations.ts'
import { Problem } from './problem.ts'
import { isoOf } from './time.ts'

const moments = new Set(['time', 'at', 'since', 'until', 'next', 'retryAt', 'deadline'])
const outside = (name: string, value: unknown): unknown => (moments.has(name) && typeof value === 'number' ? isoOf(value) : value)
export const send = (x: Exchange, status: number, body: object): void => {
  const form = x.form
  x.json(status, JSON.stringify(body, outside), form === 'array' ? 'json' : form)
}

const reason = inputOf({ reason: Type.String({ minLength: 1, maxLength: 1000 }) })
/** The record of an act. Without a reason there is none. */
export const actOf = (x: Exchange, action: string, detail: unknown): Act => {
  const { reason: why } = reason.read(x.body ?? {})
  return { time: Date.now(), actor: x.caller.actor, action, reason: why as string, detail }
}

/** Where an operators' resource is. */
export const href = (x: Exchange, path: string) => ({ href: `${x.base}/operations${path}` })
export const self = (x: Exchange, path: string) => ({ _links: { self: href(x, path) } })

type AsOperator = (url: string, work: (x: Exchange) => Promise<void>) => void
/** Where operators' resources are put: what they see (GET) and their acts (POST). For the role `operator` only. */
export interface Desk {
  readonly see: AsOperator
  readonly act: AsOperator
}
export const deskOf = (route: Route): Desk => {
  const forOperators = (work: (x: Exchange) => Promise<void>) => async (x: Exchange) => {
    if (!x.caller.anyone && !x.caller.roles.includes('operator')) throw new Problem('role')
    await work(x)
  }
  return {
    see: (url, work) => route(url, { GET: forOperators(work) }),
    act: (url, work) => route(url, { POST: forOperators(work) }),
  }
}
