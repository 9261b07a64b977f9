import type { System } from '@jumun/core/model'
import { beginLife, type Heard, heardOf, howToMend, isAhead, livesOf, type Store, systemClock } from '@jumun/core/runtime'
import type { Peer } from '@jumun/http/peer'

/** How long a peer may take to say what it has heard, in ms: one that does not answer finds out for itself when it reads. */
const glance = 1000

/**
 * A store that is opened to be worked with: which life of its context it is, and whether others have heard of it what it does not have. In words
 * for the operator where they have (`topic`: the highest place of its log that lies on a broker); then nothing may be decided on it, for its numbers were given to others already.
 */
export const firstLook = async (
  system: System,
  context: string,
  store: Store,
  here: ReadonlyMap<string, Store>,
  peers: (context: string) => Peer | undefined,
  topic: number,
): Promise<string | undefined> => {
  await beginLife(store, () => systemClock.id())
  const [lives, head] = [await livesOf(store), await store.head()]
  const told = async (other: string): Promise<Heard | undefined> => {
    const near = here.get(other)
    if (near) return heardOf(near, context)
    const { position, life } = (await peers(other)?.call('GET', `/heard/${encodeURIComponent(context)}`, glance)) ?? {}
    return Number.isSafeInteger(position) ? { position, life: typeof life === 'string' ? life : undefined } : undefined
  }
  const others = system.contexts.filter(c => c.name !== context)
  const found = await Promise.all(
    others.map(async ({ name }) => {
      const heard = await told(name).catch(() => undefined)
      const why = heard && isAhead(heard, lives, head)
      return why === undefined ? [] : [`${name} ${why}`]
    }),
  )
  const onTopic = isAhead({ position: topic, life: undefined }, [], head)
  const ahead = [...found.flat(), ...(onTopic ? [`the topic ${onTopic}`] : [])]
  return ahead.length
    ? `${system.name}/${context} is older than what was told of it, so it does not start: ${ahead.join('; ')}. ${howToMend}`
    : undefined
}
