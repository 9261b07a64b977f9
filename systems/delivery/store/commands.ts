export * from './food-cooking-commands.ts'
export * from './menu-commands.ts'
export * from './shop-commands.ts'
