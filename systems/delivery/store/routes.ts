import type { Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { AddDish, Answer, ChangeDish, ChangeStore, EnterOrder, Finish, GiveUp, OpenStore, PauseStore, RemoveDish, ResumeStore,
  Start } from './commands.ts'
import { FoodCooking } from './food-cooking.ts'
import { Menu } from './menu.ts'
import { Store } from './shop.ts'

export const routes: Routes = {
  foodCookings: {
    of: FoodCooking, item: 'foodCooking',
    shows: ['status', 'foodId', 'orderId', 'options', 'storeId', 'isCanceled', 'address', 'qty', 'items', 'reason', 'acceptBy'],
    times: ['acceptBy'],
    hidden: ['Remembered'], owner: 'storeId', readers: [operator],
    create: { command: EnterOrder, refused: { Remembered: { field: 'refusal' } } },
    commands: { accept: Answer, start: Start, finish: Finish, giveUp: GiveUp },
    originals: { commands: { accept: Answer } },
    outcomes: { Answer: ({ status }, { accept }) =>
      (status === 'Rejected') === (accept === false) ? undefined : { reason: 'not-allowed-now' } },
    statuses: { Accepted: Answer, CookStarted: Start, CookFinished: Finish },
    searches: {
      findByOrderId: { by: ['orderId'] },
      findByStoreId: { by: ['storeId'] },
      board:         { states: ['Paid', 'Accepted', 'CookStarted'], sort: ['acceptBy'] },
    },
  },
  stores: {
    of: Store, item: 'store', byKey: true,
    shows: ['storeId', 'name', 'address', 'location', 'opens', 'closes', 'pausedUntil', 'minimum', 'deliveryFee'],
    times: ['pausedUntil'],
    create: { command: OpenStore },
    change: ChangeStore,
    commands: { pause: PauseStore, resume: ResumeStore },
  },
  menus: {
    of: Menu, item: 'menu',
    shows: ['productId', 'storeId', 'names', 'price', 'options', 'soldOut'],
    hidden: ['OffMenu'],
    create: { command: AddDish },
    change: ChangeDish, delete: RemoveDish,
    searches: {
      findByStoreId:   { by: ['storeId'] },
      findByProductId: { by: ['productId'] },
    },
  },
}
