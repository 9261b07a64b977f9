import { Link } from 'wouter'
import { useIs } from '../../api/session.ts'
import { useNow } from '../../app/clock.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { waitOf } from '../../shops/cafeteria/estimate.ts'
import { type Drink, useMenu } from '../../shops/cafeteria/queries.ts'
import { cafe, optionName } from '../../shops/cafeteria/words.ts'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { useBumpKeys } from '../bump.ts'
import { type Column, Columns } from '../column.tsx'
import { useCrossed } from '../crossed.ts'
import { useQueue } from '../queue.ts'
import { Recall } from '../recall.tsx'
import { useSound } from '../sound.ts'
import { SoundSwitch } from '../sound-switch.tsx'
import { Wall } from '../wall.tsx'
import { workOf } from '../work.tsx'
import { staffWords } from '../words.ts'
import { AllDay } from './all-day.tsx'
import { DrinkTicket } from './drink-ticket.tsx'
import { lastDrinks, useTickets } from './tickets.ts'
import { barWords } from './words.ts'

/** The one next thing for a drink; only where the server offers it. */
const commands = ['receive', 'make', 'handOver'] as const
export type Command = (typeof commands)[number]

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
  const queue = useQueue('bar', 'cafeteria')
  const sound = useSound(tickets.isKnown ? tickets.waiting : undefined, tickets.canceled)
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
  const isOff = drink.status === 'DrinkCanceled'
  return (
    <DrinkTicket
      drink={drink}
      name={nameOf(drink)}
      option={o => optionName(customers, o)}
      now={now}
      work={workOf({ queue, name, item: drink, commands, isOff, onRead: () => tickets.understood(drink.id) })}
      crossed={crossed.of(name)}
      onCross={() => crossed.cross(name, drink.qty ?? 1)}
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
  const shown = columns.map(
    ({ state, none, ...column }): Column<Drink> => ({
      ...column,
      state,
      title: say(state),
      none: say(none),
      count: tickets[state].length,
      double: state === 'waiting',
      tickets: state === 'waiting' ? [...canceled, ...waiting] : tickets[state],
    }),
  )
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
          <Columns columns={shown} ticket={drink => <BarTicket drink={drink} bar={bar} />} later={laterOf} />
          <AllDay drinks={[...waiting, ...making]} menu={menu} maySellOut={isManager} />
        </div>
      )}
    </Wall>
  )
}
