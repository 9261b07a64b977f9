import type { Trouble } from '@jumun/core/runtime'

/** So many lines of one kind are told in a while (ms); what is beyond is counted. */
const most = 20
const while_ = 60_000
/** So many kinds are told apart: words come from outside, too. */
const mostKinds = 500

/** Words without what belongs to one case: numbers, quoted names. */
const kindOf = ({ what }: Trouble): string => what.replaceAll(/"[^"]*"|'[^']*'|\d[\d.]*/g, '…')

/**
 * Tells troubles, however many there are: a disk that is full is written to by its log, too, and one cause may fail a thousand cases. Of each kind the
 * first twenty of a minute are told as they come, and at its end how many more there were. `stop` tells what is still to be told of that.
 */
export const sparing = (
  tell: (trouble: Trouble) => void,
  after: (ms: number, ring: () => void) => void = (ms, ring) => void setTimeout(ring, ms).unref(),
): { report(trouble: Trouble): void; stop(): void } => {
  const kinds = new Map<string, { told: number; last: Trouble }>()
  const end = (kind: string): void => {
    const it = kinds.get(kind)
    kinds.delete(kind)
    if (it && it.told > most)
      tell({ ...it.last, what: `${it.last.what} (and ${it.told - most} more like it in a minute, this is the last)` })
  }
  return {
    report: trouble => {
      const own = kindOf(trouble)
      const kind = kinds.has(own) || kinds.size < mostKinds ? own : ''
      let it = kinds.get(kind)
      if (!it) {
        kinds.set(kind, (it = { told: 0, last: trouble }))
        after(while_, () => end(kind))
      }
      it.last = trouble
      if (++it.told <= most) tell(trouble)
    },
    stop: () => {
      for (const kind of kinds.keys()) end(kind)
    },
  }
}
