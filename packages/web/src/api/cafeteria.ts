import { clientOf } from './client.ts'
import type { components, paths } from './generated/cafeteria.ts'

export const cafeteria = clientOf<paths>('cafeteria')
export type CafeteriaShapes = components['schemas']
