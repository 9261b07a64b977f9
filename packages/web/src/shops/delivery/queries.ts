import { answer } from '../../api/answer.ts'
import { delivery, type DeliveryShapes } from '../../api/delivery.ts'
import { searchOf, useLive } from '../../api/live.ts'

export type Store = DeliveryShapes['Store']
export type Dish = DeliveryShapes['Menu']
export type Order = DeliveryShapes['Order']
export type Mypage = DeliveryShapes['Mypage']
export type Coupon = DeliveryShapes['Coupon']

const all = { query: { size: 500 } } as const

export const useStores = () =>
  useLive({
    queryKey: ['delivery', 'stores'],
    watch: 'stores',
    queryFn: async (): Promise<Store[]> => (await answer(delivery.GET('/stores', { params: all })))._embedded.stores,
  })
export const useDishes = () =>
  useLive({
    queryKey: ['delivery', 'menus'],
    watch: 'menus',
    queryFn: async (): Promise<Dish[]> => (await answer(delivery.GET('/menus', { params: all })))._embedded.menus,
  })
export const orderKey = (id: number) => ['delivery', 'order', id] as const
export const useOrder = (id: number) =>
  useLive({
    queryKey: orderKey(id),
    watch: `orders/${id}`,
    queryFn: (): Promise<Order> => answer(delivery.GET('/orders/{id}', { params: { path: { id } } })),
  })
export const usePageOf = (orderId: number) =>
  useLive({
    queryKey: ['delivery', 'pageOf', orderId],
    watch: searchOf('mypages/search/findByOrderId', { orderId }),
    queryFn: async (): Promise<Mypage | null> =>
      (await answer(delivery.GET('/mypages/search/findByOrderId', { params: { query: { orderId } } })))._embedded.mypages[0] ?? null,
  })
export const usePaymentOf = (orderId: number) =>
  useLive({
    queryKey: ['delivery', 'paymentOf', orderId],
    watch: searchOf('payments/search/findByOrderId', { orderId }),
    queryFn: async () =>
      (await answer(delivery.GET('/payments/search/findByOrderId', { params: { query: { orderId } } })))._embedded.payments[0] ?? null,
  })
export const useMessagesOf = (orderId: number) =>
  useLive({
    queryKey: ['delivery', 'messagesOf', orderId],
    watch: searchOf('messages/search/findByOrderId', { orderId }),
    queryFn: async () => {
      const found = await answer(delivery.GET('/messages/search/findByOrderId', { params: { query: { orderId } } }))
      // what the store was told is not for the customer
      return found._embedded.messages.filter(m => m.customerId !== null)
    },
  })
export const usePages = (customerId: string) =>
  useLive({
    queryKey: ['delivery', 'pages', customerId],
    watch: searchOf('mypages/search/findByCustomerId', { customerId }),
    enabled: customerId !== '',
    queryFn: async (): Promise<Mypage[]> => {
      const query = { customerId, size: 100, sort: ['orderId,desc'] }
      return (await answer(delivery.GET('/mypages/search/findByCustomerId', { params: { query } })))._embedded.mypages
    },
  })
/** Coupons that can be used now, those that expire first at the front. */
export const useCoupons = (customerId: string) =>
  useLive({
    queryKey: ['delivery', 'coupons', customerId],
    watch: searchOf('coupons/search/findByCustomerId', { customerId }),
    enabled: customerId !== '',
    queryFn: async (): Promise<Coupon[]> => {
      const found = await answer(delivery.GET('/coupons/search/findByCustomerId', { params: { query: { customerId, size: 100 } } }))
      return found._embedded.coupons.filter(c => c.status === 'unused').toSorted((a, b) => a.expires.localeCompare(b.expires))
    },
  })
/** What somebody was told, the newest first. */
export const useMessagesTo = (customerId: string) =>
  useLive({
    queryKey: ['delivery', 'messagesTo', customerId],
    watch: searchOf('messages/search/findByCustomerId', { customerId }),
    enabled: customerId !== '',
    queryFn: async () => {
      const query = { customerId, size: 20, sort: ['id,desc'] }
      return (await answer(delivery.GET('/messages/search/findByCustomerId', { params: { query } })))._embedded.messages
    },
  })
