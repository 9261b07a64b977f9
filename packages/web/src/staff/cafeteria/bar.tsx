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

/** How many whole tickets fit; the rest stand below as a dotted strip. */
const fits = { waiting: 6, making: 3, ready: 4 }

/** The bar: what waits, what is being made, what is to be handed over; readable at three meters. */
export const Bar = () => {
  const say = useWords(barWords)
  const staff = useWords(staffWords)
  const customers = useWords(cafe)
  const language = useLanguage()
  const { about } = useFormat()
  const now = useNow()
  const menu = useMenu()
  const tickets = useTickets()
  const { waiting, making, ready, canceled } = tickets
  const queue = useQueue('bar', 'cafeteria')
  const ids = useMemo(
    () => (tickets.isKnown ? [...waiting, ...canceled].map(d => d.id * 2 + Number(d.status === 'DrinkCanceled')) : undefined),
    [waiting, canceled, tickets.isKnown],
  )
  const sound = useSound(ids)
  const crossed = useCrossed('bar')
  const isManager = useIs('manager')
  const board = useBumpKeys()
  const nameOf = (drink: Drink) => menu.data?.find(i => i.productName === drink.productName)?.names[language] ?? drink.productName ?? ''
  const laterOf = (d: Drink) => ({ id: d.id, number: d.pickupNumber ?? d.orderId, text: `${nameOf(d)} ${d.qty}` })
  const ticketOf = (drink: Drink) => {
    const name = `drink ${drink.id}`
    const command = commandOf(drink)
    return (
      <DrinkTicket
        key={drink.id}
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
  const first = [...canceled, ...waiting]
  return (
    <Wall
      system="cafeteria"
      title={say('bar')}
      cutSince={queue.cutSince}
      toSend={queue.waiting.length}
      tools={
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
              (await lastDrinks()).map(d => ({ ...laterOf(d), state: say(d.status === 'PickedUp' ? 'out' : 'canceledShort') }))
            }
          />
          <button type="button" className="wallbtn" aria-pressed={sound.on} onClick={() => sound.setOn(!sound.on)}>
            <Icon name={sound.on ? 'sound' : 'mute'} />
            {staff(sound.on ? 'soundOn' : 'soundOff')}
          </button>
        </>
      }
    >
      <p className="vh" role="status">
        {staff('counted', { waiting: waiting.length, making: making.length, ready: ready.length })}
      </p>
      {tickets.error && !tickets.isKnown ? (
        <Failure error={tickets.error} />
      ) : (
        <div className="wallgrid" ref={board}>
          <Column
            tone="waiting"
            icon="clock"
            title={say('waiting')}
            none={say('noneWaiting')}
            count={waiting.length}
            double
            later={first.slice(fits.waiting).map(laterOf)}
          >
            {first.slice(0, fits.waiting).map(ticketOf)}
          </Column>
          <Column
            tone="working"
            icon="cup"
            title={say('making')}
            none={say('noneMaking')}
            count={making.length}
            later={making.slice(fits.making).map(laterOf)}
          >
            {making.slice(0, fits.making).map(ticketOf)}
          </Column>
          <Column
            tone="done"
            icon="bell"
            title={say('ready')}
            none={say('noneReady')}
            count={ready.length}
            later={ready.slice(fits.ready).map(laterOf)}
          >
            {ready.slice(0, fits.ready).map(ticketOf)}
          </Column>
          <AllDay drinks={[...waiting, ...making]} menu={menu.data ?? []} maySellOut={isManager} />
        </div>
      )}
    </Wall>
  )
}
