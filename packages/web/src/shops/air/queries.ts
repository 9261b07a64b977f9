import { answer, Refused } from '../../api/answer.ts'
import { air } from '../../api/air.ts'
import type { components } from '../../api/generated/air.ts'
import { searchOf, useLive } from '../../api/live.ts'
import { useKept } from '../../app/kept.ts'
import { settings } from '../../app/started.ts'
import { inOrder } from '../shared/messages.tsx'

type Shapes = components['schemas']
export type Schedule = Shapes['Schedule']
export type Reservation = Shapes['Reservation']
export type SeatMap = Shapes['SeatMap']
export type Mileage = Shapes['Mileage']
export type Notification = Shapes['Notification']

const isOpen = settings.access === 'open'
/** The customer's number, as it is typed; where people sign in, their token says it. */
export const useCustomer = () => useKept('air.customer', '1')
/** The number as it is told to the server; undefined: it is none. */
export const numberOf = (text: string): number | undefined => (/^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined)
const page = { size: 500 } as const

export const useSchedules = () =>
  useLive({
    queryKey: ['air', 'schedules'],
    watch: 'schedules',
    queryFn: async (): Promise<Schedule[]> =>
      (await answer(air.GET('/schedules', { params: { query: { ...page, sort: ['departureTime,asc'] } } })))._embedded.schedules,
  })
export const useSchedule = (id: number) =>
  useLive({
    queryKey: ['air', 'schedule', id],
    watch: `schedules/${id}`,
    queryFn: (): Promise<Schedule> => answer(air.GET('/schedules/{id}', { params: { path: { id } } })),
  })
/** Null: reservations are not open yet. */
export const useSeats = (scheduleId: number) =>
  useLive({
    queryKey: ['air', 'seats', scheduleId],
    watch: `seats/${scheduleId}`,
    queryFn: async (): Promise<SeatMap | null> => noneYet(answer(air.GET('/seats/{id}', { params: { path: { id: scheduleId } } }))),
  })
/** What comes by event may not be there yet. */
const noneYet = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null
    throw error
  }
}

export const reservationKey = (id: number) => ['air', 'reservation', id] as const
export const useReservation = (id: number) =>
  useLive({
    queryKey: reservationKey(id),
    watch: `reservations/${id}`,
    queryFn: (): Promise<Reservation> => answer(air.GET('/reservations/{id}', { params: { path: { id } } })),
  })
/** Undefined: not known yet; null: none was asked for. */
export const usePaymentOf = (reservationId: number) =>
  useLive({
    queryKey: ['air', 'paymentOf', reservationId],
    watch: searchOf('payments/search/findByReservationId', { reservationId }),
    queryFn: async () =>
      (await answer(air.GET('/payments/search/findByReservationId', { params: { query: { reservationId } } })))._embedded.payments[0] ??
      null,
  })
/** The newest first: those that are paid, and those that wait to be paid. */
export const useReservations = (customerId: number | undefined, runs = true) =>
  useLive({
    queryKey: ['air', 'reservations', customerId ?? 0],
    watch: [isOpen ? searchOf('reservations', { customerId: customerId ?? 0 }) : 'reservations', 'reservations/search/unpaid'],
    enabled: runs && (customerId !== undefined || !isOpen),
    queryFn: async (): Promise<Reservation[]> => {
      const mine = isOpen && customerId !== undefined ? { customerId } : {}
      const [paid, unpaid] = await Promise.all([
        answer(air.GET('/reservations', { params: { query: { ...page, ...mine } } })),
        answer(air.GET('/reservations/search/unpaid', { params: { query: page } })),
      ])
      const held = unpaid._embedded.reservations.filter(r => r.status === 'AwaitingPayment' && (!isOpen || r.customerId === customerId))
      return [...held, ...paid._embedded.reservations].toSorted((a, b) => b.id - a.id)
    },
  })
export const useReservationsOf = (scheduleId: number) =>
  useLive({
    queryKey: ['air', 'reservationsOf', scheduleId],
    watch: searchOf('reservations/search/findByScheduleId', { scheduleId }),
    queryFn: async (): Promise<Reservation[]> =>
      (await answer(air.GET('/reservations/search/findByScheduleId', { params: { query: { ...page, scheduleId } } })))._embedded
        .reservations,
  })

/** Null: there is no account yet; the first reservation opens it. */
export const useMileage = (customerId: number | undefined) =>
  useLive({
    queryKey: ['air', 'mileage', customerId ?? 0],
    watch: isOpen ? `mileages/${customerId}` : 'mileages',
    enabled: customerId !== undefined || !isOpen,
    queryFn: async (): Promise<Mileage | null> => {
      if (isOpen) return noneYet(answer(air.GET('/mileages/{id}', { params: { path: { id: customerId ?? 0 } } })))
      return (await answer(air.GET('/mileages')))._embedded.mileages[0] ?? null
    },
  })
export const useNotifications = (customerId: number | undefined, runs = true) =>
  useLive({
    queryKey: ['air', 'notifications', customerId ?? 0],
    watch: isOpen ? searchOf('notifications/search/findByCustomerId', { customerId: customerId ?? 0 }) : 'notifications',
    enabled: runs && (customerId !== undefined || !isOpen),
    queryFn: async (): Promise<Notification[]> => {
      const query = { ...page, sort: ['id,desc'] }
      const asked =
        isOpen && customerId !== undefined
          ? air.GET('/notifications/search/findByCustomerId', { params: { query: { ...query, customerId } } })
          : air.GET('/notifications', { params: { query } })
      return inOrder((await answer(asked))._embedded.notifications).toReversed()
    },
  })
export const useNotificationsOf = (reservationId: number) =>
  useLive({
    queryKey: ['air', 'notificationsOf', reservationId],
    watch: searchOf('notifications/search/findByReservationId', { reservationId }),
    queryFn: async (): Promise<Notification[]> =>
      inOrder(
        (await answer(air.GET('/notifications/search/findByReservationId', { params: { query: { reservationId } } })))._embedded
          .notifications,
      ),
  })
