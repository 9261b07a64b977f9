import { context } from '@jumun/core/model'
import { demoCars } from '../demo.ts'
import * as carCommands from './car-commands.ts'
import * as carEvents from './car-events.ts'
import { Car } from './car.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import * as plateCommands from './plate-commands.ts'
import * as plateEvents from './plate-events.ts'
import { Plate } from './plate.ts'
import * as policies from './policies.ts'
import { Purchase } from './purchase.ts'
import * as quoteCommands from './quote-commands.ts'
import * as quoteEvents from './quote-events.ts'
import { Quote } from './quote.ts'
import { routes } from './routes.ts'
import * as saleCommands from './sale-commands.ts'
import * as saleEvents from './sale-events.ts'
import { Sale } from './sale.ts'

const { OfferCar } = carCommands

/** Where cars are bought and sold in: the front, without which there is no business. */
export const purchase = context('purchase', {
  port: 8081,
  level: 'core',
  team: 'purchase team',
  events: { ...events, ...carEvents, ...saleEvents, ...plateEvents, ...quoteEvents },
  commands: { ...commands, ...carCommands, ...saleCommands, ...plateCommands, ...quoteCommands },
  aggregates: [Purchase, Car, Sale, Plate, Quote],
  policies,
  routes,
  // known from the first start on, as if stock had been heard: purchases are taken before its word is in
  seed: demoCars.map((car, i) => OfferCar({ ...car, carId: i + 1, saleId: null })),
})
