// Every address of the app, for the router in the browser and for the server, which answers 404 elsewhere.
import type { Settings } from './settings.ts'

/** By area; `:name` stands for one segment. A shop's own come under `/shops/{system}`, those of its staff under `/staff/{system}`. */
export const paths = {
  front: ['/', '/me', '/login'],
  open: ['/design'],
  desk: [
    '/desk',
    '/desk/trouble',
    '/desk/trouble/:cause',
    '/desk/parked',
    '/desk/parked/:system/:context/:source/:kind/:key',
    '/desk/orders',
    '/desk/orders/:system/:kind/:key',
    '/desk/payments',
    '/desk/people',
    '/desk/timers',
    '/desk/acts',
    '/desk/audit',
    '/desk/contexts',
  ],
  shops: {
    cafeteria: ['', '/basket', '/orders/:id', '/me'],
    bread: ['', '/basket', '/orders/:id', '/me'],
    delivery: ['', '/stores/:storeId', '/stores/:storeId/dishes/:id', '/basket', '/orders/:id', '/me'],
    air: ['', '/flights/:id', '/reservations/:id', '/me', '/mileage'],
    cars: ['', '/cars/:id', '/purchases/:id', '/sell', '/sales/:id', '/me'],
  },
  /** Made from what the API of a system says: of every system, and a shop of one that has no pages of its own. */
  generic: ['', '/:things', '/:things/:id'],
  staff: {
    cafeteria: ['/bar', '/ready', '/menu'],
    delivery: ['/kitchen/:storeId', '/kitchen/:storeId/menu', '/kitchen/:storeId/hours', '/rider'],
    bread: ['/board', '/items'],
    air: ['/flights', '/flights/:id'],
    cars: ['/purchasing', '/transport', '/stock'],
  },
} as const satisfies { readonly [area: string]: readonly string[] | { readonly [system: string]: readonly string[] } }

const under = (area: string, name: string, own: readonly string[] = []): readonly string[] => own.map(path => `/${area}/${name}${path}`)
const tableOf = (table: { readonly [system: string]: readonly string[] }, name: string): readonly string[] => table[name] ?? []

/** Tells for a path whether there is a page: those of the systems that run, and of open mode only there. */
export const pathsOf = ({ systems, access }: Settings): ((path: string) => boolean) => {
  const all = [
    ...paths.front,
    ...(access === 'open' ? paths.open : []),
    ...paths.desk,
    ...systems.flatMap(({ name, prefix }) => [
      ...(prefix ? [prefix] : []),
      `/desk/boards/${name}`,
      ...under('generic', name, paths.generic),
      ...under('shops', name, name in paths.shops ? tableOf(paths.shops, name) : ['']),
      ...under('staff', name, tableOf(paths.staff, name)),
    ]),
  ]
  const known = new RegExp(`^(?:${all.map(path => path.replaceAll(/:\w+/g, '[^/]+')).join('|')})/?$`)
  return path => known.test(path)
}
