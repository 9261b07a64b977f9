import { ShopFrame } from '../../app/frame.tsx'
import { LinkButton } from '../../design/button.tsx'
import { TextField } from '../../design/fields.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { Slip } from '../shared/slip.tsx'
import { noteOf } from './order-note.tsx'
import type { Phase } from './order-steps.ts'
import { useCustomer } from './place.ts'
import { type Mypage, useDishes, usePages } from './queries.ts'
import { meals } from './words.ts'

export const ended = ['completed', 'canceled', 'rejected', 'declined', 'expired']
/** Of what was never placed is shown only what was charged all the same, and is back. */
const phaseOfWord = (status: string): Phase =>
  status === 'paid' ? 'ordered' : status === 'declined' || status === 'expired' ? 'canceled' : (status as Phase)

export const OrderSlip = ({ page }: { readonly page: Mypage }) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { money, ago } = useFormat()
  const dishes = useDishes()
  const name = dishes.data?.find(d => d.productId === page.productId && d.storeId === page.storeId)?.names[language] ?? page.productId ?? ''
  const phase = phaseOfWord(page.status)
  return (
    <Slip
      to={`/shops/delivery/orders/${page.orderId}`}
      kind={noteOf(phase)}
      number={page.orderId}
      state={say(phase)}
      more={[
        name,
        page.returned ? say('returned', { sum: money(page.returned) }) : money(page.total ?? 0),
        ...(page.times?.ordered ? [ago(page.times.ordered)] : []),
      ].join(' · ')}
    />
  )
}

/** A customer's orders, the living ones first. */
export const MyPage = () => {
  const say = useWords(meals)
  const [customer, setCustomer] = useCustomer()
  const pages = usePages(customer.trim())
  const sorted = pages.data?.toSorted((a, b) => Number(ended.includes(a.status)) - Number(ended.includes(b.status)))
  return (
    <ShopFrame system="delivery" title={say('myPage')} back="/shops/delivery">
      <TextField label={say('findMine')} value={customer} onText={setCustomer} hint={say('nameHint')} />
      {pages.error && !pages.data ? (
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      ) : sorted === undefined ? (
        pages.isFetching && <Skeleton rows={3} height={84} />
      ) : sorted.length === 0 ? (
        <Empty icon="note" title={say('noOrders')}>
          <p className="q">{say('noOrdersText')}</p>
          <LinkButton to="/shops/delivery">{say('toStores')}</LinkButton>
        </Empty>
      ) : (
        <ul className="col slips">
          {sorted.map(page => (
            <li key={page.id}>
              <OrderSlip page={page} />
            </li>
          ))}
        </ul>
      )}
    </ShopFrame>
  )
}
