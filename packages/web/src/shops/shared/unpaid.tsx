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
interface UnpaidProps<Order> {
  readonly shop: Shop
  readonly order: Order
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
/** An order that waits to be paid: we are checking, or payment is busy. Its button asks first, and can never charge twice. */
export const Unpaid = <Order extends Linked & { readonly id: number; readonly createTime: string | null }>(props: UnpaidProps<Order>) => {
  const { shop, order, queryKey, what, isChecking, told, pay } = props
  const say = useWords(till)
  const { moment } = useFormat()
  const client = useQueryClient()
  const [retryAt, setRetryAt] = useState(told?.retryAt ?? 0)
  const now = useNow()
  const seconds = Math.ceil((retryAt - now) / 1000)
  const from = Date.parse(order.createTime ?? new Date(now).toISOString())
  const until = props.until ?? from + holdTime

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
  const refused = command.error instanceof Refused && command.error.status < 500 ? command.error : undefined
  const wait = seconds > 0
  const title = isChecking ? say('checking') : (props.title ?? say('later'))
  return (
    <ShopFrame
      system={shop.system}
      title={title}
      bare
      bar={
        <>
          {may(order, 'pay') && (
            <Button
              wide
              disabled={wait}
              busy={command.isPending}
              icon={wait ? 'clock' : isChecking ? 'looking' : 'card'}
              onClick={() => command.mutate('pay')}
            >
              {wait
                ? say(isChecking ? 'checkIn' : 'payAgainIn', { count: seconds })
                : isChecking
                  ? say('checkGoOn')
                  : (pay ?? say('payAgain'))}
            </Button>
          )}
          {may(order, 'cancel') && (
            <Button kind="text" wide disabled={command.isPending} onClick={() => command.mutate('cancel')}>
              {say(isChecking ? 'stopBack' : 'giveUp')}
            </Button>
          )}
        </>
      }
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
      <Hold
        title={say('heldForYou', { what })}
        more={say(isChecking ? 'heldChecking' : 'heldLater', { until: moment(until) })}
        from={from}
        until={until}
      />
    </ShopFrame>
  )
}
