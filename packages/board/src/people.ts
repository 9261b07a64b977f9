// Who may issue a command, and what things are called, as people say it.
import { type Who, list, policy as byPolicy } from '@jumun/core/model'

/** Whose it is: a caller whose claim equals a field of the item. */
export const owner = 'its owner'
/** Who may issue a command, as people say it: roles, and its owner. Nobody: only policies and other contexts may. */
export const people = (by: Who | readonly Who[]): string[] =>
  [...new Set(list(by as Who).map(who => (typeof who === 'string' ? who : owner)))].filter(who => who !== byPolicy && who !== 'system')
/** The name of a thing as a word of its own. */
export const noun = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
