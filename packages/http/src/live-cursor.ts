/** A place in the log of one context, in one life of its store. */
export interface Place {
  readonly position: number
  readonly life: string
  /** Places before it whose rows are still waiting for somebody to mend what keeps them. */
  readonly open: readonly number[]
}
/** By context, everything up to there was pushed. */
export type Cursor = ReadonlyMap<string, Place>

/** A cursor as it is sent: `order.a.3f9c2e-drink.7.0b11aa.5` (places in base 36). */
export const cursorText = (cursor: Cursor): string =>
  [...cursor]
    .map(([context, { position, life, open }]) => [context, position.toString(36), life, ...open.map(p => p.toString(36))].join('.'))
    .join('-_')

const place = /^[0-9a-z]{1,11}$/
/** Undefined: it is none of ours. */
export const cursorOf = (text: string): Cursor | undefined => {
  if (text.length > 4000) return undefined
  const cursor = new Map<string, Place>()
  for (const part of text.split('-_')) {
    const [context, position, life, ...open] = part.split('.')
    if (!context || !position || !place.test(position) || life === undefined || !/^[0-9a-f]{6}$/.test(life)) return undefined
    if (!open.every(p => place.test(p))) return undefined
    cursor.set(context, { position: Number.parseInt(position, 36), life, open: open.map(p => Number.parseInt(p, 36)) })
  }
  return cursor
}
