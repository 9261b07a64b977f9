import { type Mine, mineOf, momentOf, runs } from '../shared/mine.ts'
import { ended, TripSlip } from './my-page.tsx'
import { numberOf, useCustomer, useNotifications, useReservations } from './queries.ts'

const isHere = runs('air')
export const useMine = (): Mine => {
  const [customer] = useCustomer()
  const id = numberOf(customer)
  return mineOf('air', useReservations(id, isHere), useNotifications(id, isHere), reservation => ({
    at: momentOf(reservation.createTime),
    isOver: ended.includes(reservation.status),
    slip: <TripSlip reservation={reservation} />,
  }))
}
