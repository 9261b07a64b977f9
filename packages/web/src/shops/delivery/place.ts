import { useKept } from '../../app/kept.ts'

/** Degrees. */
export interface Place {
  readonly lat: number
  readonly lng: number
}
export interface Home {
  readonly address: string
  readonly location: Place
}
/** Where the meal goes, until the customer says otherwise. */
const townHall: Home = { address: '서울특별시 중구 무교로 21', location: { lat: 37.568, lng: 126.9802 } }
export const useHome = () => useKept<Home>('delivery.home', townHall)
/** Under which name somebody orders, and keeps coupons. */
export const useCustomer = () => useKept('delivery.customer', 'guest')

const radius = 6371
const rad = (degrees: number): number => (degrees * Math.PI) / 180
/** How far it is, in km, as the crow flies. */
export const distance = (a: Place, b: Place): number => {
  const h = Math.sin(rad(b.lat - a.lat) / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lng - a.lng) / 2) ** 2
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(h)))
}
/** How far east and south one place lies of another, in km. */
export const offset = (from: Place, to: Place): { readonly east: number; readonly south: number } => ({
  east: radius * rad(to.lng - from.lng) * Math.cos(rad(from.lat)),
  south: radius * rad(from.lat - to.lat),
})

const minute = 60_000
/** What a kitchen usually needs until a rider has the meal, in ms. */
const cooking = 20 * minute
/** A rider in town, in ms a km, and to the door. */
const riding = 4 * minute
export const rideOf = (km: number): number => km * riding + 3 * minute
export const waitOf = (km: number): number => cooking + rideOf(km)

const seoul = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Seoul' })
/** Times of the day in Seoul, 09:30; without them, or where they are the same, a store is always open, but for its pause. */
export interface Hours {
  readonly opens: string | null
  readonly closes: string | null
  readonly pausedUntil: string | null
}
export const seoulTime = (at: Date): string => seoul.format(at)
const isInHours = ({ opens, closes }: Hours, time: string): boolean => {
  if (opens === null || closes === null || opens === closes) return true
  return opens < closes ? opens <= time && time < closes : opens <= time || time < closes
}
/** When its pause ends, if that is still to come, else now. */
const restedAt = ({ pausedUntil }: Hours, now: Date): Date =>
  pausedUntil !== null && new Date(pausedUntil) > now ? new Date(pausedUntil) : now
export const isOpen = (store: Hours, now: Date = new Date()): boolean => restedAt(store, now) === now && isInHours(store, seoulTime(now))
/** The time of the day in Seoul from which on a closed store takes orders again. */
export const opensAt = (store: Hours, now: Date = new Date()): string => {
  const from = seoulTime(restedAt(store, now))
  return isInHours(store, from) ? from : store.opens!
}
