import { air } from './air/system.ts'
import { bread } from './bread/system.ts'
import { cafeteria } from './cafeteria/system.ts'
import { cars } from './cars/system.ts'
import { delivery } from './delivery/system.ts'

/** Every system of the product, by its name. */
export const systems = { cafeteria, bread, air, delivery, cars }
