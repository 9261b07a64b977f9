import type { TSchema } from 'typebox'
import type { Rejection } from './aggregate.ts'

/** What a refusal is called, which HTTP status it has, and its words in both languages. `{name}` is filled from the detail. */
export interface Reason {
  readonly status: 403 | 404 | 409 | 422 | 503
  readonly en: string
  readonly ko: string
}
/** The reasons of a system by their slugs. */
export type Reasons = { readonly [slug: string]: Reason }

/** The reasons of a system, declared once; `reject` takes only these. */
export const reasons = <const R extends Reasons>(table: R) => ({
  reasons: table as Reasons,
  /** A business no with its reason and what the person needs to know besides. */
  reject: (reason: keyof R & string, detail?: object): Rejection => ({ kind: 'rejection', reason, ...(detail ? { detail } : {}) }),
})

// a copy by descriptors: TypeBox keeps what makes a field optional in a hidden property
const marked = <S extends TSchema>(schema: S, marks: PropertyDescriptorMap): S =>
  Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(schema), ...marks }) as S

/**
 * Marks a field as personal: logs mask it, and it goes where a person is erased. `about`: in which part that person is in the field's case.
 */
export const personal = <S extends TSchema>(schema: S, about = 'customer'): S =>
  // about whom stands in no document and changes no model
  marked(schema, { personal: { value: true, enumerable: true }, about: { value: about, enumerable: false } })
/** Is this field personal? */
export const isPersonal = (schema: TSchema): boolean => (schema as { personal?: boolean }).personal === true
/** About whom a personal field says something; undefined: it is not personal. */
export const aboutOf = (schema: TSchema): string | undefined =>
  isPersonal(schema) ? ((schema as { about?: string }).about ?? 'customer') : undefined

/**
 * Marks a field that names a person: by it all is found that is known of them, and where they are erased another name takes its place. A
 * number stays: it was given by the product, and says nothing once nobody knows whose it is. `part`: in which part they are there;
 * `anybody`: it may be anybody's name, so only what it says tells whose. `of`: it is the name of
 * a thing that tells who the person of that part is, such as the plate of a car.
 */
export const names = <S extends TSchema>(schema: S, part = 'customer', of?: string): S =>
  marked(schema, { names: { value: of === undefined ? { part } : { part, of }, enumerable: false } })
/** Whom a field names; undefined: nobody. */
export const namedBy = (schema: TSchema): { readonly part: string; readonly of?: string } | undefined =>
  (schema as { names?: { readonly part: string; readonly of?: string } }).names
/** Marks a text that people give and that is not personal: what is ordered, why something was declined. */
export const impersonal = <S extends TSchema>(schema: S): S => marked(schema, { impersonal: { value: true, enumerable: false } })
/** Was it said of this text that it is not personal? */
export const isImpersonal = (schema: TSchema): boolean => (schema as { impersonal?: boolean }).impersonal === true
