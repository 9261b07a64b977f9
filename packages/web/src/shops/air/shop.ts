import type { Shop } from '../shared/shop.ts'

export const shop: Shop = { system: 'air', icon: 'seat', home: '/shops/air' }
