import type { Missing } from './missing.ts'
import { programOf } from './unpacked.ts'

export const prometheus = (): string | undefined => programOf('prometheus')
export const promtool = (): string | undefined => programOf('promtool', 'prometheus')

export const missingPrometheus = (): Missing | undefined =>
  prometheus() && promtool() ? undefined : { why: 'Prometheus is not here', how: 'npm run engines -- install prometheus' }
