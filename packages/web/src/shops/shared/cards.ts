import type { Say } from '../../words/index.ts'
import type { till } from './words.ts'

/** What the sandbox of the payment company knows: each ends in another way. */
export const cards = ['approve', 'decline', 'timeout-after', 'unavailable'] as const
const words = { approve: 'cardGood', decline: 'cardDeclined', 'timeout-after': 'cardSlow', unavailable: 'cardBusy' } as const
export const cardName = (say: Say<(typeof till)['words']>, card: string): string => say(words[cards.find(c => c === card) ?? 'approve'])
