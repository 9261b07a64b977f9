import { ShopFrame } from '../../app/frame.tsx'
import { LinkButton } from '../../design/button.tsx'
import { Note } from '../../design/note.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { type Mileage, numberOf, useCustomer, useMileage } from './queries.ts'
import { shop } from './shop.ts'
import { flights } from './words.ts'

const reasons = { increased: 'increased', decreased: 'decreased', used: 'used', returned: 'givenBack', opened: 'opened' } as const
type Reason = keyof typeof reasons
const isKnown = (reason: string): reason is Reason => reason in reasons

/** Each entry with the balance after it, the newest first. */
const withBalance = ({ mileage, entries }: Mileage) => {
  let left = mileage
  return entries.toReversed().map(entry => {
    const line = { ...entry, left }
    left -= entry.change
    return line
  })
}

const Ledger = ({ mileage }: { readonly mileage: Mileage }) => {
  const say = useWords(flights)
  const { number, ago, day, clock } = useFormat()
  const whyOf = (reason: string) => (isKnown(reason) ? say(reasons[reason]) : reason)
  return (
    <table className="ledger">
      <caption className="vh">{say('ledger')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('ledgerWhen')}</th>
          <th scope="col">{say('ledgerWhy')}</th>
          <th scope="col" className="n">
            {say('ledgerChange')}
          </th>
          <th scope="col" className="n">
            {say('ledgerLeft')}
          </th>
        </tr>
      </thead>
      <tbody>
        {withBalance(mileage).map(({ reservationId, change, reason, time, left }, i) => (
          <tr key={mileage.entries.length - i}>
            <td className="sm q" title={`${day(time)} ${clock(time)}`}>
              {ago(time)}
            </td>
            <td>{reservationId === null ? whyOf(reason) : say('ledgerOf', { why: whyOf(reason), number: reservationId })}</td>
            <td className={`n sb ${change < 0 ? 'ink-trouble' : 'ink-done'}`}>{`${change > 0 ? '+' : '−'}${number(Math.abs(change))}`}</td>
            <td className="n">{number(left)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The mileage of a customer: a ledger, never a number alone. */
export const MileagePage = () => {
  const say = useWords(flights)
  const { number } = useFormat()
  const [customer] = useCustomer()
  const mileage = useMileage(numberOf(customer))
  return (
    <ShopFrame system={shop.system} title={say('mileage')} back={`${shop.home}/me`}>
      {mileage.data === undefined ? (
        mileage.error ? (
          <Failure error={mileage.error} onRetry={() => void mileage.refetch()} />
        ) : (
          <Skeleton rows={3} height={84} />
        )
      ) : mileage.data === null || mileage.data.entries.length === 0 ? (
        <Empty icon="gift" title={say('noMileage')}>
          <p className="q">{say('noMileageText')}</p>
          <LinkButton to={shop.home}>{say('seeFlights')}</LinkButton>
        </Empty>
      ) : (
        <>
          <Note kind="paper" live>
            <p className="q sb">{say('balance')}</p>
            <p className="bignum">{number(mileage.data.mileage)}</p>
          </Note>
          <Ledger mileage={mileage.data} />
        </>
      )}
    </ShopFrame>
  )
}
