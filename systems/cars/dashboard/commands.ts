import { talk } from './words.ts'

export const { Tell, NoteSent, NoteSendFailed, SendAgain } = talk.commands
