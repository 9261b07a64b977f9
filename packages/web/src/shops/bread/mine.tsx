import { type Mine, mineOf, momentOf, runs } from '../shared/mine.ts'
import { ended, OrderSlip } from './my-page.tsx'
import { useCustomer, useMessagesTo, usePages } from './queries.ts'

const isHere = runs('bread')
export const useMine = (): Mine => {
  const [name] = useCustomer()
  return mineOf('bread', usePages(name, isHere), useMessagesTo(name, isHere), page => ({
    at: momentOf(page.updateTime),
    isOver: ended.includes(page.status),
    slip: <OrderSlip page={page} />,
  }))
}
