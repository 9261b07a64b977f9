import { type Mine, mineOf, momentOf, runs } from '../shared/mine.ts'
import { ended, OrderSlip } from './my-page.tsx'
import { useCustomer } from './place.ts'
import { useMessagesTo, usePages } from './queries.ts'

const isHere = runs('delivery')
export const useMine = (): Mine => {
  const [customer] = useCustomer()
  const known = isHere ? customer.trim() : ''
  return mineOf('delivery', usePages(known), useMessagesTo(known), page => ({
    at: momentOf(page.times?.ordered),
    isOver: ended.includes(page.status),
    slip: <OrderSlip page={page} />,
  }))
}
