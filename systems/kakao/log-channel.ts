import type { DataOf } from '@jumun/core/model'
import { oneLine } from '../vocabulary.ts'
import type { Send } from './commands.ts'

/** What the channel keeps in mind: a repeat of an older key would be written a second time. */
const remembered = 10_000

/**
 * The channel of messages that stands in for Kakao: it writes them where somebody can see them. A key that was written before is dropped.
 */
export const logChannel = ({ write }: { readonly write: (text: string) => unknown }) => {
  const keys = new Set<string>()
  return {
    Send: async ({ key, to, text }: DataOf<typeof Send>) => {
      if (!keys.has(key)) {
        await write(`\nTo. ${oneLine(to)}\n${text}\n`)
        keys.add(key)
        if (keys.size > remembered) keys.delete(keys.values().next().value!)
      }
      return { status: 'sent', detail: { channel: 'log' } }
    },
  }
}
