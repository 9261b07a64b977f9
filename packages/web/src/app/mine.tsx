import { ended, OrderSlip } from '../shops/cafeteria/my-page.tsx'
import { usePages } from '../shops/cafeteria/queries.ts'
import { useKept } from './kept.ts'

/** The order that this browser waits for, if there is one. */
export const Mine = () => {
  const [phone] = useKept('phone', '')
  const pages = usePages(phone.replaceAll('-', ''))
  const living = pages.data?.find(p => !ended.includes(p.status))
  return living ? (
    <div className="living">
      <OrderSlip page={living} />
    </div>
  ) : null
}
