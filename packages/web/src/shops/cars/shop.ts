import type { Shop } from '../shared/shop.ts'

export const shop: Shop = { system: 'cars', icon: 'truck', home: '/shops/cars' }
