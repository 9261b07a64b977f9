/** The bank is a provider the other way round: what each question to it is there, and each answer here. */
export const asked: { readonly [question: string]: string } = { Transfer: 'Charge', FindTransfer: 'Find', Reclaim: 'Refund' }
export const answered: { readonly [status: string]: string } = {
  captured: 'paid',
  declined: 'refused',
  refunded: 'reclaimed',
  failed: 'failed',
  none: 'none',
}
