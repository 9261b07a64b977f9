import type { ReactNode } from 'react'
import { icons } from './icons.ts'

/** A point of the drawing. */
export interface Point {
  readonly x: number
  readonly y: number
}
/** Where the person is, on every map. */
export const middle: Point = { x: 195, y: 238 }

const blocks =
  'M24 24h84v52H24zM24 96h38v54H24zM76 96h32v54H76zM132 24h52v70h-52zM198 24h46v38h-46zM198 76h46v58h-46zM132 112h52v40h-52zM132 186h52v44h-52z' +
  'M132 246h52v70h-52zM24 176h60v20H24zM98 186h14v110H98zM206 186h58v34h-58zM206 236h26v64h-26zM246 236h40v46h-40zM288 186h76v34h-76z' +
  'M304 236h60v40h-60zM288 150h76v20h-76z'
const trees = [
  [290, 66, 8],
  [312, 84, 10],
  [340, 64, 9],
  [330, 108, 8],
  [42, 234, 8],
  [60, 256, 9],
] as const
const Town = () => (
  <>
    <rect x="-200" y="-200" width="800" height="800" fill="var(--map-land)" />
    <path d="M-200 356C60 330 110 372 180 350S320 300 600 330v300h-800z" fill="var(--map-water)" />
    <path d="M268 40h96v84l-50 14-46-20zM20 210h62v70l-40 16-22-10z" fill="var(--map-park)" />
    <g fill="var(--map-tree)">
      {trees.map(([cx, cy, r]) => (
        <circle key={cx} cx={cx} cy={cy} r={r} />
      ))}
    </g>
    <path d={blocks} fill="var(--map-block)" />
    <g stroke="var(--map-road)" strokeLinecap="round" fill="none">
      <path d="M-200 164h800" strokeWidth="15" />
      <path d="M120 -200v546" strokeWidth="12" />
      <path d="M256 -200V150l18 20v120" strokeWidth="12" />
      <path d="M195 -10v330M-200 86h320M184 104h72M120 238h160M274 228h320" strokeWidth="7" />
    </g>
    <path d="M-200 164h800" stroke="var(--map-mid)" strokeWidth="1.5" strokeDasharray="8 8" />
  </>
)

interface TownMapProps {
  readonly label: string
  /** How much of the town is seen: x, y, width, height. */
  readonly view?: string
  readonly children: ReactNode
}
/** A town as it is drawn, not surveyed: what counts is what stands on it. */
export const TownMap = ({ label, view = '20 96 350 250', children }: TownMapProps) => (
  <svg className="map" viewBox={view} preserveAspectRatio="xMidYMid slice" role="img" aria-label={label}>
    <Town />
    {children}
  </svg>
)
const at = ({ x, y }: Point): string => `translate(${x} ${y})`

/** Circles around somebody: as far as that. */
export const Rings = ({ radii }: { readonly radii: readonly number[] }) => (
  <>
    {radii.map(r => (
      <circle key={r} className="ring" cx={middle.x} cy={middle.y} r={r} />
    ))}
  </>
)
export const HomePin = ({ point = middle }: { readonly point?: Point }) => (
  <g transform={at(point)}>
    <ellipse cy="2" rx="9" ry="3" opacity=".2" />
    <path d="M0 0c-9-10-15-16-15-25a15 15 0 0 1 30 0c0 9-6 15-15 25z" fill="var(--ink)" />
    <path d="M-7-24L0-30l7 6v8H-7z" fill="var(--paper)" />
  </g>
)
interface NotePinProps {
  readonly point: Point
  readonly text: string
  /** Closed, or not the one to choose. */
  readonly look?: 'note' | 'paper' | 'off'
}
const looks = { note: ['#ffe681', '#e3bf3c'], paper: ['#fffdf6', '#dcd2bc'], off: ['#dedcd6', '#b9b5ac'] } as const
/** A small note stuck into the map. */
export const NotePin = ({ point, text, look = 'note' }: NotePinProps) => {
  const [color, fold] = looks[look]
  // Hangul is as wide as it is high
  const wide = text.replaceAll(/[^가-힣]/g, '').length
  const half = Math.max(28, (14 * wide + 8.5 * (text.length - wide)) / 2 + 12)
  // near an edge the note moves inwards, its tip stays
  const shift = Math.min(half - 12, Math.max(0, 36 - (point.x - half))) - Math.min(half - 12, Math.max(0, point.x + half - 354))
  return (
    <g transform={at(point)} className={look === 'off' ? 'off' : undefined}>
      <ellipse cy="2" rx="8" ry="3" opacity=".2" />
      <path d={`M${shift - half}-38h${2 * half}v20l-9 9H6L0 0l-6-9H${shift - half}z`} fill={color} />
      <path d={`M${shift + half}-18h-9v9z`} fill={fold} />
      <text x={shift} y="-19">
        {text}
      </text>
    </g>
  )
}
export const RiderPin = ({ point }: { readonly point: Point }) => (
  <g transform={at(point)}>
    <circle r="25" fill="#12a8a1" opacity=".22" />
    <circle r="19" fill="#12a8a1" stroke="#fffdf6" strokeWidth="3" />
    <path
      d={icons.scooter}
      transform="translate(-11 -11) scale(.92)"
      fill="none"
      stroke="#04211f"
      strokeWidth="2.1"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </g>
)

/** The way along the streets from the store to the door. */
const streets: readonly Point[] = [
  { x: 80, y: 96 },
  { x: 120, y: 96 },
  { x: 120, y: 164 },
  { x: 274, y: 164 },
  { x: 274, y: 230 },
  { x: 304, y: 230 },
]
export const wayEnds = { from: streets[0]!, to: streets.at(-1)! } as const
const lengthOf = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

/** Solid as far as it is done (0 to 1), dotted as far as it is still to come; the rider stands between. */
export const Way = ({ done, rider }: { readonly done: number; readonly rider: boolean }) => {
  let left = done * streets.slice(1).reduce((sum, p, i) => sum + lengthOf(streets[i]!, p), 0)
  const ridden: Point[] = [streets[0]!]
  const ahead: Point[] = []
  for (const [i, to] of streets.slice(1).entries()) {
    const from = streets[i]!
    const part = Math.min(1, Math.max(0, left / lengthOf(from, to)))
    left -= lengthOf(from, to)
    const here = { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) }
    if (part > 0) ridden.push(here)
    if (part < 1) ahead.push(...(ahead.length ? [] : [here]), to)
  }
  const line = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ')
  return (
    <>
      <polyline className="way" points={line(ridden)} />
      <polyline className="way next" points={line(ahead)} />
      {rider && <RiderPin point={ridden.at(-1)!} />}
    </>
  )
}
