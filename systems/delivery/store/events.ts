export * from './food-cooking-events.ts'
export * from './menu-events.ts'
export * from './shop-events.ts'
