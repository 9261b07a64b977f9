import { whenever } from '@jumun/core/model'
import { CheckedOut } from '../booking/events.ts'
import { WantCleaning } from './commands.ts'

export const left = whenever(CheckedOut, e => WantCleaning.of(e))
