import { join } from 'node:path'
import type { System } from '@jumun/core/model'
import { type Business, type Businesses, businessesIn, systemsOf } from '@jumun/host'

/** Every system of the product with what is around it, by its name: whatever has a folder here. */
export const product = await businessesIn(import.meta.dirname)
/** What runs when it is named: small ones to learn from. */
export const examples = await businessesIn(join(import.meta.dirname, '../examples'))
/** Whatever may be named: where a system of one's own has the name of an example, one's own. */
export const nameable: Businesses = { ...examples, ...product }
/** Every system of the product, by its name. */
export const systems = systemsOf(product)

/** A changed system, or a new one, with what is around the one of its name. */
export const around = (system: System): Business => ({ ...product[system.name], system })
