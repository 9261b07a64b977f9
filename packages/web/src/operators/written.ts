import type { Data } from './shapes.ts'

/** What a field of an event holds, as it is written into an input. */
export const writtenOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

const structure = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
/**
 * What somebody wrote, as the kind of value that stood there. What cannot be one stays a text: the server says what is wrong with it.
 * A text that looks like a list or an object is one, because what was sent as a text may have to become that.
 */
export const readAs = (was: unknown, text: string): unknown => {
  if (text === writtenOf(was)) return was
  if (was === null && text === '') return null
  if (typeof was === 'string') return /^[[{]/.test(text) ? structure(text) : text
  return structure(text)
}
/** The data with what was written over it. */
export const mendedOf = (data: Data, texts: { readonly [field: string]: string }): Data =>
  Object.fromEntries(Object.entries(data).map(([field, was]) => [field, texts[field] === undefined ? was : readAs(was, texts[field])]))
