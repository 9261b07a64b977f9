import { talk } from './dashboard/words.ts'

/** All that people are told, by the name of what happened. */
export const texts = talk.words
