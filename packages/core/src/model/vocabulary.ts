import type { TSchema } from 'typebox'
import type { Rejection } from './aggregate.ts'

/** What a refusal is called, which HTTP status it has, and its words in both languages. `{name}` is filled from the detail. */
export interface Reason {
  readonly status: 403 | 404 | 409 | 422 | 503
  readonly en: string
  readonly ko: string
}
export type Reasons = { readonly [slug: string]: Reason }

/** The reasons of a system, declared once; `reject` takes only these. */
export const reasons = <const R extends Reasons>(table: R) => ({
  reasons: table as Reasons,
  /** A business no with its reason and what the person needs to know besides. */
  reject: (reason: keyof R & string, detail?: object): Rejection => ({ kind: 'rejection', reason, ...(detail ? { detail } : {}) }),
})

/** Marks a field as personal: logs mask it, and a person can be erased later. */
// a copy by descriptors: TypeBox keeps what makes a field optional in a hidden property
export const personal = <S extends TSchema>(schema: S): S =>
  Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(schema), personal: { value: true, enumerable: true } }) as S
/** Is this field personal? */
export const isPersonal = (schema: TSchema): boolean => (schema as { personal?: boolean }).personal === true
