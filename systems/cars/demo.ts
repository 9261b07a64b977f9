/** The cars that stand there at the first start, in the order of their numbers. */
const unknown = { model: null, year: null, mileage: null, condition: null }

export const demoCars = [
  { carType: '소나타', salePrice: 12_000_000, ...unknown },
  { carType: '아반떼', salePrice: 9_500_000, ...unknown },
  { carType: '모닝', salePrice: 5_200_000, ...unknown },
]
