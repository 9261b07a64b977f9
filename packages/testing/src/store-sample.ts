import { Type } from 'typebox'
import { Conflict, type Query, type Recorded, type Table, type Timer, type Unit, type Waiting } from '@jumun/core/runtime'

/** The tables that the contracts of stores work on. */
export const contractTables: readonly Table[] = [
  {
    name: 'order',
    kind: 'item',
    keyType: 'integer',
    numbered: false,
    indexes: ['phoneNumber', 'status'],
    fields: { phoneNumber: Type.String(), qty: Type.Integer(), note: Type.Optional(Type.String()), status: Type.String() },
  },
  {
    name: 'payment',
    kind: 'item',
    keyType: 'integer',
    numbered: true,
    indexes: ['status'],
    fields: { amt: Type.Integer(), status: Type.String() },
  },
  { name: 'menu', kind: 'item', keyType: 'text', numbered: true, indexes: [], fields: { price: Type.Integer(), status: Type.String() } },
  {
    name: 'page',
    kind: 'row',
    keyType: 'integer',
    numbered: true,
    indexes: ['phoneNumber'],
    fields: { phoneNumber: Type.String(), status: Type.String() },
  },
]

export type NewEvent = NonNullable<Unit['events']>[number]

export const noon = Date.UTC(2030, 0, 1, 12)

/** An event of an item, as a unit brings it. */
export const event = (aggregate: string, key: number | string, number: number, rest: Partial<NewEvent> = {}): NewEvent => ({
  id: `${aggregate}/${key}/${number}`,
  type: 'Happened',
  data: { orderId: key, qty: number, names: ['아메리카노', "it's"] },
  source: 'shop',
  aggregate,
  key,
  item: typeof key === 'number' ? key : 1,
  case: `orderId/${key}`,
  time: noon,
  cause: 'request-1',
  causes: ['shop:order/1/1'],
  actor: 'guest',
  ...rest,
})
export const state = (qty: number, status = 'Ordered', rest: object = {}) => ({ phoneNumber: '010', qty, status, ...rest })
export const item = (key: number, version: number, of: any, listed = true): NonNullable<Unit['item']> => ({
  aggregate: 'order',
  key,
  version,
  id: key,
  state: of,
  listed,
})
/** A unit that makes the next step of an order: one public event. */
export const step = (key: number, version: number, rest: Unit = {}, of: any = state(version + 1)): Unit => ({
  item: item(key, version, of),
  events: [event('order', key, version + 1)],
  public: [true],
  ...rest,
})
export const row = (
  key: number,
  version: number,
  value: any,
  seen: { [source: string]: number } = {},
  listed = true,
): NonNullable<Unit['rows']>[number] => ({
  view: 'page',
  key,
  version,
  id: key,
  value,
  seen,
  listed,
})
export const timer = (id: string, at: number, kase = 'orderId/1'): Timer => ({
  id,
  at,
  case: kase,
  work: { kind: 'command', type: 'AbandonOrder', data: { orderId: 1 }, causes: ['shop:order/1/1'] },
})
export const query = (rest: Partial<Query> = {}): Query => ({ of: 'order', where: {}, sort: [], offset: 0, limit: 20, ...rest })
export const told = (event: NewEvent, number: number | null, position: number): Recorded => ({ ...event, number, position })
export const waiting = (position: number, rest: Partial<Waiting> = {}): Waiting => ({
  source: 'pay',
  case: 'orderId/1',
  event: told(event('payment', 1, position), position, position),
  reason: '',
  failures: 0,
  since: noon,
  retryAt: null,
  ...rest,
})

/** Resolves to what the commit was refused for, or 'committed'. */
export const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'committed',
    thrown => {
      if (thrown instanceof Conflict) return thrown.over
      throw thrown
    },
  )
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
export const ids = (of: readonly { readonly id: string }[]): string[] => of.map(x => x.id)
export const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
