import { useMemo } from 'react'
import { Link } from 'wouter'
import { useIs } from '../../api/session.ts'
import { pathOf } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { waitOf } from '../../shops/cafeteria/estimate.ts'
import { type Drink, useMenu } from '../../shops/cafeteria/queries.ts'
import { cafe, optionName } from '../../shops/cafeteria/words.ts'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { useBumpKeys } from '../bump.ts'
import { Column } from '../column.tsx'
import { useCrossed } from '../crossed.ts'
import { useQueue } from '../queue.ts'
import { Recall } from '../recall.tsx'
import { useSound } from '../sound.ts'
import { SoundSwitch } from '../sound-switch.tsx'
import { Wall } from '../wall.tsx'
import { staffWords } from '../words.ts'
import { AllDay } from './all-day.tsx'
import { DrinkTicket } from './drink-ticket.tsx'
import { lastDrinks, useTickets } from './tickets.ts'
import { barWords } from './words.ts'

/** The one next thing for a drink; only where the server offers it. */
const commands = ['receive', 'make', 'handOver'] as const
export type Command = (typeof commands)[number]
const commandOf = (drink: Drink): Command | undefined => commands.find(c => drink._links[c] !== undefined)

/** The columns, and how many whole tickets fit into each; the rest stand below as a dotted strip. */
const columns = [
  { state: 'waiting', none: 'noneWaiting', tone: 'waiting', icon: 'clock', fits: 6 },
  { state: 'making', none: 'noneMaking', tone: 'working', icon: 'cup', fits: 3 },
  { state: 'ready', none: 'noneReady', tone: 'done', icon: 'bell', fits: 4 },
] as const

/** What stands on the bar, and what is tapped there. */
const useBar = () => {
  const language = useLanguage()
  const now = useNow()
  const menu = useMenu()
  const tickets = useTickets()
  const { waiting, canceled, isKnown } = tickets
  const queue = useQueue('bar', 'cafeteria')
  const ids = useMemo(
    () => (isKnown ? [...waiting, ...canceled].map(d => d.id * 2 + Number(d.status === 'DrinkCanceled')) : undefined),
    [waiting, canceled, isKnown],
  )
  const sound = useSound(ids)
  const crossed = useCrossed('bar')
  const nameOf = (drink: Drink) => menu.data?.find(i => i.productName === drink.productName)?.names[language] ?? drink.productName ?? ''
  const laterOf = (d: Drink) => ({ id: d.id, number: d.pickupNumber ?? d.orderId, text: `${nameOf(d)} ${d.qty}` })
  return { now, menu: menu.data ?? [], tickets, queue, sound, crossed, nameOf, laterOf }
}
type BarNow = ReturnType<typeof useBar>

const BarTicket = ({ drink, bar }: { readonly drink: Drink; readonly bar: BarNow }) => {
  const customers = useWords(cafe)
  const { now, tickets, queue, crossed, nameOf } = bar
  const name = `drink ${drink.id}`
  const command = commandOf(drink)
  return (
    <DrinkTicket
      drink={drink}
      name={nameOf(drink)}
      option={o => optionName(customers, o)}
      now={now}
      command={command}
      isWaiting={queue.waiting.some(t => t.ticket === name)}
      isCut={queue.cutSince !== null}
      refused={queue.refused[name]}
      crossed={crossed.of(name)}
      onCross={() => crossed.cross(name, drink.qty ?? 1)}
      onTap={() => command && queue.tap(name, command, pathOf(drink, command)!)}
      onUnderstood={() => (drink.status === 'DrinkCanceled' ? tickets.understood(drink.id) : queue.understood(name))}
    />
  )
}

/** How long it takes for now, the way to the menu, the last tickets, and the sound. */
const BarTools = ({ bar, isManager }: { readonly bar: BarNow; readonly isManager: boolean }) => {
  const say = useWords(barWords)
  const customers = useWords(cafe)
  const { about } = useFormat()
  const { waiting, making } = bar.tickets
  return (
    <>
      <span className="fx ifnow">
        <Icon name="clock" />
        {customers('ifNow')} <b>{about(waitOf([...waiting, ...making]).ms)}</b>
      </span>
      {isManager && (
        <Link href="/staff/cafeteria/menu" className="wallbtn">
          <Icon name="edit" />
          {say('menu')}
        </Link>
      )}
      <Recall
        system="cafeteria"
        of="drinks"
        ask={async () =>
          (await lastDrinks()).map(d => ({ ...bar.laterOf(d), state: say(d.status === 'PickedUp' ? 'out' : 'canceledShort') }))
        }
      />
      <SoundSwitch sound={bar.sound} />
    </>
  )
}

/** The bar: what waits, what is being made, what is to be handed over; readable at three meters. */
export const Bar = () => {
  const say = useWords(barWords)
  const staff = useWords(staffWords)
  const bar = useBar()
  const { tickets, queue, menu, laterOf } = bar
  const { waiting, making, ready, canceled } = tickets
  const isManager = useIs('manager')
  const board = useBumpKeys()
  return (
    <Wall
      system="cafeteria"
      title={say('bar')}
      cutSince={queue.cutSince}
      toSend={queue.waiting.length}
      tools={<BarTools bar={bar} isManager={isManager} />}
    >
      <p className="vh" role="status">
        {staff('counted', { waiting: waiting.length, making: making.length, ready: ready.length })}
      </p>
      {tickets.error && !tickets.isKnown ? (
        <Failure error={tickets.error} />
      ) : (
        <div className="wallgrid" ref={board}>
          {columns.map(({ state, none, tone, icon, fits }) => {
            const mine = state === 'waiting' ? [...canceled, ...waiting] : tickets[state]
            return (
              <Column
                key={state}
                tone={tone}
                icon={icon}
                title={say(state)}
                none={say(none)}
                count={tickets[state].length}
                double={state === 'waiting'}
                later={mine.slice(fits).map(laterOf)}
              >
                {mine.slice(0, fits).map(drink => (
                  <BarTicket key={drink.id} drink={drink} bar={bar} />
                ))}
              </Column>
            )
          })}
          <AllDay drinks={[...waiting, ...making]} menu={menu} maySellOut={isManager} />
        </div>
      )}
    </Wall>
  )
}
