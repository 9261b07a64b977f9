/** What a payment context asks of whoever takes the money; `key` is what the provider is told, unlike that of any other installation. */
export interface ChargeWish {
  /** The number of the order, purchase or reservation. */
  readonly reference: number
  readonly key: string
  /** Won. */
  readonly amt: number
  /** What the browser got from the provider for the card; nothing of the card passes through here. */
  readonly paymentToken: string | null
  /** When this key was first used, in ms since 1970; left out: nobody knows. */
  readonly since?: number | null
}
export interface FindWish {
  readonly reference: number
  readonly key: string
}
export interface RefundWish {
  readonly reference: number
  readonly key: string
  /** The charge that it gives back from. */
  readonly of: string
  /** Won. */
  readonly amt: number
}
/** `unreachable`: it was surely not sent, and the provider is to blame. `unsent`: it was surely not sent, and that says nothing about the provider. */
export type Answer<Status extends string> = { readonly status: Status } | 'unreachable' | 'unsent'

/** One charge as the provider has it now. */
export interface Charged {
  /** Ours, as the provider was told it; null: it was told none. */
  readonly key: string | null
  /** The provider's own name of it. */
  readonly id: string
  /** In units of `currency`; what was taken, and what of it was given back. */
  readonly amt: number
  readonly refunded: number
  /** Such as `KRW`. */
  readonly currency: string
  /** When it was made, in ms since 1970. */
  readonly at: number
}

/** A provider: the port of the payment contexts, and its books. What is thrown means that nobody knows what became of it. */
export interface Provider {
  readonly name: 'stripe' | 'toss'
  /** What it is told a key of ours as. */
  readonly tells: (key: string) => string
  /** Its own name of the charge under a key, as it was told by itself: then it is found at once. */
  note(key: string, id: string): void
  Charge(wish: ChargeWish, until?: number): Promise<Answer<'captured' | 'declined'>>
  Find(wish: FindWish, until?: number): Promise<Answer<'captured' | 'declined' | 'none'>>
  Refund(wish: RefundWish, until?: number): Promise<Answer<'refunded' | 'failed'>>
  /** Every charge that was made or given back from in this time (ms since 1970, without its end), as it is now. */
  touched(from: number, before: number): AsyncIterable<Charged>
  /** All captured charges under a key of ours, as they are now; more than one is one too many. */
  look(key: string): Promise<readonly Charged[]>
}

/** Nobody knows what became of what was asked. The message is for operators, and holds no secret. */
export class Unclear extends Error {}
