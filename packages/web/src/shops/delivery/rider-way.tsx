import { useNow } from '../../app/clock.ts'
import { Icon } from '../../design/icon.tsx'
import type { IconName } from '../../design/icons.ts'
import { HomePin, NotePin, TownMap, Way, wayEnds } from '../../design/map.tsx'
import { Note } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import type { Arrival } from './order-note.tsx'
import { type Phase, rankOf } from './order-steps.ts'
import { type Mypage, type Order, useStores } from './queries.ts'
import { meals } from './words.ts'

const beads = [
  { word: 'stepPaid', icon: 'check', rank: 0 },
  { word: 'stepAccepted', icon: 'shop', rank: 1 },
  { word: 'stepCooked', icon: 'fire', rank: 3 },
  { word: 'stepRides', icon: 'scooter', rank: 5 },
  { word: 'stepHere', icon: 'home', rank: 5 },
] as const satisfies readonly { readonly word: string; readonly icon: IconName; readonly rank: number }[]

const Five = ({ rank }: { readonly rank: number }) => {
  const say = useWords(meals)
  const now = beads.findIndex(b => b.rank > rank)
  return (
    <ol className="five">
      {beads.map(({ word, icon }, i) => {
        const state = now < 0 || i < now ? '' : i === now ? 'now' : 'next'
        return (
          <li key={word} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="bead">
              <Icon name={icon} />
            </span>
            {say(word)}
          </li>
        )
      })}
    </ol>
  )
}

interface RiderWayProps {
  readonly order: Order
  readonly page: Mypage | null | undefined
  readonly arrival: Arrival | undefined
  readonly phase: Phase
}
/** The rider's way: solid as far as it is ridden by now, as we reckon it. */
export const RiderWay = ({ order, page, arrival, phase }: RiderWayProps) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { clock, about, far } = useFormat()
  const stores = useStores()
  const now = useNow()
  const rank = rankOf(phase)
  const name = stores.data?.find(s => s.storeId === order.storeId)?.name[language] ?? ''
  const part = arrival ? (now - arrival.start) / Math.max(1, arrival.promised - arrival.start) : 0
  const done = rank >= 5 ? 1 : rank === 4 ? Math.min(0.92, Math.max(0.04, part)) : 0
  return (
    <>
      <div className="mapbox">
        <TownMap label={say('wayMap')} view="10 50 370 264">
          <Way done={done} rider={rank >= 4} />
          <NotePin point={wayEnds.from} text={name} />
          <HomePin point={wayEnds.to} />
        </TownMap>
        {rank === 4 && arrival && (
          <Note small className="eta">
            <b>{clock(arrival.at)}</b>
            <br />
            <span className="sm sb">{say('aboutIn', { about: about(arrival.at - now) })}</span>
          </Note>
        )}
      </div>
      <Five rank={rank} />
      {page?.riderId && (
        <div className="fx rider-row">
          <span className="pic">
            <Icon name="scooter" />
          </span>
          <div>
            <b>{say('riderAt', { rider: page.riderId, km: arrival ? far(arrival.km) : '' })}</b>
            <br />
            {page.times?.picked && <span className="q sm">{say('pickedAt', { time: clock(page.times.picked) })}</span>}
          </div>
        </div>
      )}
    </>
  )
}
