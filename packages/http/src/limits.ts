/** Requests of one caller: so many a second, and so many at once after a pause. */
export interface RateLimit {
  readonly perSecond: number
  readonly burst: number
}

/** A bucket of tokens for each caller. False: it is empty. */
export const limiter = ({ perSecond, burst }: RateLimit) => {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (caller: string, now: number): boolean => {
    let bucket = buckets.get(caller)
    if (!bucket) {
      if (buckets.size >= 50_000)
        for (const [name, b] of buckets) if (b.tokens + ((now - b.at) * perSecond) / 1000 >= burst) buckets.delete(name)
      if (buckets.size >= 50_000) buckets.delete(buckets.keys().next().value!)
      buckets.set(caller, (bucket = { tokens: burst, at: now }))
    }
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) * perSecond) / 1000)
    bucket.at = now
    if (bucket.tokens < 1) return false
    bucket.tokens--
    return true
  }
}

/** What a limited answer says of the limit that it met (draft-ietf-httpapi-ratelimit-headers): the next request is possible after `t` seconds. */
const limitHeaders = (name: string, { perSecond, burst }: RateLimit): readonly string[] => [
  'ratelimit-policy',
  `"${name}";q=${Math.floor(burst)};w=${Math.ceil(burst / perSecond)}`,
  'ratelimit',
  `"${name}";r=0;t=${Math.ceil(1 / perSecond)}`,
]

/** The limits of a gateway. Each question takes one request from an allowance; the headers of a refusal where it is used up, else undefined. */
export interface Limits {
  /** Before anybody asks who it is: what one address may cost. */
  address(place: string, now: number): readonly string[] | undefined
  caller(actor: string, now: number): readonly string[] | undefined
  /** Whoever has no identity shares one allowance with all who come from the same place. */
  nobody(place: string, now: number): readonly string[] | undefined
}
export const callerRate: RateLimit = { perSecond: 200, burst: 400 }
export const addressRate: RateLimit = { perSecond: 1000, burst: 2000 }

export const limitsOf = (ofCaller: RateLimit = callerRate, ofAddress: RateLimit = addressRate): Limits => {
  const [callers, addresses] = [limiter(ofCaller), limiter(ofAddress)]
  const [caller, address] = [limitHeaders('caller', ofCaller), limitHeaders('address', ofAddress)]
  return {
    address: (place, now) => (addresses(place, now) ? undefined : address),
    caller: (actor, now) => (callers(actor, now) ? undefined : caller),
    nobody: (place, now) => (callers(`address ${place}`, now) ? undefined : caller),
  }
}
