import { clientOf } from './client.ts'
import type { paths } from './generated/delivery.ts'

export const delivery = clientOf<paths>('delivery')
