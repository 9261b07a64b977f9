import type { Shop } from '../shared/shop.ts'

export const shop: Shop = { system: 'bread', icon: 'shop', home: '/shops/bread' }
