import { ShopFrame } from '../../app/frame.tsx'
import { settings } from '../../app/started.ts'
import { LinkButton } from '../../design/button.tsx'
import { TextField } from '../../design/fields.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Slip } from '../shared/slip.tsx'
import { noteOf, phaseOf } from './order-note.tsx'
import { type Mypage, useCustomer, usePages } from './queries.ts'
import { shop } from './shop.ts'
import { bakery, useItemName } from './words.ts'

export const ended = ['Delivered', 'Rejected', 'Canceled', 'Declined', 'Expired']

export const OrderSlip = ({ page }: { readonly page: Mypage }) => {
  const say = useWords(bakery)
  const { money, ago } = useFormat()
  const nameOf = useItemName()
  const isBack = page.action === 'cancel'
  const phase = phaseOf(page.status, isBack)
  const sum = money(page.price ?? 0)
  return (
    <Slip
      to={`/shops/bread/orders/${page.orderId}`}
      kind={ended.includes(page.status) ? 'ended' : noteOf(phase)}
      number={page.orderId}
      state={say(phase)}
      more={[
        say('wish', { name: nameOf(page.item ?? ''), count: page.qty ?? 1 }),
        isBack ? say('returned', { sum }) : sum,
        ...(page.updateTime ? [ago(page.updateTime)] : []),
      ].join(' · ')}
    />
  )
}

/** A customer's orders, the living ones first. */
export const MyPage = () => {
  const say = useWords(bakery)
  const [name, setName] = useCustomer()
  const pages = usePages(name)
  const sorted = pages.data?.toSorted((a, b) => Number(ended.includes(a.status)) - Number(ended.includes(b.status)))
  return (
    <ShopFrame system={shop.system} title={say('myPage')} back={shop.home}>
      {settings.access === 'open' && (
        <TextField
          label={say('name')}
          autoComplete="name"
          value={name}
          onText={setName}
          placeholder={say('guest')}
          hint={say('nameHint')}
        />
      )}
      {pages.error && !pages.data ? (
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      ) : sorted === undefined ? (
        <Skeleton rows={3} height={84} />
      ) : sorted.length === 0 ? (
        <Empty icon="note" title={say('noOrders')}>
          <p className="q">{say('noOrdersText')}</p>
          <LinkButton to={shop.home}>{say('orderBread')}</LinkButton>
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
