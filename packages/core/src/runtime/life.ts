import type { Source, Store } from './ports.ts'

/**
 * One life of a context's store: from its birth, or from when a copy of it was taken up again. `from`: the last position of the log that it
 * has from the life before.
 */
export interface Life {
  readonly id: string
  readonly from: number
}
/** Up to which place somebody has heard a context, and in which of its lives; undefined: of an older version, which did not ask. */
export interface Heard {
  readonly position: number
  readonly life: string | undefined
}
/** What is noted in a store about its lives, and in a copy of one. */
export const livesNote = 'lives'
/** The note that a copy of a store carries until it is first opened: it is another life then. */
export const copyNote = 'copied'
/** What an operator may do about a store that is older than what was told of it. */
export const howToMend =
  'Bring back its newest data, or take all contexts of the system back to copies of one moment (npm run backup makes them); nothing was changed.'
const heardNote = (source: string): string => `heard ${source}`

const readLives = (text: string | undefined): readonly Life[] => (text ? JSON.parse(text) : [])
/** The lives that a store has had, the first one first. */
export const livesOf = async (store: Pick<Store, 'noted'>): Promise<readonly Life[]> => readLives(await store.noted(livesNote))

/**
 * Gives a new store its first life, and a copy that is taken up a life of its own: what is told from now on is not what the other went on
 * to tell.
 */
export const beginLife = async (store: Store, id: () => string): Promise<void> => {
  const lives = await livesOf(store)
  const copied = await store.noted(copyNote)
  if (lives.length && !copied) return
  await store.note(livesNote, JSON.stringify([...lives, { id: id(), from: lives.length ? await store.head() : 0 }]))
  if (copied) await store.note(copyNote, '')
}
/** What a context has heard of a source: up to where, and of which of its lives. */
export const heardOf = async (store: Pick<Store, 'progress' | 'noted'>, source: string): Promise<Heard> => ({
  position: await store.progress(source),
  life: await store.noted(heardNote(source)),
})

/**
 * Whether somebody has heard what this log does not have: it is older than it was, or another one. In words that follow a name;
 * undefined: no.
 */
export const isAhead = ({ position, life }: Heard, lives: readonly Life[], head: number): string | undefined => {
  if (position === 0) return undefined
  const at = lives.findIndex(l => l.id === life)
  if (life !== undefined && lives.length && at < 0) return `has heard another log of it, up to place ${position}`
  const end = lives[at + 1] && at >= 0 ? lives[at + 1]!.from : head
  return position > end ? `has heard of it up to place ${position}, and of that it has ${end}` : undefined
}

/** Before a consumer reads a log: is it the one that it knows? In words where it is not; else it is noted which it was. */
export const meet = async (store: Store, source: string, log: Source): Promise<string | undefined> => {
  if (!log.noted) return undefined
  const heard = await heardOf(store, source)
  const lives = readLives(await log.noted(livesNote))
  const why = isAhead(heard, lives, await log.head())
  const last = lives.at(-1)?.id
  if (why === undefined && last !== undefined && last !== heard.life) await store.note(heardNote(source), last)
  return why
}
