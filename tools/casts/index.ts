import { air } from './air.ts'
import { bread } from './bread.ts'
import { cafeteria } from './cafeteria.ts'
import { cars } from './cars.ts'
import type { Cast, House } from './cast.ts'
import { delivery } from './delivery.ts'

/** By system the people who work there, and who come. */
export const casts: { readonly [system: string]: (house: House) => Cast } = { cafeteria, bread, air, delivery, cars }
