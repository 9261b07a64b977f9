import type { ReactNode } from 'react'

interface KpiProps {
  readonly label: ReactNode
  readonly value: ReactNode
  readonly unit?: ReactNode
  /** The day so far. */
  readonly history?: readonly number[]
}
/** A number that an operator looks at, and how it came about. */
export const Kpi = ({ label, value, unit, history = [] }: KpiProps) => (
  <div className="kpi">
    <span className="l">{label}</span>
    <span className="v">
      {value} {unit !== undefined && <small>{unit}</small>}
    </span>
    {history.length > 0 && <Spark numbers={history} />}
  </div>
)
export const Spark = ({ numbers }: { readonly numbers: readonly number[] }) => {
  const most = Math.max(1, ...numbers)
  const points = numbers.map((n, i) => `${(100 * i) / Math.max(1, numbers.length - 1)},${26 - (24 * n) / most}`).join(' ')
  return (
    <svg className="spark" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={points} fill="none" stroke="currentColor" strokeWidth="2" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
