import { clientOf } from './client.ts'
import type { components, paths } from './generated/cars.ts'

export const cars = clientOf<paths>('cars')
export type CarsShapes = components['schemas']
export type CarsPaths = paths
