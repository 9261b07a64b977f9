/**
 * What the demo's stores sell. Ordering knows it from its first start on, as if it had heard it: orders are taken before the store's word
 * is in.
 */
const shop = { opens: null, closes: null, minimum: 0, deliveryFee: 3000 }
const dish = { options: { 곱빼기: 2000 }, soldOut: false }

export const stores = [
  {
    storeId: '1',
    name: { ko: '우리 통닭', en: 'Uri Fried Chicken' },
    address: '서울특별시 중구 세종대로 110',
    location: { lat: 37.5663, lng: 126.9779 },
    ...shop,
  },
  {
    storeId: '2',
    name: { ko: '동네 피자', en: 'Dongne Pizza' },
    address: '서울특별시 종로구 종로 1',
    location: { lat: 37.5704, lng: 126.978 },
    ...shop,
  },
]
export const dishes = [
  { productId: '통닭', storeId: '1', names: { ko: '통닭', en: 'Whole fried chicken' }, price: 18_000, ...dish },
  { productId: '피자', storeId: '2', names: { ko: '피자', en: 'Pizza' }, price: 22_000, ...dish },
]
