// Many who order and look at once, as a load generator does; each remembers what they were told.
import { allOf, type Answer, type Ask, sleep, slug, until, type Wares } from '@jumun/testing/cast'

/** What a crowd was told. Times in ms. */
export interface Tally {
  readonly requests: number
  /** Answered as they should be. */
  readonly good: number
  /** By what was heard instead, how often: an answer of a proxy has no words of ours. */
  readonly failed: ReadonlyMap<string, number>
  /** Of the first of those, when and how long they had waited. */
  readonly failures: readonly { readonly what: string; readonly at: number; readonly waited: number }[]
  /** Orders that were made and could not be paid within the budget of a solid line, by the reason: 503 with Retry-After, and a way to pay (COM-61). */
  readonly putOff: ReadonlyMap<string, number>
  /** The numbers of the orders that were promised. */
  readonly promised: ReadonlySet<number>
  readonly seconds: number
  readonly median: number
  readonly slowest: number
}
/** What became of the orders of a crowd. */
export interface Fate {
  readonly orders: number
  /** Promised, and not there. */
  readonly lost: number
  /** There, and neither promised to anybody nor asked for by somebody who heard no answer. */
  readonly doubled: number
}
export interface Crowd {
  /** What somebody orders next. */
  next(): Promise<object>
  /** What they were told so far. */
  tally(): Tally
  /** Nobody asks anew; resolves when everybody has had their answer. */
  end(): Promise<Tally>
}

/** `users` who order, look at their order and pause, again and again. */
export const crowdOf = async (ask: Ask, { at, open }: Wares, users: number, pause: number): Promise<Crowd> => {
  const next = await open(ask)
  const from = performance.now()
  const failed = new Map<string, number>()
  const failures: { what: string; at: number; waited: number }[] = []
  const promised = new Set<number>()
  const times: number[] = []
  const putOff = new Map<string, number>()
  let [good, isOver] = [0, false]
  const heard = async (method: string, path: string, wanted: number, body?: object): Promise<Answer | undefined> => {
    const asked = performance.now()
    const answer = await ask(method, path, body)
    times.push(performance.now() - asked)
    if (answer?.status === wanted) good++
    else if (isPutOff(answer)) count(putOff, slug(answer!))
    else {
      const what = answer ? `${method} ${answer.status} ${slug(answer) || String(answer.body).slice(0, 60)}`.trim() : `${method} no answer`
      count(failed, what)
      if (failures.length < 100) failures.push({ what, at: asked - from, waited: performance.now() - asked })
    }
    return answer
  }
  const user = async (): Promise<void> => {
    await sleep(Math.random() * pause)
    while (!isOver) {
      const wish = await next().catch(() => undefined)
      if (!wish) count(failed, 'nothing to order')
      const made = wish && (await heard('POST', at, 201, wish))
      if (made?.status === 201) {
        promised.add(made.body.id)
        await heard('GET', `${at}/${made.body.id}`, 200)
      }
      await sleep(pause * (0.5 + Math.random()))
    }
  }
  const lanes = Promise.all(Array.from({ length: users }, user))
  lanes.catch(() => {}) // said by end()
  const tally = (): Tally => {
    const sorted = times.toSorted((a, b) => a - b)
    return {
      requests: times.length,
      good,
      failed,
      failures,
      putOff,
      promised,
      seconds: (performance.now() - from) / 1000,
      median: sorted[sorted.length >> 1] ?? 0,
      slowest: sorted.at(-1) ?? 0,
    }
  }
  return {
    next,
    tally,
    end: async () => {
      isOver = true
      await lanes
      return tally()
    },
  }
}
const count = (counts: Map<string, number>, what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)
/** All of them together. */
export const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)
const isPutOff = (answer: Answer | undefined): boolean =>
  answer?.status === 503 && answer.headers['retry-after'] !== undefined && slug(answer).startsWith('payment-')

/** Percent of the requests that were answered as they should be, to hundredths; never 100 where one was not. */
export const availability = ({ requests, good, putOff }: Tally): number => {
  const share = requests ? (100 * (good + sum(putOff))) / requests : 0
  return Math.floor(share * 100) / 100
}

/** Waits until nobody has anything to hear any more; gives up after two minutes. */
export const quiet = async (ask: Ask): Promise<boolean> => {
  const isQuiet = async () => {
    const contexts = (await ask('GET', '/operations/contexts'))?.body.contexts as
      | readonly { readonly lag: { readonly [source: string]: number } | null }[]
      | undefined
    return contexts?.every(c => c.lag && Object.values(c.lag).every(n => n === 0)) === true
  }
  return until(async () => (await isQuiet()) && (await isQuiet()), 120_000, 250)
}

/** Holds what is there against what was promised; `before`: the numbers that were there before; `gone`: who did not wait for an answer. */
export const fateOf = async (
  ask: Ask,
  at: string,
  { promised, failed, putOff }: Pick<Tally, 'promised' | 'failed' | 'putOff'>,
  before: ReadonlySet<number>,
  gone = 0,
): Promise<Fate> => {
  const made = (await allOf(ask, at)).map(o => Number(o.id)).filter(id => !before.has(id))
  const there = new Set(made)
  const unclear = [...failed].filter(([what]) => what.startsWith('POST')).reduce((all, [, n]) => all + n, gone + sum(putOff))
  const lost = [...promised].filter(id => !there.has(id)).length
  return { orders: made.length, lost, doubled: Math.max(0, made.length - (promised.size - lost) - unclear) }
}

/** What must not be where nobody is to notice anything. */
export const noticed = ({ failed, failures }: Tally): readonly string[] =>
  [...failed].map(([what, n]) => {
    const some = failures.filter(f => f.what === what).map(f => `${(f.at / 1000).toFixed(1)} s after ${f.waited.toFixed(0)} ms`)
    return `${n} × ${what}: ${some.slice(0, 5).join(', ')}`
  })
