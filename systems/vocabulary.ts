/** Words that all systems share: what fields of a kind may hold. */
import { impersonal, isPersonal, minutes, names, personal, seconds, Type } from '@jumun/core/model'

export { impersonal, names }

/** People may choose some, so it ends far below what a number can hold: the next one can always be given. */
export const Id = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 })
/** An amount of money, in won. */
export const Won = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 })
/** What one piece, or one option of it, costs: a hundred pieces with all their options are still an amount. */
export const Price = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
/** How many pieces of one thing. */
export const Count = Type.Integer({ minimum: 1, maximum: 100 })
/** A number from 0 on: how often, how many. */
export const Natural = Type.Integer({ minimum: 0 })
/** Whether something is so. */
export const Yes = Type.Boolean()
/** A short text. */
export const Text = Type.String({ minLength: 1, maxLength: 200 })
/** By which somebody or something is found: one, however it is typed. */
export const Name = Type.String({ minLength: 1, maxLength: 200, spelling: 'name' })
/** ms since 1970; ISO 8601 wherever people and other systems read it. */
export const Time = Type.Integer({ minimum: 0, time: true })
/** Digits, as one dials them in Korea; people may write it in their own way where it comes in. */
export const Phone = names(personal(Type.String({ pattern: '^[0-9]{9,15}$', spelling: 'phone' })))
/** In which language somebody is spoken to. */
export const Language = Type.Union([Type.Literal('ko'), Type.Literal('en')])
/** What stands for the customer's card at the provider; the sandbox reads its outcome from it. */
export const PaymentToken = personal(Type.String({ minLength: 1, maxLength: 200 }))

/** There, or null. */
export const OrNull = <S extends Type.TSchema>(schema: S) =>
  (isPersonal(schema) ? personal : <T>(same: T) => same)(Type.Union([schema, Type.Null()]))
/** May be left out, or null, which says the same. */
export const Optional = <S extends Type.TSchema>(schema: S) => Type.Optional(OrNull(schema))
/** Which event it was, in the whole system. */
export const EventId = Type.String()

/** How long to wait before the n-th repeat of something that got no answer. */
export const backoff = (n: number): number => Math.min(seconds(5) * 2 ** n, minutes(10))

/** Longer than any request may be on its way to who moves money: until then "not found" is no answer. */
export const oldestRequest = minutes(60)
/** The pauses before this many repeats are as long together. */
const oldestRound = (n = 1, sum = backoff(1)): number => (sum >= oldestRequest ? n : oldestRound(n + 1, sum + backoff(n + 1)))
/** So many pauses lie between what was asked for and when it is lost. */
export const pausesUntilLost = oldestRound()
/**
 * Nothing of it can be on its way any more: an hour has passed by the clock, and every pause of that hour. A clock on the wall may have
 * been hours wrong when it was asked for, and then it counts as old as soon as the clock is right; it takes one pause from those, not all
 * of them.
 * `at`: when a request may last have left; `sentIn`: in which round; `round`: in which one is asked what became of it now.
 */
export const isLost = (its: { readonly at: number; readonly round: number; readonly sentIn: number }, now: number): boolean =>
  now >= its.at + oldestRequest && its.round - its.sentIn + 1 >= pausesUntilLost

/**
 * Why something ended unpaid, of the reasons that a system has words for. "In progress" was said of that moment: what ended then has
 * expired.
 */
export const whyOver = (reasons: object, { status, reason }: { readonly status: string; readonly reason: string | null }): string =>
  status !== 'Expired' && reason !== null && reason !== 'in-progress' && reason in reasons ? reason : 'expired'

/** A text without its line breaks, of whatever kind. */
export const oneLine = (text: string): string => text.replace(/[\n\r\v\f\x85\u2028\u2029]+/g, ' ')
