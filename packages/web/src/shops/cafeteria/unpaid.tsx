import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, may } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Hold } from '../../design/hold.tsx'
import { MoneyList } from '../../design/money.tsx'
import { Seal } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { type Order, orderKey, usePaymentOf } from './queries.ts'
import { cafe } from './words.ts'

/** Unpaid orders are given up after this. */
const holdTime = 600_000
/** Nothing was charged, and nobody is asking: only then may it be said. */
const isNotCharged = (status: string | undefined): boolean => status === 'NotCharged' || status === 'PaymentDeclined'

interface UnpaidProps {
  readonly order: Order
  readonly what: string
  /** When it may be tried again, and with what, if this browser was told. */
  readonly told: { readonly retryAt?: number; readonly card?: string } | undefined
}
/** An order that waits to be paid: we are checking, or payment is busy. Its button asks first, and can never charge twice. */
export const Unpaid = ({ order, what, told }: UnpaidProps) => {
  const say = useWords(cafe)
  const { clock } = useFormat()
  const client = useQueryClient()
  const payment = usePaymentOf(order.id)
  const [retryAt, setRetryAt] = useState(told?.retryAt ?? 0)
  const now = useNow()
  const isChecking = !isNotCharged(payment.data?.status)
  const seconds = Math.ceil((retryAt - now) / 1000)
  const from = Date.parse(order.createTime ?? new Date(now).toISOString())
  const until = from + holdTime

  const command = useMutation({
    mutationFn: async (name: 'pay' | 'cancel') => {
      const intent = `cafeteria.${name}.${order.id}`
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
    onSuccess: done => client.setQueryData(orderKey(order.id), done),
    onError: error => {
      if (error instanceof Refused) setRetryAt(Date.now() + (error.retryAfter ?? 1000))
      void client.invalidateQueries({ queryKey: orderKey(order.id) })
    },
  })
  const refused = command.error instanceof Refused && command.error.status < 500 ? command.error : undefined
  const wait = seconds > 0
  return (
    <ShopFrame
      system="cafeteria"
      title={say(isChecking ? 'checking' : 'later')}
      bare
      bar={
        <>
          {may(order, 'pay') && (
            <Button wide disabled={wait} busy={command.isPending} icon={wait ? 'clock' : isChecking ? 'looking' : 'card'} onClick={() => command.mutate('pay')}>
              {wait ? say(isChecking ? 'checkIn' : 'payAgainIn', { count: seconds }) : say(isChecking ? 'checkGoOn' : 'payAgain')}
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
      <Seal kind={isChecking ? 'blue' : 'paper'} icon={isChecking ? 'looking' : 'pause'} />
      <div className="col" role="status">
        <h1>{say(isChecking ? 'checking' : 'later')}</h1>
        <p className="q lead">{say(isChecking ? 'checkingText' : 'laterText')}</p>
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
      <Hold title={say('heldForYou', { what })} more={say(isChecking ? 'heldChecking' : 'heldLater', { until: clock(until) })} from={from} until={until} />
    </ShopFrame>
  )
}
