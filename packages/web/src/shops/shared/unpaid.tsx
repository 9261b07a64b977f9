import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, type Linked, may } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Hold } from '../../design/hold.tsx'
import { MoneyList } from '../../design/money.tsx'
import { Seal } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import type { Shop } from './shop.ts'
import { till } from './words.ts'

/** Unpaid orders are given up after this, where nothing else was promised. */
const holdTime = 600_000

/** When it may be tried again, if this browser was told. */
export interface Told {
  readonly retryAt?: number
}
type Payable = Linked & { readonly id: number; readonly createTime: string | null }
interface UnpaidProps {
  readonly shop: Shop
  readonly order: Payable
  readonly queryKey: QueryKey
  readonly what: string
  /** Somebody is still asking whether money was taken; only where nothing was charged, and nobody is asking, may that be said. */
  readonly isChecking: boolean
  readonly told: Told | undefined
  /** Until when it is kept; left out: as long as unpaid orders are. */
  readonly until?: number
  /** Said where it is kept by a promise, and nobody has tried to pay yet. */
  readonly title?: string
  readonly text?: string
  readonly pay?: string
}
/** Pays, or gives up: each once, however often it is tapped. */
const usePayOrCancel = ({ shop, order, queryKey, told }: UnpaidProps) => {
  const client = useQueryClient()
  const [retryAt, setRetryAt] = useState(told?.retryAt ?? 0)
  const command = useMutation({
    mutationFn: async (name: 'pay' | 'cancel') => {
      const intent = `${shop.system}.${name}.${order.id}`
      // the sandbox's test cards fail once; whoever goes on takes a good one
      const body = name === 'pay' ? { paymentToken: 'approve' } : {}
      const key = begin(intent, body)
      try {
        const done = await follow(order, name, body, key)
        settle(intent)
        return done
      } catch (error) {
        if (error instanceof Refused) settle(intent)
        throw error
      }
    },
    onSuccess: done => client.setQueryData(queryKey, done),
    onError: error => {
      if (error instanceof Refused) setRetryAt(Date.now() + (error.retryAfter ?? 1000))
      void client.invalidateQueries({ queryKey })
    },
  })
  return { retryAt, command }
}

interface PayOrCancelProps {
  readonly order: Payable
  readonly isChecking: boolean
  readonly pay: string | undefined
  /** How long it may not be tried again. */
  readonly seconds: number
  readonly command: ReturnType<typeof usePayOrCancel>['command']
}
const PayOrCancel = ({ order, isChecking, pay, seconds, command }: PayOrCancelProps) => {
  const say = useWords(till)
  const wait = seconds > 0
  return (
    <>
      {may(order, 'pay') && (
        <Button
          wide
          disabled={wait}
          busy={command.isPending}
          icon={wait ? 'clock' : isChecking ? 'looking' : 'card'}
          onClick={() => command.mutate('pay')}
        >
          {wait ? say(isChecking ? 'checkIn' : 'payAgainIn', { count: seconds }) : isChecking ? say('checkGoOn') : (pay ?? say('payAgain'))}
        </Button>
      )}
      {may(order, 'cancel') && (
        <Button kind="text" wide disabled={command.isPending} onClick={() => command.mutate('cancel')}>
          {say(isChecking ? 'stopBack' : 'giveUp')}
        </Button>
      )}
    </>
  )
}

/** Where the money is: nobody knows yet, or nothing was taken. */
const WhereMoneyIs = ({ isChecking }: { readonly isChecking: boolean }) => {
  const say = useWords(till)
  return (
    <MoneyList
      lines={
        isChecking
          ? [
              { icon: 'check', title: say('ifTaken'), more: say('ifTakenText') },
              { icon: 'undo', title: say('ifStop'), more: say('ifStopText') },
            ]
          : [{ icon: 'shield', title: say('notTaken'), more: say('notAsked') }]
      }
    />
  )
}

/** An order that waits to be paid: we are checking, or payment is busy. Its button asks first, and can never charge twice. */
export const Unpaid = (props: UnpaidProps) => {
  const { shop, order, what, isChecking, pay } = props
  const say = useWords(till)
  const { moment } = useFormat()
  const { retryAt, command } = usePayOrCancel(props)
  const now = useNow()
  const from = Date.parse(order.createTime ?? new Date(now).toISOString())
  const until = props.until ?? from + holdTime
  const refused = command.error instanceof Refused && command.error.status < 500 ? command.error : undefined
  const title = isChecking ? say('checking') : (props.title ?? say('later'))
  const seconds = Math.ceil((retryAt - now) / 1000)
  return (
    <ShopFrame
      system={shop.system}
      title={title}
      bare
      bar={<PayOrCancel order={order} isChecking={isChecking} pay={pay} seconds={seconds} command={command} />}
    >
      <Seal kind={isChecking ? 'blue' : 'paper'} icon={isChecking ? 'looking' : pay === undefined ? 'pause' : 'clock'} />
      <div className="col" role="status">
        <h1>{title}</h1>
        <p className="q lead">{isChecking ? say('checkingText') : (props.text ?? say('laterText'))}</p>
      </div>
      {refused && (
        <Banner tone="trouble" icon="warning" title={refused.problem.title} alert>
          {refused.message}
        </Banner>
      )}
      <WhereMoneyIs isChecking={isChecking} />
      <Hold
        title={say('heldForYou', { what })}
        more={say(isChecking ? 'heldChecking' : 'heldLater', { until: moment(until) })}
        from={from}
        until={until}
      />
    </ShopFrame>
  )
}
