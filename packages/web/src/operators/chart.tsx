import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useTheme } from '../app/theme.ts'
import { useFormat } from '../words/format.ts'

export type Numbers = readonly (number | null)[]
interface ChartProps {
  /** What is drawn, in words, for those who do not see it. */
  readonly label: string
  /** From when to when, in seconds since 1970. */
  readonly from: number
  readonly to: number
  /** When each number was true, in seconds since 1970. */
  readonly at: readonly number[]
  /** A line each; the color of each is that of its dot in the legend. */
  readonly lines: readonly { readonly name: string; readonly numbers: Numbers }[]
}
const height = 120
/** Steps of a scale of whole things. */
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000]

/** Numbers over a time, drawn small. */
export const Chart = ({ label, from, to, at, lines }: ChartProps) => {
  const place = useRef<HTMLDivElement>(null)
  const theme = useTheme()
  const { clock, number } = useFormat()
  // oxlint-disable-next-line react/exhaustive-deps -- another theme has other colors, which are read from the page
  useEffect(() => {
    const box = place.current!
    const style = getComputedStyle(box)
    const ink = { stroke: style.getPropertyValue('--ink-2'), font: `14px ${style.fontFamily}` }
    const hair = { stroke: style.getPropertyValue('--line'), width: 1 }
    const colorOf = (name: string): string => {
      const dot = document.querySelector(`.daykey [data-system="${CSS.escape(name)}"] .dot`)
      return dot ? getComputedStyle(dot).backgroundColor : ink.stroke
    }
    const plot = new uPlot(
      {
        width: box.clientWidth,
        height,
        cursor: { show: false },
        legend: { show: false },
        scales: { x: { range: () => [from, to] }, y: { range: (_, _least, most) => [0, Math.max(1, most)] } },
        axes: [
          {
            ...ink,
            grid: { show: false },
            ticks: { show: false },
            size: 24,
            space: 90,
            values: (_, times) => times.map(t => clock(t * 1000)),
          },
          { ...ink, grid: hair, ticks: { show: false }, size: 44, space: 32, incrs: steps, values: (_, ns) => ns.map(number) },
        ],
        series: [{}, ...lines.map(({ name }) => ({ stroke: colorOf(name), width: 2, points: { show: at.length < 3, size: 5 } }))],
      },
      [[...at], ...lines.map(({ numbers }) => [...numbers])],
      box,
    )
    const sized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height }))
    sized.observe(box)
    return () => {
      sized.disconnect()
      plot.destroy()
    }
  }, [at, lines, from, to, theme, clock, number])
  return <div ref={place} className="chart" role="img" aria-label={label} style={{ height }} />
}
