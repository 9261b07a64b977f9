/** What the people of a system are made of: how they ask, order, insist, and what is found out about everything in the end. */

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly body: any
}
/** Sends one request. Undefined: the connection was refused or lost, and nobody knows what became of it. */
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: { readonly [name: string]: string },
) => Promise<Answer | undefined>

export const sleep = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/** All items of a collection or search, page by page. */
export const allOf = async (ask: Ask, path: string): Promise<readonly any[]> => {
  const items: any[] = []
  for (let page = 0; ; page++) {
    const answer = await ask('GET', `${path}${path.includes('?') ? '&' : '?'}size=1000&page=${page}`)
    if (answer?.status !== 200)
      throw new Error(`GET ${path}: ${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body ?? '').slice(0, 300)}`)
    const some = Object.values(answer.body._embedded)[0] as readonly any[]
    items.push(...some)
    if (page + 1 >= answer.body.page.totalPages) return items
  }
}
/** How many items a collection or search has. */
export const countOf = async (ask: Ask, path: string): Promise<number> => {
  const answer = await ask('GET', `${path}${path.includes('?') ? '&' : '?'}size=1`)
  if (answer?.status !== 200) throw new Error(`GET ${path}: ${answer?.status ?? 'no answer'}`)
  return answer.body.page.totalElements
}

/** Waits until something holds; after so many ms it gives up and says false. */
export const until = async (holds: () => boolean | Promise<boolean>, within: number, every = 50): Promise<boolean> => {
  const end = Date.now() + within
  while (!(await holds())) {
    if (Date.now() >= end) return false
    await sleep(every)
  }
  return true
}

/** Where the people of a system come together: a demonstration, or a crash test. */
export interface House {
  /** Asks over HTTP, like anybody. Where the house is closed for a moment it waits, as people do; undefined: nobody knows what became of it. */
  readonly ask: Ask
  /** Numbers of customers begin here, so that nobody is taken for somebody of yesterday. */
  readonly first: number
  /** Are there cards that answer late, or never? */
  readonly badCards: boolean
  /** What everybody pays with; else nearly all cards are good. */
  readonly card?: string | undefined
  /** The share of those who go home when they are asked to pay later; they may leave their order behind. */
  readonly leaves: number
  /** Nobody new comes any more. */
  isOver(): boolean
  /** Says what somebody has just done. */
  did(what: string): void
  /** Somebody has just been promised something. */
  promised(): void
  /** An answer that must not be. */
  wrong(what: string): void
}
/** The people of one system, and what they were told. */
export interface Cast {
  /** What they come for, as it is counted: orders. */
  readonly things: string
  /** A collection that no other system has: what tells whether it is this one that answers. */
  readonly collection: string
  /** Searches that are empty when nothing waits any more. */
  readonly waiting: readonly string[]
  /** Gets the house ready. */
  open?(): Promise<void>
  /** Puts back what was changed for the performance. */
  close?(): Promise<void>
  /** One customer from the first wish to the end. */
  customer(n: number): Promise<void>
  /** One round of work of each of the staff: how much there was to do. */
  readonly staff: readonly (() => Promise<number>)[]
  /** Reads everything that anybody can see, and holds it against what was told. */
  judge(): Promise<Verdict>
}
type Fault = 'lost' | 'doubled' | 'contradictory' | 'unfinished'
export interface Verdict {
  /** How many things came to which end. */
  readonly fates: ReadonlyMap<string, number>
  readonly wrong: readonly { readonly fault: Fault; readonly what: string }[]
  /** By what is in the provider's books (see `bookOf`) what they should hold. */
  readonly owed: ReadonlyMap<string, number>
}

/** What is ordered again and again in one system, where a slow provider is tried. */
export interface Wares {
  /** Where: /orders. */
  readonly at: string
  /** Where the payments are: those that are not settled are waited for. */
  readonly payments: string
  /** Gets the house ready, and says what to ask for next: an order that nothing but its payment can fail. */
  open(ask: Ask): Promise<() => Promise<object>>
  /** What an order of the list costs; 0 where it costs nothing any more. */
  won(order: any): number
}
/** What was made. Throws where it was not. */
export const made = (answer: Answer | undefined): any => {
  if (answer?.status !== 201) throw new Error(`not made: ${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body ?? '')}`)
  return answer.body
}

export const chance = (share: number): boolean => Math.random() < share
export const between = (from: number, to: number): number => from + Math.random() * (to - from)
export const oneOf = <T>(some: readonly T[]): T => some[Math.floor(Math.random() * some.length)]!
export const slug = (answer: Answer): string => String(answer.body?.type ?? '').replace('/problems/', '')
export const group = (items: readonly any[], field: string): Map<any, any[]> => Map.groupBy(items, item => item[field])
/** The items of a page of a collection or search; none where the house is closed at this moment. */
export const pageOf = async (ask: Ask, path: string): Promise<readonly any[]> => {
  const answer = await ask('GET', path)
  return answer?.status === 200 ? (Object.values(answer.body._embedded)[0] as readonly any[]) : []
}
/** Nobody knows whether it was charged, nor can for an hour: a request may be on its way so long. What the books say of it decides. */
export const isUnsure = ({ status, payStatus }: any): boolean => /(unknown|unsent)$/i.test(status ?? '') || payStatus === 'U'
/** A card, by what becomes of it: most are good. */
export const card = ({ badCards, leaves, card }: House): string | undefined =>
  card ??
  (chance(0.05)
    ? 'decline'
    : badCards && chance(0.08)
      ? oneOf(['slow', 'slow', 'slow', 'timeout-after', 'unavailable', leaves ? 'timeout-before' : 'unavailable']) // what never reached the provider stays open for an hour
      : undefined)

/** What somebody wants, under one Idempotency-Key, and what they heard of it. */
export interface Errand {
  readonly key: string
  readonly wish: { readonly [field: string]: unknown }
  /** Every number that an answer gave it: one. */
  readonly ids: Set<number>
  told: 'nothing' | 'yes' | 'no' | 'later'
  /** The status of the last answer; undefined: it was lost. */
  heard: number | undefined
  /** The last command was asked more than once: what the answer refuses may have been done the first time. */
  repeated: boolean
  /** Why not. */
  why: string
  /** What they held was paid. */
  paid: boolean
  /** Their cancel was answered with yes. */
  undone: boolean
}
export const errand = (wish: Errand['wish'], key: string = crypto.randomUUID()): Errand => ({
  key,
  wish,
  ids: new Set(),
  told: 'nothing',
  heard: undefined,
  repeated: false,
  why: '',
  paid: false,
  undone: false,
})
export const idOf = ({ ids }: Errand): number => [...ids][0]!

interface Counter {
  /** Where to ask: /orders. */
  readonly at: string
  /** The reasons for which they may hear no. */
  readonly noes: readonly string[]
  /** Problems that say to who pays again: it was made, it is over, and this became of the money. */
  readonly over?: readonly string[]
  /** Can it be paid later? A hold that was wished for is not. */
  pays(errand: Errand): boolean
}
const patience = 60_000
const isUnclear = (answer: Answer): boolean =>
  answer.status === 503 || answer.status === 504 || (answer.status === 409 && slug(answer) === 'in-progress')

/** How customers talk to the one who takes orders: whoever does not know what became of a request makes it again. */
export const counterOf = (house: House, { at, noes, over = [], pays }: Counter) => {
  const numbered = RegExp(`${at}/(\\d+)`)
  const hear = (e: Errand, answer: Answer | undefined): void => {
    e.heard = answer?.status
    const id = answer?.body?.id ?? numbered.exec(`${answer?.body?._links?.pay?.href ?? answer?.body?.instance}`)?.[1]
    if (id !== undefined) e.ids.add(Number(id))
  }
  const no = (e: Errand, answer: Answer, doing: string): void => {
    e.why = slug(answer)
    if (!noes.includes(e.why)) house.wrong(`${doing}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
  }
  const go = async (e: Errand): Promise<void> => {
    house.did('left')
    if (chance(0.5) && e.ids.size) await cancel(e)
  }
  /** Asks until there is a yes or a no; undefined without a yes. */
  const order = async (e: Errand): Promise<any> => {
    const end = Date.now() + patience
    // who has heard nothing at all does not give up: they would never know
    for (let tries = 0; Date.now() < end || (e.told === 'nothing' && tries < 500); tries++) {
      const paying = tries > 0 && e.ids.size > 0 && pays(e) && chance(0.5)
      const answer = paying
        ? await house.ask('POST', `${at}/${idOf(e)}/pay`, { paymentToken: 'approve' })
        : await house.ask('POST', at, e.wish, { 'idempotency-key': e.key })
      hear(e, answer)
      if (!answer) {
        await sleep(20)
        continue
      }
      if (answer.status === 201 || (paying && answer.status === 200)) {
        e.told = 'yes'
        house.promised()
        return answer.body
      }
      if (paying && over.includes(slug(answer))) {
        e.told = 'yes'
        return
      }
      if (isUnclear(answer)) {
        if (e.told === 'nothing') house.did('asked to come back')
        e.told = 'later'
        if (answer.status === 503 && chance(house.leaves)) return go(e)
        await sleep(between(50, 400)) // less than the house asks for: nobody has so much time here
      } else if (answer.status === 422 || answer.status === 409 || answer.status === 403) {
        e.told = 'no'
        no(e, answer, `POST ${paying ? 'pay' : at}`)
        house.did(e.why)
        return
      } else {
        house.wrong(`POST ${paying ? 'pay' : at}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
        await sleep(1000)
      }
    }
    if (e.ids.size) await cancel(e) // nobody waits for ever
  }
  /** Commands something until it is clear what became of it. */
  const command = async (e: Errand, name: string, body?: object): Promise<Answer | undefined> => {
    e.repeated = false
    for (const end = Date.now() + patience; Date.now() < end; ) {
      const answer = await house.ask('POST', `${at}/${idOf(e)}/${name}`, body)
      hear(e, answer)
      if (answer && !isUnclear(answer)) return answer
      e.repeated = true
      await sleep(between(30, 200))
    }
    return
  }
  /** Pays what was held; the answer, once it is clear. */
  const pay = async (e: Errand): Promise<Answer | undefined> => {
    const answer = await command(e, 'pay', { paymentToken: 'approve' })
    e.paid = answer?.status === 200
    if (e.paid) house.promised()
    else if (answer) no(e, answer, 'POST pay')
    else await cancel(e)
    return answer
  }
  const cancel = async (e: Errand, body?: object): Promise<Answer | undefined> => {
    const answer = await command(e, 'cancel', body)
    e.undone = answer?.status === 200
    house.did(e.undone ? 'cancelled' : 'too late')
    return answer
  }
  /** The same request under the same key is answered with the same thing. */
  const again = async (e: Errand): Promise<void> => {
    const id = idOf(e)
    const answer = await house.ask('POST', at, e.wish, { 'idempotency-key': e.key })
    if (!answer || answer.status === 504 || slug(answer) === 'unavailable') return // its database or its process is away
    if (answer.status !== 201 || answer.body.id !== id)
      house.wrong(`the same key again: ${answer.status} ${slug(answer) || answer.body?.id}, it was ${at}/${id}`)
  }
  return { order, pay, cancel, command, again }
}

/** Asks until there is an answer that says what became of it: for staff, who do nothing else meanwhile. */
export const insist = async (house: House, method: string, path: string, body?: unknown): Promise<Answer> => {
  const headers = { 'idempotency-key': crypto.randomUUID() }
  for (;;) {
    const answer = await house.ask(method, path, body, method === 'POST' ? headers : {})
    if (answer && !isUnclear(answer)) return answer
    await sleep(100)
  }
}
/** Works at several things at a time. */
export const each = async <T>(some: readonly T[], work: (one: T) => Promise<unknown>, atOnce = 8): Promise<number> => {
  for (let i = 0; i < some.length; i += atOnce) await Promise.all(some.slice(i, i + atOnce).map(work))
  return some.length
}

/** What is found out about everything. */
export const findings = () => {
  const fates = new Map<string, number>()
  const wrong: { fault: Fault; what: string }[] = []
  const owed = new Map<string, number>()
  const note = (fault: Fault, what: string): void => void wrong.push({ fault, what })
  return {
    verdict: { fates, wrong, owed } satisfies Verdict,
    note,
    fate: (what: string): void => void fates.set(what, (fates.get(what) ?? 0) + 1),
    owes: (reference: string | number, won: number): void => void owed.set(String(reference), won),
    /** The thing of each errand: it is there once, under the number that was told. `whose`: the field that says whose it is. */
    matched: <E extends Errand, Item extends { readonly id: number }>(
      errands: readonly E[],
      items: readonly Item[],
      whose: (item: Item) => unknown,
      mark: (e: E) => unknown,
    ): readonly (readonly [E, Item])[] => {
      const of = Map.groupBy(items, whose)
      return errands.flatMap(e => {
        const [item, ...more] = of.get(mark(e)) ?? []
        const told = [...e.ids].join('/')
        if (more.length || e.ids.size > 1) note('doubled', `${1 + more.length} for one key, and told were the numbers ${told}`)
        if (item && e.ids.size && !e.ids.has(item.id)) note('doubled', `${item.id} is there, told was ${told}`)
        if (!item && (e.told === 'yes' || e.ids.size)) note('lost', `${told} was answered with ${e.told}, and is not there`)
        if (!item) fates.set(`never came to be: ${e.why || e.told}`, (fates.get(`never came to be: ${e.why || e.told}`) ?? 0) + 1)
        return item ? [[e, item] as const] : []
      })
    },
    /** Nobody is told anything that is not so. `lives`: it was made and paid; `ended`: it was, and is over. */
    kept: (e: Errand, name: string, lives: boolean, ended: boolean, undoing: boolean): void => {
      if (e.told === 'yes' && !lives && !ended) note('lost', `${name}: it was answered with yes`)
      if (e.told === 'no' && (lives || ended)) note('contradictory', `${name}: it was answered with no (${e.why})`)
      if (e.told === 'later' && e.heard === 503 && lives) note('contradictory', `${name}: made behind the back of who was told "later"`)
      if (e.told === 'nothing') note('contradictory', `${name}: its customer was never told`)
      if (e.undone && lives && !undoing) note('lost', `${name}: its cancel was answered with yes`)
    },
    /** What was said is sent, once; and one of those that are due was said. */
    said: (name: string, messages: readonly any[], due: readonly (readonly string[])[], repeats: readonly string[] = []): void => {
      // what is told to a store is another message than what is told to a customer
      const words = messages.filter(m => !repeats.includes(m.what)).map(m => `${m.what} ${m.storeId ?? ''}`)
      if (new Set(words).size !== words.length) note('doubled', `${name}: a message was said twice`)
      if (messages.some(m => /queued/i.test(m.status))) note('unfinished', `${name}: a message is not sent`)
      for (const some of due)
        if (!some.some(what => messages.some(m => m.what === what))) note('unfinished', `${name}: no message says ${some.join(' or ')}`)
    },
    /**
     * What ended before it was paid: nothing of it is anywhere, unless it was charged all the same; then its money is back, and its page
     * and a message say so. `back`: what its page says then; undefined: it was not charged.
     */
    neverPaid: (
      what: string,
      of: {
        readonly made: unknown
        readonly back: string | undefined
        readonly page: string | undefined
        readonly messages: readonly any[]
      },
    ): void => {
      if (of.made || (of.back === undefined && (of.page || of.messages.length))) note('contradictory', what)
      if (of.back === undefined) return
      if (of.page !== of.back || !of.messages.some(m => m.what === 'ChargeReturned')) note('unfinished', what)
    },
    /** At most one of each. */
    single: (name: string, of: { readonly [things: string]: readonly any[] }): void => {
      for (const [things, some] of Object.entries(of)) if (some.length > 1) note('doubled', `${name}: ${some.length} ${things}`)
    },
  }
}
