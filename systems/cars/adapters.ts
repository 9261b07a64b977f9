import { bank } from '../bank/sandbox.ts'
import { logChannel } from '../kakao/log-channel.ts'
import { sandbox } from '../psp/sandbox.ts'

/** What the outside needs from whoever starts the system. */
interface Given {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<unknown>
  readonly random: () => number
  readonly paymentDelay?: readonly [number, number] | undefined
  readonly ledger: Parameters<typeof sandbox>[0]['ledger']
  /** Where the log channel writes its messages. */
  readonly write: (text: string) => unknown
}

/** Who answers for what is not ours, by the external's name. Provider and bank write into one book, under keys of their own. */
export const adapters = ({ now, sleep, random, paymentDelay, ledger, write }: Given) => ({
  psp: sandbox({ now, sleep, random, delay: paymentDelay, ledger }),
  bank: bank({ now, sleep, random, ledger }),
  kakao: logChannel({ write }),
})
