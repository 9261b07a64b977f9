/** Requests of one caller: so many a second, and so many at once after a pause. */
export interface RateLimit {
  readonly perSecond: number
  readonly burst: number
}

/** A bucket of tokens for each caller, of which a request takes as many as it costs. Returns how many are left; -1: there were not enough. */
export const limiter = ({ perSecond, burst }: RateLimit) => {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (caller: string, now: number, cost = 1): number => {
    let bucket = buckets.get(caller)
    if (!bucket) {
      if (buckets.size >= 50_000)
        for (const [name, b] of buckets) if (b.tokens + ((now - b.at) * perSecond) / 1000 >= burst) buckets.delete(name)
      if (buckets.size >= 50_000) buckets.delete(buckets.keys().next().value!)
      buckets.set(caller, (bucket = { tokens: burst, at: now }))
    }
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) * perSecond) / 1000)
    bucket.at = now
    // whoever may have less at once than it costs still gets it where nothing was taken
    if (bucket.tokens < Math.min(cost, burst)) return -1
    bucket.tokens = Math.max(0, bucket.tokens - cost)
    return Math.floor(bucket.tokens)
  }
}

/** What a request costs: one, and for a list one more for each hundred things that it asks for; a reading of all stores costs twenty. */
export const costOf = (url: string): number => {
  if (/^\/operations\/audit(?:[/?]|$)/.test(url)) return 20
  const query = url.indexOf('?')
  if (query < 0) return 1
  const [, size = '0'] = /[?&]size=(\d{1,4})(?:&|$)/.exec(url.slice(query, query + 500)) ?? []
  return 1 + Math.floor(Math.min(1000, Number(size)) / 100)
}

/** What answers say of a limit (draft-ietf-httpapi-ratelimit-headers): so many requests are left, and in `t` seconds there is one more, or all. */
class Told {
  readonly policy: string
  private readonly name: string
  private readonly rate: RateLimit
  constructor(name: string, rate: RateLimit) {
    this.name = name
    this.rate = rate
    this.policy = `"${name}";q=${Math.floor(rate.burst)};w=${Math.ceil(rate.burst / rate.perSecond)}`
  }
  state(left: number): string {
    const { burst, perSecond } = this.rate
    const wait = left > 0 ? (burst - left) / perSecond : 1 / perSecond
    return `"${this.name}";r=${left};t=${Math.ceil(wait)}`
  }
}
/** What is left of an allowance, as answers say it; `over`: the request was one too many. */
export interface Allowance {
  readonly over: boolean
  readonly policy: string
  readonly state: string
}
/** The limits of a gateway. Each question takes what a request costs from an allowance. */
export interface Limits {
  /** Before anybody asks who it is: what one address may cost. Undefined: it is within its limits. */
  address(place: string, now: number, cost: number): Allowance | undefined
  caller(actor: string, now: number, cost: number): Allowance
  /** Whoever has no identity shares one allowance with all who come from the same place. */
  nobody(place: string, now: number, cost: number): Allowance
}
export const callerRate: RateLimit = { perSecond: 200, burst: 400 }
export const addressRate: RateLimit = { perSecond: 1000, burst: 2000 }

export const limitsOf = (ofCaller: RateLimit = callerRate, ofAddress: RateLimit = addressRate): Limits => {
  const [callers, addresses] = [limiter(ofCaller), limiter(ofAddress)]
  const [caller, address] = [new Told('caller', ofCaller), new Told('address', ofAddress)]
  const said = (told: Told, left: number): Allowance => ({ over: left < 0, policy: told.policy, state: told.state(Math.max(0, left)) })
  return {
    address: (place, now, cost) => {
      const left = addresses(place, now, cost)
      return left < 0 ? said(address, left) : undefined
    },
    caller: (actor, now, cost) => said(caller, callers(actor, now, cost)),
    nobody: (place, now, cost) => said(caller, callers(`address ${place}`, now, cost)),
  }
}
