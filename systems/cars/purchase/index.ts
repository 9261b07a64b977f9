import { context } from '@jumun/core/model'
import { demoCars } from '../demo.ts'
import * as carCommands from './car-commands.ts'
import { Car } from './car.ts'
import { Plate } from './plate.ts'
import * as policies from './policies.ts'
import { Purchase } from './purchase.ts'
import { Quote } from './quote.ts'
import { routes } from './routes.ts'
import { Sale } from './sale.ts'

const { OfferCar } = carCommands

/** Where cars are bought and sold in: the front, without which there is no business. */
export const purchase = context('purchase', {
  port: 8081, level: 'core', team: 'purchase team',
  aggregates: [Purchase, Car, Sale, Plate, Quote],
  policies,
  routes,
  // known from the first start on, as if stock had been heard: purchases are taken before its word is in
  seed: demoCars.map((car, i) => OfferCar({ ...car, carId: i + 1, saleId: null })),
})
