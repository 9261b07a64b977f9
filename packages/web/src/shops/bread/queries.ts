import { answer } from '../../api/answer.ts'
import { bread } from '../../api/bread.ts'
import type { components } from '../../api/generated/bread.ts'
import { searchOf, useLive } from '../../api/live.ts'
import { useKept } from '../../app/kept.ts'
import { settings } from '../../app/started.ts'
import { inOrder } from '../shared/messages.tsx'

type Shapes = components['schemas']
export type Item = Shapes['Item']
export type Order = Shapes['Order']
export type Mypage = Shapes['Mypage']
export type Bakery = Shapes['Bakery']
export type Message = Shapes['Message']

/** As many as my page shows. */
const newest = { size: 20, sort: ['id,desc'] }

/** What a customer is about to order: one kind, as often as wanted. */
export interface Basket {
  readonly item: string
  readonly qty: number
  readonly card: string
}
export const useBasket = () => useKept<Basket | null>('basket.bread', null)
/** Under which name orders are placed and found; where people sign in, their token says it. */
export const useCustomer = () => useKept('customer', '')
/** The name as it is told to the server; left out: whoever asks. */
export const customerOf = (name: string): { readonly customerId?: string } =>
  settings.access === 'open' && name.trim() !== '' ? { customerId: name.trim() } : {}

export const useItems = () =>
  useLive({
    queryKey: ['bread', 'items'],
    watch: 'items',
    queryFn: async (): Promise<Item[]> => (await answer(bread.GET('/items', { params: { query: { size: 500 } } })))._embedded.items,
  })

export const orderKey = (id: number) => ['bread', 'order', id] as const
export const useOrder = (id: number) =>
  useLive({
    queryKey: orderKey(id),
    watch: `orders/${id}`,
    queryFn: (): Promise<Order> => answer(bread.GET('/orders/{id}', { params: { path: { id } } })),
  })
export const usePaymentOf = (orderId: number) =>
  useLive({
    queryKey: ['bread', 'paymentOf', orderId],
    watch: searchOf('payments/search/findByOrderId', { orderId }),
    queryFn: async () =>
      (await answer(bread.GET('/payments/search/findByOrderId', { params: { query: { orderId } } })))._embedded.payments[0] ?? null,
  })
export const useMessagesOf = (orderId: number) =>
  useLive({
    queryKey: ['bread', 'messagesOf', orderId],
    watch: searchOf('messages/search/findByOrderId', { orderId }),
    queryFn: async (): Promise<Message[]> =>
      inOrder((await answer(bread.GET('/messages/search/findByOrderId', { params: { query: { orderId } } })))._embedded.messages),
  })
/** The customer's orders, the newest first. */
export const usePages = (name: string, enabled = true) =>
  useLive({
    enabled,
    queryKey: ['bread', 'pages', name],
    watch: settings.access === 'open' ? searchOf('mypages', { customerId: customerOf(name).customerId ?? 'guest' }) : 'mypages',
    queryFn: async (): Promise<Mypage[]> => {
      const query = { customerId: 'guest', ...customerOf(name), size: 100, sort: ['orderId,desc'] }
      const asked =
        settings.access === 'open' ? bread.GET('/mypages/search/findByCustomerId', { params: { query } }) : bread.GET('/mypages')
      return (await answer(asked))._embedded.mypages
    },
  })

/** What the customer was told, the newest first. */
export const useMessagesTo = (name: string, enabled: boolean) =>
  useLive({
    queryKey: ['bread', 'messagesTo', name],
    watch: settings.access === 'open' ? searchOf('messages', { customerId: customerOf(name).customerId ?? 'guest' }) : 'messages',
    enabled,
    queryFn: async (): Promise<Message[]> => {
      const query = { customerId: 'guest', ...customerOf(name), ...newest }
      const asked =
        settings.access === 'open'
          ? bread.GET('/messages/search/findByCustomerId', { params: { query } })
          : bread.GET('/messages', { params: { query: newest } })
      return (await answer(asked))._embedded.messages
    },
  })

/** What is to be done in the bakery, the first first. */
export const useTodo = () =>
  useLive({
    queryKey: ['bread', 'todo'],
    watch: 'bakeries/search/todo',
    queryFn: async (): Promise<Bakery[]> =>
      (await answer(bread.GET('/bakeries/search/todo', { params: { query: { size: 500 } } })))._embedded.bakeries,
  })
export const useSettings = () =>
  useLive({ queryKey: ['bread', 'settings'], watch: 'bakeries/settings', queryFn: () => answer(bread.GET('/bakeries/settings')) })
