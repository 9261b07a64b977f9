/** What a block (see payable.ts) reads of what it does not know: fields whose names the system has chosen. */
import type { Circumstances, Message, OneOrMore, Rejection } from '@jumun/core/model'

/** What a block decides, before it is known whose it is. */
export type Outcome = OneOrMore<Message<'event'>> | Rejection
/** A field by its name. */
export const read = (from: object, field: string): unknown => (from as { readonly [field: string]: unknown })[field]
/** A number by its name; 0 where it is not known. */
export const numberIn = (from: object, field: string): number => Number(read(from, field) ?? 0)
/** Takes the fields of these names out of something that knows more. */
export const picking =
  (names: readonly string[]) =>
  (from: object): object =>
    Object.fromEntries(names.map(name => [name, read(from, name)]))
export const no = (reason: string, detail?: object): Rejection => ({ kind: 'rejection', reason, ...(detail ? { detail } : {}) })
/** A row's decision that asks for nothing but the state, the wish and the time. */
export const timed =
  <State, Wish, Told>(then: (state: State, wish: Wish, now: number) => Told) =>
  (state: State, wish: Wish, _: unknown, { now }: Circumstances): Told =>
    then(state, wish, now)
