import type { Shop } from '../shared/shop.ts'

export const shop: Shop = { system: 'cafeteria', icon: 'cup', home: '/shops/cafeteria' }
