import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { LinkButton } from '../../design/button.tsx'
import { TextField } from '../../design/fields.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { Slip } from '../shared/slip.tsx'
import { phaseOf } from './order-note.tsx'
import { type Mypage, useMenu, usePages } from './queries.ts'
import { cafe } from './words.ts'

export const ended = ['PickedUp', 'PaymentCanceled', 'DrinkCanceled']

/** One order in a list: a small note. */
export const OrderSlip = ({ page }: { readonly page: Mypage }) => {
  const say = useWords(cafe)
  const language = useLanguage()
  const { money, ago } = useFormat()
  const menu = useMenu()
  const name = menu.data?.find(i => i.productName === page.productName)?.names[language] ?? page.productName ?? ''
  const isOver = ended.includes(page.status)
  const state = phaseOf(
    {
      status: ['OrderCanceled', 'DrinkCanceled', 'PaymentCanceled'].includes(page.status) ? 'OrderCanceled' : 'Ordered',
      cancellation: isOver ? 'done' : null,
    },
    page.status,
  )
  return (
    <Slip
      to={`/shops/cafeteria/orders/${page.orderId}`}
      kind={isOver ? 'ended' : state === 'ready' ? 'view' : 'order'}
      number={page.pickupNumber}
      state={say(state)}
      more={[
        say('wish', { name, count: page.qty ?? 1 }),
        page.returned ? say('returned', { sum: money(page.returned) }) : money(page.amt ?? 0),
        ...(page.updateTime ? [ago(page.updateTime)] : []),
      ].join(' · ')}
    />
  )
}

/** A customer's orders, the living ones first. */
export const MyPage = () => {
  const say = useWords(cafe)
  const [phone, setPhone] = useKept('phone', '010-1234-5678')
  const digits = phone.replaceAll('-', '')
  const pages = usePages(/^\d{9,15}$/.test(digits) ? digits : '')
  const sorted = pages.data?.toSorted((a, b) => Number(ended.includes(a.status)) - Number(ended.includes(b.status)))
  return (
    <ShopFrame system="cafeteria" title={say('myPage')} back="/shops/cafeteria">
      <TextField
        label={say('findMine')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        value={phone}
        onText={setPhone}
        hint={say('numberHint')}
      />
      {pages.error && !pages.data ? (
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      ) : sorted === undefined ? (
        pages.isFetching && <Skeleton rows={3} height={84} />
      ) : sorted.length === 0 ? (
        <Empty icon="note" title={say('noOrders')}>
          <p className="q">{say('noOrdersText')}</p>
          <LinkButton to="/shops/cafeteria">{say('orderCoffee')}</LinkButton>
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
