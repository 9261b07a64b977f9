import { answer } from '../../api/answer.ts'
import { cars, type CarsShapes } from '../../api/cars.ts'
import { searchOf, useLive } from '../../api/live.ts'

export type Car = CarsShapes['Car']
export type Purchase = CarsShapes['Purchase']
export type Sale = CarsShapes['Sale']
export type Quote = CarsShapes['Quote']
export type Dash = CarsShapes['Dash']

/** What may be bought, or is being paid for at this moment. */
export const useCars = () =>
  useLive({
    queryKey: ['cars', 'cars'],
    watch: 'cars',
    queryFn: async (): Promise<Car[]> => {
      const found = await answer(cars.GET('/cars', { params: { query: { size: 200 } } }))
      return found._embedded.cars.filter(c => c.offered && !c.withdrawn && !c.sold)
    },
  })
export const useCar = (id: number | null | undefined) =>
  useLive({
    queryKey: ['cars', 'car', id],
    watch: `cars/${id}`,
    enabled: typeof id === 'number',
    queryFn: (): Promise<Car> => answer(cars.GET('/cars/{id}', { params: { path: { id: id! } } })),
  })
export const purchaseKey = (id: number) => ['cars', 'purchase', id] as const
export const usePurchase = (id: number) =>
  useLive({
    queryKey: purchaseKey(id),
    watch: `purchases/${id}`,
    queryFn: (): Promise<Purchase> => answer(cars.GET('/purchases/{id}', { params: { path: { id } } })),
  })
export const saleKey = (id: number) => ['cars', 'sale', id] as const
export const useSale = (id: number) =>
  useLive({
    queryKey: saleKey(id),
    watch: `sales/${id}`,
    queryFn: (): Promise<Sale> => answer(cars.GET('/sales/{id}', { params: { path: { id } } })),
  })
/** The sale by which a car comes to us; null: it is not one. */
export const useSaleOf = (id: number | null) =>
  useLive({
    queryKey: ['cars', 'saleOf', id],
    watch: `sales/${id}`,
    enabled: id !== null,
    queryFn: (): Promise<Sale> => answer(cars.GET('/sales/{id}', { params: { path: { id: id! } } })),
  })
export const useBillingOf = (puId: number) =>
  useLive({
    queryKey: ['cars', 'billingOf', puId],
    watch: searchOf('billings/search/findByPuId', { puId }),
    queryFn: async () =>
      (await answer(cars.GET('/billings/search/findByPuId', { params: { query: { puId } } })))._embedded.billings[0] ?? null,
  })
type Deal = { readonly puId: number } | { readonly saleId: number }
const watchOf = (things: string, deal: Deal): string =>
  searchOf(`${things}/search/${'puId' in deal ? 'findByPuId' : 'findBySaleId'}`, { ...deal })
/** The row of a deal on the dashboard. */
export const useDashOf = (deal: Deal) =>
  useLive({
    queryKey: ['cars', 'dashOf', deal],
    watch: watchOf('dashes', deal),
    queryFn: async (): Promise<Dash | null> =>
      ('puId' in deal
        ? await answer(cars.GET('/dashes/search/findByPuId', { params: { query: deal } }))
        : await answer(cars.GET('/dashes/search/findBySaleId', { params: { query: deal } }))
      )._embedded.dashes[0] ?? null,
  })
export const useMessagesOf = (deal: Deal) =>
  useLive({
    queryKey: ['cars', 'messagesOf', deal],
    watch: watchOf('messages', deal),
    queryFn: async () =>
      ('puId' in deal
        ? await answer(cars.GET('/messages/search/findByPuId', { params: { query: deal } }))
        : await answer(cars.GET('/messages/search/findBySaleId', { params: { query: deal } }))
      )._embedded.messages,
  })
/** What somebody was told, the newest first. */
export const useMessagesTo = (cuId: number | undefined) =>
  useLive({
    queryKey: ['cars', 'messagesTo', cuId],
    watch: searchOf('messages/search/findByCuId', { cuId: cuId ?? 0 }),
    enabled: cuId !== undefined,
    queryFn: async () => {
      const query = { cuId: cuId ?? 0, size: 20, sort: ['id,desc'] }
      return (await answer(cars.GET('/messages/search/findByCuId', { params: { query } })))._embedded.messages
    },
  })
/** Everything that somebody bought or sold. */
export const useDashes = (cuId: number | undefined) =>
  useLive({
    queryKey: ['cars', 'dashes', cuId],
    watch: searchOf('dashes/search/findByCuId', { cuId: cuId ?? 0 }),
    enabled: cuId !== undefined,
    queryFn: async (): Promise<Dash[]> => {
      const query = { cuId: cuId ?? 0, size: 100 }
      return (await answer(cars.GET('/dashes/search/findByCuId', { params: { query } })))._embedded.dashes.toReversed()
    },
  })
