import { clientOf } from './client.ts'
import type { paths } from './generated/air.ts'

export const air = clientOf<paths>('air')
