import type { Shop } from '../shared/shop.ts'

export const shop: Shop = { system: 'delivery', icon: 'shop', home: '/shops/delivery' }
