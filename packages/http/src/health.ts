import type { Route } from './bare-server.ts'
import type { Edge, Exchange } from './exchange.ts'
import { callerOf } from './identity.ts'

/** How a process is. `live`: it need not be replaced; `ready`: it may be given requests. */
export interface Health {
  readonly live: boolean
  readonly ready: boolean
  /** What is wrong, for operators. */
  readonly reasons?: readonly string[]
}

type Look = () => Health | Promise<Health>
/** As `health` says, but while it is `ill`. Who is to be replaced is asked nothing more, too: it may not be there in a moment. */
export const unlessIll = (ill: (() => boolean) | undefined, health: Look): Look =>
  ill ? () => (ill() ? { live: false, ready: false, reasons: ['the fault switch is on'] } : health()) : health

/** `GET /actuator/health`, and liveness and readiness apart; also under each prefix. Reasons are for operators only. */
export const healthRoutes = (route: Route, edge: Edge, health: Look, prefixes: readonly string[] = []): void => {
  const answer = (isUp: (h: Health) => boolean) => async (x: Exchange) => {
    const h = await health()
    const up = isUp(h)
    const reasons = !up && h.reasons?.length && (await isOperator(edge, x)) ? { reasons: h.reasons } : {}
    x.send(
      up ? 200 : 503,
      ['content-type', 'application/json', ...(up ? [] : ['retry-after', '1'])],
      JSON.stringify({ status: up ? 'UP' : 'DOWN', ...reasons }),
    )
  }
  for (const prefix of new Set(['', ...prefixes])) {
    route(`${prefix}/actuator/health`, { GET: answer(h => h.live && h.ready) }, { asksWho: false })
    route(`${prefix}/actuator/health/liveness`, { GET: answer(h => h.live) }, { asksWho: false })
    route(`${prefix}/actuator/health/readiness`, { GET: answer(h => h.ready) }, { asksWho: false })
  }
}
const isOperator = async (edge: Edge, x: Exchange): Promise<boolean> => {
  try {
    const caller = await callerOf(x.raw, edge.access, edge.identity)
    return caller.anyone || caller.roles.includes('operator')
  } catch {
    return false
  }
}
