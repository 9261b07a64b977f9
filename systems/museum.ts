/** Museum pieces that are the same wherever something is held, or paid: each rule broken on the board of a system. */
import type { Row } from '@jumun/core/model'
import { type Bug, but, withRows } from '@jumun/testing'

/** The row as it is, but nothing happens in these states. */
export const deaf =
  (in_: (state: Parameters<Row['then']>[0], wish: Parameters<Row['then']>[1]) => unknown) =>
  (row: Row): Row => ({ ...row, then: (state, wish, read, at) => (in_(state, wish) ? [] : row.then(state, wish, read, at)) })

/** `open`: in which states a charge is on its way. */
export const bugsOfPaying = (context: string, payment: string, open: readonly string[]) =>
  ({
    tombstone: {
      rule: 11,
      without: 'what was cancelled before it was there is charged when it comes',
      build: withRows(context, payment, { CancelPayment: deaf(p => !p || open.includes(p.status)) }),
    },
    notFoundIsNotNo: {
      rule: 12,
      without: 'the provider finds nothing, the payment is written off, and the charge arrives',
      build: withRows(context, payment, {
        NoteNotFound: but(({ state }) => ({ state: { ...state, at: 0, sentIn: -99 }, at: { now: state.at, actor: 'policy' } })),
      }),
    },
    moreThanLeft: {
      rule: 'COM-60',
      without: 'a part is given back of what was paid, not of what is left',
      build: withRows(context, payment, { GiveBack: but(({ state }) => ({ state: { ...state, refunded: 0 } })) }),
    },
    onlyTheRest: {
      rule: 'COM-60',
      without: 'a cancel while a part is on its way back is forgotten, and the rest stays',
      build: withRows(context, payment, { CancelPayment: deaf(p => p?.giving) }),
    },
  }) as const satisfies { readonly [rule: string]: Bug }

/** An attempt counts that its customer has given up. `confirm`: the command that makes the order. */
export const attempts = (context: string, confirm: string): Bug => ({
  rule: 6,
  without: 'an attempt that its customer has given up confirms the order all the same',
  build: withRows(context, 'order', { [confirm]: but(({ state }) => ({ state: { ...state, closed: 0 } })) }),
})
/** A hold passes over while what it is for is being paid. `hold`: the command that asks for it. */
export const standAside = (context: string, stock: string, hold: string, without: string): Bug => ({
  rule: 14,
  without,
  build: withRows(context, stock, {
    [hold]: row => ({
      ...row,
      then: (state, wish, read, at) => {
        const no = row.then(state, wish, read, at)
        return 'reason' in no && no.reason === 'own-hold' ? row.then(state, { ...wish, holder: no.detail.holder }, read, at) : no
      },
    }),
  }),
})
/** A hold counts whose order is over. */
export const tombstoneOfHolds = (context: string, stock: string): Bug => ({
  rule: 11,
  without: 'a hold that comes after the end of its order is kept for ever',
  build: withRows(context, stock, { HoldStock: but(({ read }) => ({ read: { ...read, order: { status: 'AwaitingPayment' } } })) }),
})
/** Who is to be told is believed to be known as soon as anything was heard. */
export const markIsNoBirth = (context: string): Bug => ({
  rule: 21,
  without: 'what was heard first counts as the beginning, and who is to be told is never known',
  build: withRows(context, 'talk', {
    Tell: but(({ state, wish }) => (state?.status === 'Silent' ? { wish: { ...wish, customer: null } } : {})),
  }),
})
