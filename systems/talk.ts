/**
 * What is said to a person about one case: notes, rows, policies and a view that are the same wherever people get messages.
 * One at a time, never a cause after its effect, nothing before the case is known. A system gives the texts (see
 * cafeteria/customercenter).
 */
import {
  after,
  type Answered,
  atOnce,
  type Circumstances,
  command,
  type DataOf,
  type Event,
  event,
  hours,
  type Message,
  minutes,
  otherwise,
  policy,
  seconds,
  Type,
  view,
  whenever,
} from '@jumun/core/model'
import { Send } from './kakao/commands.ts'
import { backoff, EventId, Language, Natural, oneLine, Optional, OrNull, Text, Time } from './vocabulary.ts'

/** A day: a night's outage hides no refund, and nobody is told last week's news. */
export const stillNews = hours(24)
/** How long a message waits behind a dead channel before a newer one takes its place. */
const patience = minutes(1)

/** What is said, by the name of the event. `{name}` is filled from what is known of the person, of the case, and of the event. */
export interface Words {
  readonly [news: string]: { readonly en: string; readonly ko: string }
}
interface News {
  readonly what: string
  readonly event: string
  readonly causes: readonly string[]
  readonly time: number
  readonly at: number
  readonly [field: string]: any
}
/** A talk as the block sees it; under names of the system it carries its key and what is known of the person. */
export interface Talking {
  readonly status: string
  readonly language: 'ko' | 'en'
  readonly waiting: readonly News[]
  readonly sending: {
    readonly messageId: string
    readonly to: any
    readonly text: string
    readonly at: number
    readonly tries: number
    readonly what?: string | null | undefined
  } | null
  readonly causes: readonly string[]
  readonly count: number
  readonly [field: string]: any
}
type Happened = Message<'event', any, any>
type Outcome = Happened | readonly Happened[]

/**
 * `key`: what the system calls the talk, mostly the number of the order; `about`: the fields that name it in every note, the key among
 * them; `to`: which field of `person` is the address; `says`: what the texts name from the events themselves; `words`: the texts;
 * `role`: in which part the person is spoken to, by what names the talk (a customer, where nothing is said).
 */
export const talking = <
  const K extends string,
  About extends Type.TProperties,
  Person extends Type.TProperties,
  const To extends keyof Person & string,
  const W extends Words,
  Says extends Type.TProperties = {},
>({
  key,
  about,
  person,
  to,
  words,
  says,
  role = () => 'customer',
}: {
  readonly key: K & keyof About
  readonly about: About
  readonly person: Person
  readonly to: To
  readonly words: W
  readonly says?: Says
  readonly role?: (its: any) => string
}) => {
  const What = Type.Enum(Object.keys(words) as (keyof W & string)[])
  const known = { ...person, language: Language },
    more = says ?? ({} as Says)
  const news = { ...about, what: What, event: EventId, causes: Type.Array(EventId), ...more }
  const message = { ...about, messageId: Text }
  const its = (x: any): any => Object.fromEntries(Object.keys(about).map(name => [name, x[name]]))
  const personOf = (x: any): any => Object.fromEntries(Object.keys(known).map(name => [name, x[name]]))

  const events = {
    MessageQueued: event('MessageQueued', {
      ...message,
      to: person[to] as Person[To],
      text: Type.String(),
      ...news,
      at: Time,
      language: Optional(Language),
    }),
    MessageSent: event('MessageSent', { ...message, channel: Text }),
    MessageDropped: event('MessageDropped', { ...message, reason: Text }),
    CustomerNoted: event.internal('CustomerNoted', { ...about, ...known }),
    NewsNoted: event.internal('NewsNoted', { ...news, time: Time, at: Time }),
    NewsDropped: event.internal('NewsDropped', { ...about, event: EventId, reason: Text }),
    SendFailed: event.internal('SendFailed', { ...message, tries: Natural }),
    SendWanted: event.internal('SendWanted', {
      ...message,
      to: person[to] as Person[To],
      text: Type.String(),
      what: Optional(What),
      language: Optional(Language),
      at: Optional(Time),
    }),
  }
  const { CustomerNoted, MessageDropped, MessageQueued, MessageSent, NewsDropped, NewsNoted, SendFailed, SendWanted } =
    events as unknown as { readonly [type in keyof typeof events]: (data: any) => Happened }

  const commands = {
    Tell: command('Tell', { ...news, time: Time, customer: OrNull(Type.Object(known)) }),
    NoteSent: command('NoteSent', { ...message, channel: Text }),
    NoteSendFailed: command('NoteSendFailed', message),
    SendAgain: command('SendAgain', { ...message, tries: Natural }),
  }
  const { NoteSendFailed, NoteSent, SendAgain, Tell } = commands

  /** `Silent`: the case's own event is not in yet, so there may never be one; what is heard is remembered. */
  const states = ['Silent', 'Speaking'] as const
  const fields = {
    ...about,
    ...(Object.fromEntries(Object.entries(person).map(([name, schema]) => [name, OrNull(schema)])) as {
      [name in keyof Person]: ReturnType<typeof OrNull<Person[name]>>
    }),
    language: Language,
    waiting: Type.Array(Type.Object({ ...news, time: Time, at: Time })), // not said yet, in the order in which it was heard
    sending: OrNull(
      Type.Object({ messageId: Text, to: person[to] as Person[To], text: Type.String(), at: Time, tries: Natural, what: Optional(What) }),
    ), // one at a time, or they would overtake each other on the way
    causes: Type.Array(EventId), // of what was said: none of them is news any more
    count: Natural,
  }
  const silent = {
    ...Object.fromEntries(Object.keys(person).map(name => [name, null])),
    language: 'en',
    waiting: [],
    sending: null,
    causes: [],
    count: 0,
    status: 'Silent',
  } as const

  // what has words of its own is said in the person's language; what was written by people could, with a line of its own, begin a message that nobody sent
  const filled = (text: string, values: any, language: 'ko' | 'en') =>
    text.replace(/\{(\w+)\}/g, (_, name) => oneLine(String(values[name]?.[language] ?? values[name] ?? '')))
  /** Says the first of what waits that is still worth saying: not too old, and not the cause of what was said already. */
  const speak = (t: any, waiting: readonly News[], now: number): readonly Happened[] => {
    const worth = waiting.findIndex(({ event, time }) => !t.causes.includes(event) && now - time <= stillNews)
    const passed = (worth < 0 ? waiting : waiting.slice(0, worth)).map(({ event }) =>
      NewsDropped({ ...its(t), event, reason: t.causes.includes(event) ? 'overtaken' : 'stale' }),
    )
    const next = waiting[worth]
    if (!next || t[to] === null) return passed
    const { time: _, ...said } = next,
      text = filled(words[next.what]![t.language as 'ko' | 'en'], { ...t, ...next }, t.language)
    return [...passed, MessageQueued({ ...said, messageId: `${t[key]}-${t.count + 1}`, to: t[to], text, at: now, language: t.language })]
  }
  const tell = (t: Talking | undefined, { customer, ...heard }: any, now: number): Outcome => {
    const news = { ...heard, at: now }
    if (customer)
      return [
        CustomerNoted({ ...its(heard), ...personOf(customer) }),
        ...speak({ ...its(heard), ...customer, causes: [], count: 0 }, [news, ...(t?.waiting ?? [])], now),
      ]
    if (t?.status !== 'Speaking') return NewsNoted(news)
    const { sending } = t
    if (!sending) return speak(t, [news], now)
    if (sending.tries === 0 || now - sending.at <= patience) return NewsNoted(news)
    const replaced = t.waiting.filter(({ at }) => now - at > patience),
      rest = t.waiting.filter(({ at }) => now - at <= patience)
    return [
      MessageDropped({ ...its(t), messageId: sending.messageId, reason: 'replaced' }),
      ...replaced.map(({ event }) => NewsDropped({ ...its(t), event, reason: 'replaced' })),
      NewsNoted(news),
      ...speak(t, [...rest, news], now),
    ]
  }
  const isSending = (t: Talking, { messageId }: any): t is Talking & { sending: object } => t.sending?.messageId === messageId
  const again = (t: Talking, { messageId, tries }: any, now: number): Outcome => {
    const { sending } = t
    if (sending?.messageId !== messageId || sending?.tries !== tries) return []
    if (now - sending!.at > stillNews) return [MessageDropped({ ...its(t), messageId, reason: 'stale' }), ...speak(t, t.waiting, now)]
    const { to, text, at, what = null } = sending!
    return SendWanted({ ...its(t), messageId, to, text, what, language: t.language, at })
  }
  const without = (t: Talking, event: string) => t.waiting.filter(w => w.event !== event)

  const decide = {
    //                who may     in which state                           already so       what then happened
    Tell: {
      by: policy,
      from: ['nothing', 'Silent', 'Speaking'],
      then: (t: Talking | undefined, wish: any, _: any, { now }: Circumstances): Outcome => tell(t, wish, now),
    },
    NoteSent: {
      by: policy,
      from: 'Speaking',
      done: otherwise,
      then: (t: Talking, e: any, _: any, { now }: Circumstances): Outcome => [
        MessageSent(e),
        ...(isSending(t, e) ? speak(t, t.waiting, now) : []),
      ],
    },
    NoteSendFailed: {
      by: policy,
      from: 'Speaking',
      done: otherwise,
      then: (t: Talking, e: any): Outcome => (isSending(t, e) ? SendFailed({ ...e, tries: t.sending.tries + 1 }) : []),
    },
    SendAgain: {
      by: policy,
      from: 'Speaking',
      done: otherwise,
      then: (t: Talking, wish: any, _: any, { now }: Circumstances): Outcome => again(t, wish, now),
    },
  } as const
  const evolve = {
    CustomerNoted: (t: Talking | undefined, e: any): any => ({ ...silent, ...t, ...e, status: 'Speaking' }),
    NewsNoted: (t: Talking | undefined, e: any): any => ({ ...silent, ...t, ...its(e), waiting: [...(t?.waiting ?? []), e] }),
    NewsDropped: (t: Talking, e: any): any => ({ ...t, waiting: without(t, e.event) }),
    MessageQueued: (t: Talking, { messageId, to, text, what, event, causes, at }: any): any => ({
      ...t,
      waiting: without(t, event),
      sending: { messageId, to, text, at, tries: 0, what },
      causes: [...new Set([...t.causes, ...causes])],
      count: t.count + 1,
    }),
    MessageSent: (t: Talking, e: any): any => ({ ...t, sending: isSending(t, e) ? null : t.sending }),
    MessageDropped: (t: Talking, e: any): any => ({ ...t, sending: isSending(t, e) ? null : t.sending }),
    SendFailed: (t: Talking, e: any): any => ({ ...t, sending: t.sending && { ...t.sending, tries: e.tries } }),
    SendWanted: (t: Talking): any => t,
  }

  const line = {
    ask: (m: any) =>
      Send({
        key: m.messageId,
        to: String(m.to),
        text: m.text,
        role: role(its(m)),
        what: m.what ?? null,
        language: m.language ?? null,
        at: m.at ?? null,
      }),
    within: seconds(2),
    answer: {
      sent: (m: any, { detail }: Answered) => NoteSent({ ...its(m), messageId: m.messageId, channel: detail?.channel ?? 'kakao' }),
      failed: (m: any) => NoteSendFailed({ ...its(m), messageId: m.messageId }),
    },
    otherwise: (m: any) => NoteSendFailed({ ...its(m), messageId: m.messageId }), // the key makes a repeat harmless
  }
  const policies = {
    send: atOnce(events.MessageQueued, line),
    sendAgain: atOnce(events.SendWanted, line),
    later: whenever(events.SendFailed, (m: any) =>
      after(backoff(m.tries), SendAgain({ ...its(m), messageId: m.messageId, tries: m.tries }), { late: 'run' }),
    ),
  }
  const heard = (
    of: Event,
    e: any,
    { id, causes, time }: { readonly id: string; readonly causes: readonly string[]; readonly time: number },
  ): any => ({
    ...its(e),
    what: e.what ?? of.type,
    event: id,
    causes: e.causes ?? [...causes],
    time,
    ...Object.fromEntries(Object.keys(more).map(name => [name, e[name] ?? null])),
  })
  /**
   * News of an event. `named`: what names the talk and fills the texts, where the event does not carry it under these names; `causes: []`
   * where it is a matter of its own, and what led to it is worth telling after it, too. `what`: the text, where it is not called as the event
   * is; undefined: nothing is said of this one.
   */
  const tells = <E extends Event<any, any>>(
    of: E,
    named: (happened: DataOf<E>) => object = () => ({}),
    what: (happened: DataOf<E>) => (keyof W & string) | undefined = () => of.type,
  ) =>
    whenever(
      of,
      (e: any, occurrence) => {
        const said = what(e)
        return said && Tell({ ...heard(of, { ...e, ...named(e), what: said }, occurrence), customer: null })
      },
      { fresh: stillNews },
    )
  /** The event with which the case begins says who is spoken to. That must be known however old it is; whether it is still news the talk decides itself. */
  const begins = <E extends Event<keyof W & string, any>>(of: E, named: (happened: DataOf<E>) => object = () => ({})) =>
    whenever(of, (e: any, occurrence) => {
      const all = { ...e, ...named(e) }
      return Tell({ ...heard(of, all, occurrence), customer: personOf(all) })
    })

  /** What was sent to whom and when. */
  const messages = view('message', {
    key: 'messageId',
    fields: {
      messageId: Text,
      ...about,
      ...({ [to]: person[to] } as Pick<Person, To>),
      text: Type.String(),
      what: What,
      channel: OrNull(Text),
      status: Text,
      createTime: Time,
      sentTime: OrNull(Time),
    },
  })
    .on(events.MessageQueued, (_: any, e: any): any => ({
      messageId: e.messageId,
      ...its(e),
      [to]: e.to,
      text: e.text,
      what: e.what,
      channel: null,
      status: 'Queued',
      createTime: e.at,
      sentTime: null,
    }))
    .on(events.MessageSent, (row: any, e: any, { time }): any => ({ ...row, channel: e.channel, status: 'Sent', sentTime: time }))
    .on(events.MessageDropped, (row: any): any => ({ ...row, status: 'Dropped' }))

  return { events, commands, states, fields, decide, evolve, policies, tells, begins, messages, words: words as Words }
}
