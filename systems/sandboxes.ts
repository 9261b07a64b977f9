import { logChannel } from './kakao/log-channel.ts'
import { sandbox } from './psp/sandbox.ts'

/** What the outside gets from whoever starts a system. */
export interface Given {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<unknown>
  readonly random: () => number
  /** Every payment takes so many ms, from and to. */
  readonly paymentDelay?: readonly [number, number] | undefined
  readonly ledger: Parameters<typeof sandbox>[0]['ledger']
  /** Where the log channel writes its messages. */
  readonly write: (text: string) => unknown
}

/** Stand-ins for what is not ours, by the external's name: a provider that knows magic cards, messages that are written into a log. */
export const sandboxes = ({ now, sleep, random, paymentDelay, ledger, write }: Given) => ({
  psp: sandbox({ now, sleep, random, delay: paymentDelay, ledger }),
  kakao: logChannel({ write }),
})
