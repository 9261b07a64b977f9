import { clientOf } from './client.ts'
import type { components, paths } from './generated/delivery.ts'

export const delivery = clientOf<paths>('delivery')
export type DeliveryShapes = components['schemas']
export type DeliveryPaths = paths
