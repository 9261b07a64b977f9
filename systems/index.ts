import { cafeteria } from './cafeteria/system.ts'

/** Every system of the product, by its name. */
export const systems = { cafeteria }
