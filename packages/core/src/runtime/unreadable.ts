import type { Recorded, Unreadable } from './ports.ts'

/** So many wait for an operator at most: whoever fills a topic with rubbish must not fill a database. */
export const mostUnreadable = 1000
const type = 'Unreadable'

/** A message that is no event, as it waits among events: it is a case of its own, and nothing of what it says is kept. */
export const unreadableEvent = ({ within, place, sent, why, names }: Unreadable): Recorded => ({
  id: `message/${place}/1`,
  type,
  data: { why, ...names },
  source: within,
  aggregate: 'message',
  key: place,
  item: place,
  case: `message/${place}`,
  number: null,
  position: place,
  time: sent,
  cause: `${within}/${place}`,
  causes: [],
  actor: 'nobody',
})
/** What lies in a log is of a context, whose name has no slash. */
export const isUnreadable = (e: Pick<Recorded, 'type' | 'source' | 'aggregate'>): boolean =>
  e.type === type && e.aggregate === 'message' && e.source.includes('/')
export const whyUnreadable = ({ data }: Pick<Recorded, 'data'>): string =>
  `no event can be read from this message: ${data.why}. Let whoever sent it send what it meant, and give this one up`
