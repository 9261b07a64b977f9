import { talk } from './words.ts'

export const { MessageQueued, MessageSent, MessageDropped } = talk.events
export const { CustomerNoted, NewsNoted, NewsDropped, SendFailed, SendWanted } = talk.events
