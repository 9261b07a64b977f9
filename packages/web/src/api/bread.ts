import { clientOf } from './client.ts'
import type { paths } from './generated/bread.ts'

export const bread = clientOf<paths>('bread')
