import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, may, pathOf, post } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Hold } from '../../design/hold.tsx'
import { Failure } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { NoCancel } from '../shared/cancel.tsx'
import { type Reservation, reservationKey } from './queries.ts'
import { shop } from './shop.ts'
import { flights } from './words.ts'

/** What a cancel gives back; it binds until it expires. The document of the API does not describe it yet. */
interface Quote {
  readonly quoteId: number
  readonly refund: number
  readonly fee: number
  readonly mileageBack: number
  readonly expiresAt: string
}

interface TermsProps {
  readonly reservation: Reservation
  readonly quote: Quote
  readonly onAgain: () => void
  readonly onClose: () => void
}
/** The terms, how long they hold, and the button that takes them. */
const Terms = ({ reservation, quote, onAgain, onClose }: TermsProps) => {
  const say = useWords(flights)
  const { money, number, clock } = useFormat()
  const client = useQueryClient()
  const now = useNow()
  const [from] = useState(Date.now)
  const until = Date.parse(quote.expiresAt)
  const intent = `air.cancel.${reservation.id}`
  const body = { quoteId: quote.quoteId }
  const cancel = useMutation({
    mutationFn: () => follow(reservation, 'cancel', body, begin(intent, body)),
    onSuccess: done => (client.setQueryData(reservationKey(reservation.id), done), onClose()),
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) settle(intent)
    },
  })
  const isOver = now >= until
  return (
    <Dialog system={shop.system} title={say('cancelSure')} isOpen onClose={onClose}>
      <h2>{say('quoteTitle', { fare: money(quote.refund + quote.fee), refund: money(quote.refund) })}</h2>
      <ul className="q">
        <li>{quote.fee ? say('quoteFee', { fee: money(quote.fee) }) : say('quoteNoFee')}</li>
        {quote.mileageBack > 0 && <li>{say('quoteMileage', { miles: number(quote.mileageBack) })}</li>}
        {reservation.mileageToIncrease > 0 && <li>{say('quoteEarned')}</li>}
      </ul>
      <Hold title={say('quoteHeld')} more={say('quoteHeldText', { until: clock(until) })} from={from} until={until} />
      {cancel.error && <Failure error={cancel.error} />}
      {isOver || cancel.error ? (
        <Button wide onClick={onAgain}>
          {say('quoteOver')}
        </Button>
      ) : (
        <Button kind="danger" wide busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {say('cancelYes')}
        </Button>
      )}
      <Button kind="text" wide onClick={onClose}>
        {say('cancelNo')}
      </Button>
    </Dialog>
  )
}

/** First what would come back, by the airline's word; then the cancel by exactly these terms. */
export const Cancel = ({ reservation }: { readonly reservation: Reservation }) => {
  const say = useWords(flights)
  const [quote, setQuote] = useState<Quote>()
  const ask = useMutation({
    mutationFn: () => post<Quote>(pathOf(reservation, 'cancel-quote') ?? '', {}, undefined),
    onSuccess: setQuote,
  })
  if (reservation.status !== 'Reserved') return null
  if (!may(reservation, 'cancel-quote')) return <NoCancel why={say('noCancel')} />
  return (
    <section className="cancel">
      {ask.error && <Failure error={ask.error} />}
      <p className="sm q">{say('rules')}</p>
      <Button kind="danger" wide busy={ask.isPending} onClick={() => ask.mutate()}>
        {say('askQuote')}
      </Button>
      {quote && (
        <Terms
          key={quote.quoteId}
          reservation={reservation}
          quote={quote}
          onAgain={() => ask.mutate()}
          onClose={() => setQuote(undefined)}
        />
      )}
    </section>
  )
}
