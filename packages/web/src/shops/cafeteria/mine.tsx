import { useKept } from '../../app/kept.ts'
import { type Mine, mineOf, momentOf, runs } from '../shared/mine.ts'
import { ended, OrderSlip } from './my-page.tsx'
import { useMessagesTo, usePages } from './queries.ts'

const isHere = runs('cafeteria')
export const useMine = (): Mine => {
  const [phone] = useKept('phone', '010-1234-5678')
  const digits = phone.replaceAll('-', '')
  const known = isHere && /^\d{9,15}$/.test(digits) ? digits : ''
  return mineOf('cafeteria', usePages(known), useMessagesTo(known), page => ({
    at: momentOf(page.updateTime),
    isOver: ended.includes(page.status),
    slip: <OrderSlip page={page} />,
  }))
}
