import { clientOf } from './client.ts'
import type { paths } from './generated/cars.ts'

export const cars = clientOf<paths>('cars')
