import { talk } from './words.ts'

/** What was sent to whom and when. */
export const { messages } = talk
