import { answer } from '../../api/answer.ts'
import { cars, type CarsShapes } from '../../api/cars.ts'
import { useLive } from '../../api/live.ts'
import type { Sale } from '../../shops/cars/queries.ts'

export type Consign = CarsShapes['Consign']
export type Stock = CarsShapes['Stock']

/** The newest of a list: no desk needs more at once. */
const newest = { size: 500, sort: ['id,desc'] }

/** What is offered to us and waits for a decision, the oldest first. */
export const useOffers = () =>
  useLive({
    queryKey: ['cars', 'offers'],
    watch: 'sales/search/registered',
    queryFn: async (): Promise<Sale[]> =>
      (await answer(cars.GET('/sales/search/registered', { params: { query: { size: 500 } } })))._embedded.sales,
  })
/** What was decided, the newest first. */
export const useDecided = () =>
  useLive({
    queryKey: ['cars', 'decided'],
    watch: 'sales',
    queryFn: async (): Promise<Sale[]> =>
      (await answer(cars.GET('/sales', { params: { query: { ...newest, size: 50 } } })))._embedded.sales.filter(
        s => s.status !== 'Registered',
      ),
  })
const transports = async (): Promise<Consign[]> =>
  (await answer(cars.GET('/consigns/search/todo', { params: { query: newest } })))._embedded.consigns
/** What is to be brought somewhere, the oldest first; what has arrived is among it. */
export const useTransports = () =>
  useLive({
    queryKey: ['cars', 'transports'],
    watch: 'consigns/search/todo',
    queryFn: async (): Promise<Consign[]> => (await transports()).toReversed(),
  })
export const transportOf = (id: number): Promise<Consign> => answer(cars.GET('/consigns/{id}', { params: { path: { id } } }))
/** The last that ended, the newest first: arrived, or stopped. */
export const endedTransports = async (): Promise<Consign[]> =>
  (await answer(cars.GET('/consigns', { params: { query: { ...newest, size: 100 } } })))._embedded.consigns.filter(
    c => c.stage === 'handedOver' || c.conStatus === 'NO',
  )
export const useStocks = () =>
  useLive({
    queryKey: ['cars', 'stocks'],
    watch: 'stocks',
    queryFn: async (): Promise<Stock[]> => (await answer(cars.GET('/stocks', { params: { query: newest } })))._embedded.stocks,
  })
