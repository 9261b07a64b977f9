import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { type Bead, labelAt, type Layout, type Open, quietWidth } from './lanes.ts'
import { caseName } from './names.ts'
import { operatorWords } from './words.ts'

/** From what led to an event to the event, where that was said in another context. */
const Threads = ({ beads, middles }: { readonly beads: readonly Bead[]; readonly middles: readonly number[] }) => {
  const byId = new Map(beads.map(b => [b.event.id, b]))
  return beads.map(to => {
    const from = byId.get(to.event.causes.at(-1) ?? '')
    if (!from || from.lane === to.lane) return null
    const [y1, y2] = [middles[from.lane]!, middles[to.lane]!]
    const middle = (y1 + y2) / 2
    return <path key={to.event.id} className="thread" d={`M${from.x} ${y1}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${y2}`} />
  })
}
interface BeadsProps {
  readonly beads: readonly Bead[]
  readonly middles: readonly number[]
  /** What had not happened at this moment, in ms, is pale. */
  readonly at: number
}
const Beads = ({ beads, middles, at }: BeadsProps) => {
  const { exact } = useFormat()
  return beads.map(({ event, x, lane, label }) => {
    const y = middles[lane]!
    return (
      <g key={event.id} className={`bead ${event.internal ? 'internal' : ''} ${Date.parse(event.time) > at ? 'yet' : ''}`}>
        <title>{`${event.type} ${exact(event.time)}`}</title>
        <rect x={x - 10} y={y - 10} width="20" height="19" rx="2" transform={`rotate(-2 ${x} ${y})`} />
        <text x={x} y={y + labelAt[label]!} textAnchor="middle">
          {event.type}
        </text>
      </g>
    )
  })
}
const useOpen = () => {
  const say = useWords(operatorWords)
  const { clock } = useFormat()
  return ({ what, until, isParked }: Open): string => {
    if (isParked) return say('parkedAt', { event: what })
    return until ? say('until', { what, time: clock(until) }) : what
  }
}
/** What fits into a box; the whole is told on hover and in the list. */
const short = (text: string): string => (text.length > 34 ? `${text.slice(0, 33)}…` : text)
/** Dashed: owed, and not done. Red: put aside. */
const OpenBoxes = ({ open, middles, end }: Pick<Layout, 'open' | 'middles' | 'end'>) => {
  const text = useOpen()
  return open.map(o => {
    const of = open.filter(other => other.lane === o.lane).length
    const y = middles[o.lane]! + (o.row - (of - 1) / 2) * 34
    return (
      <g key={`${o.lane} ${o.row}`} className={o.isParked ? 'open parked' : 'open'}>
        <title>{text(o)}</title>
        <rect x={end + 14} y={y - 14} width="252" height="28" rx="5" />
        <text x={end + 140} y={y + 5} textAnchor="middle">
          {short(text(o))}
        </text>
      </g>
    )
  })
}
interface TimeLineProps {
  readonly layout: Layout
  readonly name: string
  /** A moment that is looked at, in ms. */
  readonly at?: number | undefined
}
/** A case over all its contexts. It is a picture: the list beside it says the same in words. */
export const TimeLine = ({ layout, name, at = Number.POSITIVE_INFINITY }: TimeLineProps) => {
  const say = useWords(operatorWords)
  const { precise, lasted } = useFormat()
  const { contexts, middles, beads, quiet, ticks, open, end, height } = layout
  const width = Math.max(1020, end + (open.length ? 284 : 20))
  const here = Number.isFinite(at) ? Math.max(...beads.filter(b => Date.parse(b.event.time) <= at).map(b => b.x)) : undefined
  return (
    <div className="lanes" tabIndex={0} role="region" aria-label={say('timeLine')}>
      <svg width={width} height={height + 40} role="img" aria-label={say('laneOf', { case: caseName(name) })}>
        {contexts.map((context, lane) => (
          <g key={context}>
            <path className="lane" d={`M132 ${middles[lane]}H${width - 10}`} />
            <text className="who" x="14" y={middles[lane]! + 5}>
              {context}
            </text>
          </g>
        ))}
        {quiet.map(({ x, ms }) => (
          <g key={x} className="quiet">
            <rect x={x} y="20" width={quietWidth} height={height - 16} />
            <text transform={`translate(${x + quietWidth / 2 + 5} ${height / 2}) rotate(-90)`} textAnchor="middle">
              {say('quiet', { time: lasted(ms) })}
            </text>
          </g>
        ))}
        <Threads beads={beads} middles={middles} />
        <Beads beads={beads} middles={middles} at={at} />
        {here !== undefined && <path className="here" d={`M${here + 14} 8V${height}`} />}
        {open.length > 0 && (
          <>
            <path className="owed" d={`M${end} 12V${height}`} />
            <text className="tick" x={end + 140} y="20" textAnchor="middle">
              {say('stillOwed')}
            </text>
            <OpenBoxes open={open} middles={middles} end={end} />
          </>
        )}
        <path className="axis" d={`M132 ${height + 4}H${end}`} />
        {ticks.map(({ x, time }) => (
          <g key={x} className="tick">
            <path d={`M${x} ${height + 4}v6`} />
            <text x={x} y={height + 27} textAnchor="middle">
              {precise(time)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}
