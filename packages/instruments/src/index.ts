export * from './catalog.ts'
export * from './families.ts'
export * from './rules.ts'
export * from './board.ts'
