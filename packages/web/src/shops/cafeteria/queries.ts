import { answer } from '../../api/answer.ts'
import { cafeteria, type CafeteriaShapes } from '../../api/cafeteria.ts'
import { searchOf, useLive } from '../../api/live.ts'
import { inOrder } from '../shared/messages.tsx'

export type MenuItem = CafeteriaShapes['MenuItem']
export type Order = CafeteriaShapes['Order']
export type Mypage = CafeteriaShapes['Mypage']
/** The board adds how long it takes until it can be fetched, in seconds. */
export type Drink = CafeteriaShapes['Drink'] & { readonly waitingTime?: number }

/** A wall does not turn pages. */
const all = { query: { size: 500 } } as const

export const useMenu = () =>
  useLive({
    queryKey: ['cafeteria', 'menu'],
    watch: 'menu',
    queryFn: async (): Promise<MenuItem[]> => (await answer(cafeteria.GET('/menu', { params: all })))._embedded.menu,
  })

/** What waits or is being made, the first first. */
export const useBoard = () =>
  useLive({
    queryKey: ['cafeteria', 'board'],
    watch: 'drinks/search/board',
    queryFn: async (): Promise<Drink[]> => (await answer(cafeteria.GET('/drinks/search/board', { params: all })))._embedded.drinks,
  })
export const useReady = () =>
  useLive({
    queryKey: ['cafeteria', 'ready'],
    watch: 'drinks/search/ready',
    queryFn: async (): Promise<Drink[]> => (await answer(cafeteria.GET('/drinks/search/ready', { params: all })))._embedded.drinks,
  })

export const orderKey = (id: number) => ['cafeteria', 'order', id] as const
export const useOrder = (id: number) =>
  useLive({
    queryKey: orderKey(id),
    watch: `orders/${id}`,
    queryFn: (): Promise<Order> => answer(cafeteria.GET('/orders/{id}', { params: { path: { id } } })),
  })
export const useDrinkOf = (orderId: number) =>
  useLive({
    queryKey: ['cafeteria', 'drinkOf', orderId],
    watch: searchOf('drinks/search/findByOrderId', { orderId }),
    queryFn: async (): Promise<Drink | null> =>
      (await answer(cafeteria.GET('/drinks/search/findByOrderId', { params: { query: { orderId } } })))._embedded.drinks[0] ?? null,
  })
export const usePageOf = (orderId: number) =>
  useLive({
    queryKey: ['cafeteria', 'pageOf', orderId],
    watch: searchOf('mypages/search/findByOrderId', { orderId }),
    queryFn: async (): Promise<Mypage | null> =>
      (await answer(cafeteria.GET('/mypages/search/findByOrderId', { params: { query: { orderId } } })))._embedded.mypages[0] ?? null,
  })
export const usePaymentOf = (orderId: number) =>
  useLive({
    queryKey: ['cafeteria', 'paymentOf', orderId],
    watch: searchOf('payments/search/findByOrderId', { orderId }),
    queryFn: async () =>
      (await answer(cafeteria.GET('/payments/search/findByOrderId', { params: { query: { orderId } } })))._embedded.payments[0] ?? null,
  })
export const useMessagesOf = (orderId: number) =>
  useLive({
    queryKey: ['cafeteria', 'messagesOf', orderId],
    watch: searchOf('messages/search/findByOrderId', { orderId }),
    queryFn: async () => {
      const found = await answer(cafeteria.GET('/messages/search/findByOrderId', { params: { query: { orderId } } }))
      return inOrder(found._embedded.messages)
    },
  })
export const usePages = (phoneNumber: string) =>
  useLive({
    queryKey: ['cafeteria', 'pages', phoneNumber],
    watch: searchOf('mypages/search/findByPhoneNumber', { phoneNumber }),
    enabled: phoneNumber !== '',
    queryFn: async (): Promise<Mypage[]> => {
      const query = { phoneNumber, size: 100, sort: ['orderId,desc'] }
      return (await answer(cafeteria.GET('/mypages/search/findByPhoneNumber', { params: { query } })))._embedded.mypages
    },
  })
/** What somebody was told, the newest first. */
export const useMessagesTo = (phoneNumber: string) =>
  useLive({
    queryKey: ['cafeteria', 'messagesTo', phoneNumber],
    watch: searchOf('messages/search/findByPhoneNumber', { phoneNumber }),
    enabled: phoneNumber !== '',
    queryFn: async () => {
      const query = { phoneNumber, size: 20, sort: ['id,desc'] }
      return (await answer(cafeteria.GET('/messages/search/findByPhoneNumber', { params: { query } })))._embedded.messages
    },
  })
