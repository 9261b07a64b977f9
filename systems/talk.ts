/**
 * What is said to a person about one case: an aggregate, policies and a view that are the same wherever people get messages.
 * One at a time, never a cause after its effect, nothing before the case is known. A system gives the texts (see
 * cafeteria/customercenter).
 */
import {
  after,
  aggregate,
  type Answered,
  atOnce,
  command,
  type CommandsOf,
  commandsOf,
  type DataOf,
  type Event,
  event,
  type EventsOf,
  eventsOf,
  hours,
  type MessageOf,
  minutes,
  type Occurrence,
  type OpenView,
  otherwise,
  policy,
  publicEventsOf,
  seconds,
  type StateOf,
  Type,
  type View,
  view,
  whenever,
} from '@jumun/core/model'
import { picking, read } from './block.ts'
import { kakao } from './externals.ts'
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
/** What the events carry beside what names the talk; an address is whatever the system calls one. */
const happens = {
  MessageQueued: {
    messageId: Text,
    to: Type.Unknown(),
    text: Type.String(),
    what: Text,
    event: EventId,
    causes: Type.Array(EventId),
    at: Time,
    language: Optional(Language),
  },
  MessageSent: { messageId: Text, channel: Text },
  MessageDropped: { messageId: Text, reason: Text },
  CustomerNoted: {},
  NewsNoted: { what: Text, event: EventId, causes: Type.Array(EventId), time: Time, at: Time },
  NewsDropped: { event: EventId, reason: Text },
  SendFailed: { messageId: Text, tries: Natural },
  SendWanted: {
    messageId: Text,
    to: Type.Unknown(),
    text: Type.String(),
    what: Optional(Text),
    language: Optional(Language),
    at: Optional(Time),
  },
}
const asks = {
  Tell: { what: Text, event: EventId, causes: Type.Array(EventId), time: Time, customer: OrNull(Type.Object({ language: Language })) },
  NoteSent: happens.MessageSent,
  NoteSendFailed: { messageId: Text },
  SendAgain: { messageId: Text, tries: Natural },
}
type Data<T extends keyof typeof happens> = Type.Static<Type.TObject<(typeof happens)[T]>>
type Asked<T extends keyof typeof asks> = Type.Static<Type.TObject<(typeof asks)[T]>>
type News = Data<'NewsNoted'>
type Happened = MessageOf<EventsOf<{}, typeof happens>[keyof typeof happens]>
/** `Silent`: the case's own event is not in yet, so there may never be one; what is heard is remembered. */
const states = ['Silent', 'Speaking'] as const
const onItsWay = { messageId: Text, to: Type.Unknown(), text: Type.String(), at: Time, tries: Natural, what: Optional(Text) }
/** A talk as the block sees it; under names of the system it carries its key and what is known of the person. */
const remembers = {
  language: Language,
  waiting: Type.Array(Type.Object(happens.NewsNoted)),
  sending: OrNull(Type.Object(onItsWay)),
  causes: Type.Array(EventId),
  count: Natural,
}
type Talking = StateOf<typeof remembers, typeof states>
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
  ...named
}: {
  readonly key: K & keyof About & string
  readonly about: About
  readonly person: Person
  readonly to: To
  readonly words: W
  readonly says?: Says
  readonly role?: (its: Type.Static<Type.TObject<About>>) => string
  /** Where a talk has a number of its own, and where its case is named by other fields than its key. */
  readonly id?: 'id'
  readonly case?: string | readonly string[]
}) => {
  const What = Type.Enum(Object.keys(words) as (keyof W & string)[])
  const known = { ...person, language: Language },
    more = says ?? ({} as Says)
  const address = person[to] as Person[To]
  const its = picking(Object.keys(about))
  const personOf = picking(Object.keys(known))

  const events = {
    MessageQueued: event('MessageQueued', { ...about, ...happens.MessageQueued, to: address, what: What, ...more }),
    ...publicEventsOf(about, { MessageSent: happens.MessageSent, MessageDropped: happens.MessageDropped }),
    CustomerNoted: event.internal('CustomerNoted', { ...about, ...known }),
    NewsNoted: event.internal('NewsNoted', { ...about, ...happens.NewsNoted, what: What, ...more }),
    ...eventsOf(about, { NewsDropped: happens.NewsDropped, SendFailed: happens.SendFailed }),
    SendWanted: event.internal('SendWanted', { ...about, ...happens.SendWanted, to: address, what: Optional(What) }),
  }
  const commands = {
    Tell: command('Tell', { ...about, ...asks.Tell, what: What, customer: OrNull(Type.Object(known)), ...more }),
    ...commandsOf(about, { NoteSent: asks.NoteSent, NoteSendFailed: asks.NoteSendFailed, SendAgain: asks.SendAgain }),
  }
  const happened = events as unknown as EventsOf<{}, typeof happens>
  const asked = commands as unknown as CommandsOf<{}, typeof asks>

  const fields = {
    ...about,
    ...(Object.fromEntries(Object.entries(person).map(([name, schema]) => [name, OrNull(schema)])) as {
      [name in keyof Person]: ReturnType<typeof OrNull<Person[name]>>
    }),
    ...remembers,
    // not said yet, in the order in which it was heard
    waiting: Type.Array(Type.Object({ ...about, ...happens.NewsNoted, what: What, ...more })),
    // one at a time, or they would overtake each other on the way
    sending: OrNull(Type.Object({ ...onItsWay, to: address, what: Optional(What) })),
  } // `causes`: of what was said, none of them is news any more
  const silent: Talking = {
    ...Object.fromEntries(Object.keys(person).map(name => [name, null])),
    language: 'en',
    waiting: [],
    sending: null,
    causes: [],
    count: 0,
    status: 'Silent',
  }

  // what has words of its own is said in the person's language; what was written by people could, with a line of its own, begin a message
  // that nobody sent
  const filled = (text: string, values: object, language: 'ko' | 'en') =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = read(values, name) ?? ''
      return oneLine(String(typeof value === 'object' ? (read(value, language) as string) : (value as string | number)))
    })
  /** Says the first of what waits that is still worth saying: not too old, and not the cause of what was said already. */
  const speak = (t: Pick<Talking, 'language' | 'causes' | 'count'>, waiting: readonly News[], now: number) => {
    const worth = waiting.findIndex(({ event, time }) => !t.causes.includes(event) && now - time <= stillNews)
    const passed: Happened[] = (worth < 0 ? waiting : waiting.slice(0, worth)).map(({ event }) =>
      happened.NewsDropped({ ...its(t), event, reason: t.causes.includes(event) ? 'overtaken' : 'stale' }),
    )
    const next = waiting[worth]
    const address = read(t, to)
    if (!next || address === null) return passed
    const { time: _, ...said } = next
    const { language } = t
    const text = filled(words[next.what]![language], { ...t, ...next }, language)
    return [
      ...passed,
      happened.MessageQueued({ ...said, messageId: `${read(t, key)}-${t.count + 1}`, to: address, text, at: now, language }),
    ]
  }
  const tell = (t: Talking | undefined, { customer, ...heard }: Asked<'Tell'>, now: number): Happened[] => {
    const news = { ...heard, at: now }
    // who is known already: that they were promised something may have been told before
    if (customer && t?.status !== 'Speaking')
      return [
        happened.CustomerNoted({ ...its(heard), ...personOf(customer) }),
        ...speak({ ...its(heard), ...customer, causes: [], count: 0 }, [news, ...(t?.waiting ?? [])], now),
      ]
    if (t?.status !== 'Speaking') return [happened.NewsNoted(news)]
    const { sending } = t
    if (!sending) return speak(t, [news], now)
    if (sending.tries === 0 || now - sending.at <= patience) return [happened.NewsNoted(news)]
    const replaced = t.waiting.filter(({ at }) => now - at > patience),
      rest = t.waiting.filter(({ at }) => now - at <= patience)
    return [
      happened.MessageDropped({ ...its(t), messageId: sending.messageId, reason: 'replaced' }),
      ...replaced.map(({ event }) => happened.NewsDropped({ ...its(t), event, reason: 'replaced' })),
      happened.NewsNoted(news),
      ...speak(t, [...rest, news], now),
    ]
  }
  /** What is on its way, where it is this. */
  const sendingOf = ({ sending }: Talking, { messageId }: { readonly messageId: string }) =>
    sending?.messageId === messageId ? sending : undefined
  const failed = (t: Talking, e: Asked<'NoteSendFailed'>) => {
    const sending = sendingOf(t, e)
    return sending ? happened.SendFailed({ ...e, tries: sending.tries + 1 }) : []
  }
  const again = (t: Talking, { messageId, tries }: Asked<'SendAgain'>, now: number) => {
    const sending = sendingOf(t, { messageId })
    if (sending?.tries !== tries) return []
    if (now - sending.at > stillNews)
      return [happened.MessageDropped({ ...its(t), messageId, reason: 'stale' }), ...speak(t, t.waiting, now)]
    const { to, text, at, what = null } = sending
    return happened.SendWanted({ ...its(t), messageId, to, text, what, language: t.language, at })
  }
  const sent = (t: Talking, e: { readonly messageId: string }) => ({ ...t, sending: sendingOf(t, e) ? null : t.sending })
  const without = (t: Talking, event: string) => t.waiting.filter(w => w.event !== event)

  /** What is said to one person about one case. It needs memory, so it is no policy. */
  const Talk = aggregate('talk', {
    ...named,
    key,
    commands: asked,
    events: happened,
    states,
    fields: fields as unknown as typeof remembers,
    decide: {
      //                who may     in which state                           already so       what then happened
      Tell: { by: policy, from: ['nothing', ...states], then: (t, wish, _, { now }) => tell(t, wish, now) },
      NoteSent: {
        by: policy,
        from: 'Speaking',
        done: otherwise,
        then: (t, e, _, { now }) => [happened.MessageSent(e), ...(sendingOf(t, e) ? speak(t, t.waiting, now) : [])],
      },
      NoteSendFailed: { by: policy, from: 'Speaking', done: otherwise, then: failed },
      SendAgain: { by: policy, from: 'Speaking', done: otherwise, then: (t, wish, _, { now }) => again(t, wish, now) },
    },
    evolve: {
      CustomerNoted: (t, e) => ({ ...silent, ...t, ...e, status: 'Speaking' }),
      NewsNoted: (t, e) => ({ ...silent, ...t, ...its(e), waiting: [...(t?.waiting ?? []), e] }),
      NewsDropped: (t, e) => ({ ...t, waiting: without(t, e.event) }),
      MessageQueued: (t, { messageId, to, text, what, event, causes, at }) => ({
        ...t,
        waiting: without(t, event),
        sending: { messageId, to, text, at, tries: 0, what },
        causes: [...new Set([...t.causes, ...causes])],
        count: t.count + 1,
      }),
      MessageSent: sent,
      MessageDropped: sent,
      SendFailed: (t, e) => ({ ...t, sending: t.sending && { ...t.sending, tries: e.tries } }),
      SendWanted: t => t,
    },
  })

  type Letter = { readonly messageId: string; readonly to: unknown; readonly text: string } & Partial<Omit<Data<'SendWanted'>, 'to'>>
  const line = {
    ask: (m: Letter) =>
      Send({
        key: m.messageId,
        to: String(m.to),
        text: m.text,
        role: role(its(m) as Type.Static<Type.TObject<About>>),
        what: m.what ?? null,
        language: m.language ?? null,
        at: m.at ?? null,
      }),
    within: seconds(2),
    answer: {
      sent: (m: Letter, { detail }: Answered) => asked.NoteSent({ ...its(m), messageId: m.messageId, channel: detail?.channel ?? 'kakao' }),
      failed: (m: Letter) => asked.NoteSendFailed({ ...its(m), messageId: m.messageId }),
    },
    otherwise: (m: Letter) => asked.NoteSendFailed({ ...its(m), messageId: m.messageId }), // the key makes a repeat harmless
  }
  const policies = {
    send: atOnce(happened.MessageQueued, line),
    sendAgain: atOnce(happened.SendWanted, line),
    later: whenever(happened.SendFailed, m =>
      after(backoff(m.tries), asked.SendAgain({ ...its(m), messageId: m.messageId, tries: m.tries }), { late: 'run' }),
    ),
  }
  const mores = Object.keys(more)
  const heard = (of: Event, e: object, { id, causes, time }: Occurrence) => ({
    ...its(e),
    what: (read(e, 'what') as string | undefined) ?? of.type,
    event: id,
    causes: (read(e, 'causes') as string[] | undefined) ?? [...causes],
    time,
    ...Object.fromEntries(mores.map(name => [name, read(e, name) ?? null])),
  })
  /**
   * News of an event. `named`: what names the talk and fills the texts, where the event does not carry it under these names; `causes: []`
   * where it is a matter of its own, and what led to it is worth telling after it, too. `what`: the text, where it is not called as the
   * event is; undefined: nothing is said of this one.
   */
  const tells = <E extends Event>(
    of: E,
    named: (happened: DataOf<E>) => object = () => ({}),
    what: (happened: DataOf<E>) => (keyof W & string) | undefined = () => of.type,
  ) =>
    whenever(
      of,
      (happened: object, occurrence) => {
        const e = happened as DataOf<E>
        const said = what(e)
        return said && asked.Tell({ ...heard(of, { ...(e as object), ...named(e), what: said }, occurrence), customer: null })
      },
      { fresh: stillNews },
    )
  /**
   * The event with which the case begins says who is spoken to. That must be known however old it is; whether it is still news the talk
   * decides itself.
   */
  const begins = <E extends Event<keyof W & string>>(of: E, named: (happened: DataOf<E>) => object = () => ({})) =>
    whenever(of, (e: object, occurrence) => {
      const all = { ...e, ...named(e as DataOf<E>) }
      return asked.Tell({ ...heard(of, all, occurrence), customer: personOf(all) as { language: 'ko' | 'en' } })
    })

  const letters: OpenView<object> = view('message', {
    key: 'messageId',
    fields: {
      messageId: Text,
      ...about,
      [to]: address,
      text: Type.String(),
      what: What,
      channel: OrNull(Text),
      status: Text,
      createTime: Time,
      sentTime: OrNull(Time),
    },
  })
  /** What was sent to whom and when. */
  const messages: View = letters
    .on(happened.MessageQueued, (_, e) => ({
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
    .on(happened.MessageSent, (row, { channel }, { time }) => ({ ...row, channel, status: 'Sent', sentTime: time }))
    .on(happened.MessageDropped, row => ({ ...row, status: 'Dropped' }))

  return { events, commands, aggregates: [Talk], externals: [kakao], policies, Talk, tells, begins, messages, words: words as Words }
}
