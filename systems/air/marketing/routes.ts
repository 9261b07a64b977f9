import { type Routes, Type } from '@jumun/core/model'
import { Code, operator } from '../vocabulary.ts'
import { Route } from './route.ts'
import { offered, Taste } from './taste.ts'

export const routes: Routes = {
  // the most wanted: ?sort=people,desc
  routes: {
    of: Route, item: 'route',
    shows: ['route', 'departure', 'arrival', 'people', 'flights'],
    searches: { findByRoute: { by: ['route'] } },
  },
  recommendations: {
    of: Taste, item: 'recommendation',
    shows: ['customerId', 'routes'],
    derives: offered,
    derived: { routes: Type.Array(Code) },
    owner: 'customerId', readers: [operator],
    searches: { findByCustomerId: { by: ['customerId'] } },
  },
}
