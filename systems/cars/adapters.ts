import { bank } from '../bank/sandbox.ts'
import { type Given, sandboxes } from '../sandboxes.ts'

/** Provider and bank write into one book, under keys of their own. */
export const adapters = (given: Given) => ({ ...sandboxes(given), bank: bank(given) })
