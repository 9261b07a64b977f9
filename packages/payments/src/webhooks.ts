import Stripe from 'stripe'

/** What a webhook says happened, as far as it is read: that something under this key changed. What changed is asked for. */
export interface Hint {
  /** The provider's own name of the event, or what stands for it. */
  readonly event: string
  /** Ours, as the provider was told it. */
  readonly key: string
  /** The provider's name of the charge, where it says it. */
  readonly charge: string | undefined
}
/** So old a signature may be, in seconds: a replayed one is refused. */
const tolerance = 300
const wanted = new Set([
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'charge.updated',
])

/** A webhook that is not what it seems to be: nothing is done for it. */
export class Untrue extends Error {}

/** Stripe's, by its signature (HMAC, compared in constant time by its SDK). Undefined: it is about nothing of ours. Throws Untrue. */
export const stripeHint = (body: Buffer, signature: string | undefined, secret: string, now: number): Hint | undefined => {
  let event: Stripe.Event
  try {
    event = Stripe.webhooks.constructEvent(body, signature ?? '', secret, tolerance, undefined, now)
  } catch {
    throw new Untrue('the signature is missing, too old, or of somebody else')
  }
  const object = event.data?.object as {
    readonly id?: unknown
    readonly metadata?: { readonly key?: unknown }
    readonly payment_intent?: unknown
  }
  const key = object?.metadata?.key
  if (!wanted.has(event.type) || typeof key !== 'string') return undefined
  const charge = event.type.startsWith('charge.') ? object.payment_intent : object.id
  return { event: event.id, key, charge: typeof charge === 'string' ? charge : undefined }
}
/** Toss Payments signs none about payments: what it says is only where to look, and nothing in it counts. */
export const tossHint = (body: Buffer): Hint | undefined => {
  let said: any
  try {
    said = JSON.parse(body.toString('utf8'))
  } catch {
    throw new Untrue('it is no JSON')
  }
  const { orderId, status } = said?.data ?? {}
  if (said?.eventType !== 'PAYMENT_STATUS_CHANGED' || typeof orderId !== 'string' || !/^[\w=-]{6,64}$/.test(orderId)) return undefined
  return { event: `${orderId}/${String(status).slice(0, 40)}/${String(said.createdAt).slice(0, 40)}`, key: orderId, charge: undefined }
}
