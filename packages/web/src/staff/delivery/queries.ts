import { answer, Refused } from '../../api/answer.ts'
import { delivery, type DeliveryShapes } from '../../api/delivery.ts'
import { searchOf, useLive } from '../../api/live.ts'
import type { Place } from '../../shops/delivery/place.ts'

export type Cooking = DeliveryShapes['FoodCooking']
export type Rider = DeliveryShapes['Rider']
/** Those that are near are told with how far they are, in km. */
export type Delivery = DeliveryShapes['Delivery'] & { readonly distance?: number }

export const cookingsOf = async (storeId: string): Promise<Cooking[]> => {
  const query = { storeId, size: 200, sort: ['orderId,desc'] }
  return (await answer(delivery.GET('/foodCookings/search/findByStoreId', { params: { query } })))._embedded.foodCookings
}
/** The latest of a store: what is cooked, was canceled or rejected among them. */
export const useCookings = (storeId: string) =>
  useLive({
    queryKey: ['delivery', 'cookings', storeId],
    watch: searchOf('foodCookings/search/findByStoreId', { storeId }),
    queryFn: () => cookingsOf(storeId),
  })
export const cookingOf = (id: number): Promise<Cooking> => answer(delivery.GET('/foodCookings/{id}', { params: { path: { id } } }))
/** What waits for a rider. */
export const useReady = () =>
  useLive({
    queryKey: ['delivery', 'ready'],
    watch: 'deliveries/search/ready',
    queryFn: async (): Promise<Delivery[]> =>
      (await answer(delivery.GET('/deliveries/search/ready', { params: { query: { size: 500 } } })))._embedded.deliveries,
  })
export const useNear = ({ lat, lng }: Place, enabled: boolean) =>
  useLive({
    queryKey: ['delivery', 'near', lat, lng],
    watch: 'deliveries/search/ready',
    enabled,
    queryFn: async (): Promise<Delivery[]> =>
      (await answer(delivery.GET('/deliveries', { params: { query: { near: `${lat},${lng}`, size: 50 } } })))._embedded.deliveries,
  })
/** Null: nobody is registered under this number. */
export const riderOf = async (riderId: string): Promise<Rider | null> => {
  try {
    return await answer(delivery.GET('/riders/{id}', { params: { path: { id: riderId } } }))
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null
    throw error
  }
}
export const riderKey = (riderId: string) => ['delivery', 'rider', riderId] as const
export const useRider = (riderId: string) =>
  useLive({
    queryKey: riderKey(riderId),
    watch: `riders/${encodeURIComponent(riderId)}`,
    enabled: riderId !== '',
    queryFn: () => riderOf(riderId),
  })
export const deliveryOf = (id: number): Promise<Delivery> => answer(delivery.GET('/deliveries/{id}', { params: { path: { id } } }))
export const useDelivery = (id: number | null | undefined) =>
  useLive({
    queryKey: ['delivery', 'carried', id],
    watch: `deliveries/${id}`,
    enabled: typeof id === 'number',
    queryFn: () => deliveryOf(id!),
  })
