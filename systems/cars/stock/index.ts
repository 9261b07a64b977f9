import { context } from '@jumun/core/model'
import { demoCars } from '../demo.ts'
import * as commands from './commands.ts'
import { Intake } from './intake.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Stock } from './stock.ts'

const { AddStock } = commands

/** The books: which car is here, and every movement. */
export const stock = context('stock', {
  port: 8084, level: 'supporting', team: 'stock team',
  aggregates: [Stock, Intake],
  policies,
  routes,
  // stock gives the numbers: from 1, so that the next free one follows
  seed: demoCars.map(({ carType, salePrice }) => AddStock({ carType, salePrice })),
})
