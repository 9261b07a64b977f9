import { useState } from 'react'
import { Link } from 'wouter'
import { pathOf } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { type Store, useStores } from '../../shops/delivery/queries.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { useBumpKeys } from '../bump.ts'
import { type Column, Columns } from '../column.tsx'
import { useQueue } from '../queue.ts'
import { Recall } from '../recall.tsx'
import { useSound } from '../sound.ts'
import { SoundSwitch } from '../sound-switch.tsx'
import { Wall } from '../wall.tsx'
import { workOf } from '../work.tsx'
import { CookingTicket } from './cooking-ticket.tsx'
import { KitchenMenu } from './kitchen-menu.tsx'
import { type Cooking, cookingsOf } from './queries.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { type Ended, lastOf, useTickets } from './tickets.ts'
import { usePause } from './use-pause.ts'
import { kitchenWords } from './words.ts'

const commands = ['accept', 'start', 'finish'] as const

/** How many whole tickets fit; the rest stand below as a dotted strip. */
const fits = 2
const laterOf = (c: Cooking) => ({ id: c.id, number: c.orderId, text: [c.foodId, c.qty].join(' ') })

/** The columns, in the order of the work. */
const columns = [
  { state: 'arrived', none: 'noneArrived', tone: 'waiting', icon: 'bell' },
  { state: 'accepted', none: 'noneAccepted', tone: 'waiting', icon: 'clock' },
  { state: 'cooking', none: 'noneCooking', tone: 'working', icon: 'fire' },
  { state: 'cooked', none: 'noneCooked', tone: 'done', icon: 'scooter' },
] as const

/** What stands on the board, and what is tapped there. */
const useKitchen = (storeId: string) => {
  const now = useNow()
  const tickets = useTickets(storeId)
  const queue = useQueue(`kitchen ${storeId}`, 'delivery')
  const sound = useSound(tickets.isKnown ? tickets.arrived : undefined, tickets.canceled)
  const [rejecting, setRejecting] = useState<Cooking | null>(null)
  const turnDown = (reason: string) => {
    if (rejecting) queue.tap(`cooking ${rejecting.id}`, 'accept', pathOf(rejecting, 'accept')!, { accept: false, reason })
    setRejecting(null)
  }
  return { now, tickets, queue, sound, rejecting, setRejecting, turnDown }
}
type KitchenNow = ReturnType<typeof useKitchen>

const KitchenTicket = ({ cooking, kitchen }: { readonly cooking: Cooking; readonly kitchen: KitchenNow }) => {
  const { now, tickets, queue, setRejecting } = kitchen
  const name = `cooking ${cooking.id}`
  const isOff = cooking.status === 'Canceled'
  return (
    <CookingTicket
      cooking={cooking}
      now={now}
      work={workOf({ queue, name, item: cooking, commands, isOff, onRead: () => tickets.understood(cooking.id) })}
      onReject={() => setRejecting(cooking)}
    />
  )
}

interface KitchenToolsProps {
  readonly storeId: string
  readonly store: Store | undefined
  readonly sound: KitchenNow['sound']
}
/** The ways to hours and menu, the last tickets, and the sound. */
const KitchenTools = ({ storeId, store, sound }: KitchenToolsProps) => {
  const say = useWords(kitchenWords)
  const { pausedUntil } = usePause(store)
  const desk = `/staff/delivery/kitchen/${encodeURIComponent(storeId)}`
  return (
    <>
      <Link href={`${desk}/hours`} className="wallbtn">
        <Icon name={pausedUntil ? 'pause' : 'clock'} />
        {pausedUntil ? say('pausedUntil', { time: pausedUntil }) : say('hoursTitle')}
      </Link>
      <Link href={`${desk}/menu`} className="wallbtn">
        <Icon name="edit" />
        {say('menu')}
      </Link>
      <Recall
        system="delivery"
        of={`cookings ${storeId}`}
        ask={async () => lastOf(await cookingsOf(storeId)).map(c => ({ ...laterOf(c), state: say(`was${c.status as Ended}`) }))}
      />
      <SoundSwitch sound={sound} />
    </>
  )
}

/** The owner's board: what came in, what was accepted, what cooks, and what waits for a rider. */
export const Kitchen = ({ storeId }: { readonly storeId: string }) => {
  const say = useWords(kitchenWords)
  const language = useLanguage()
  const stores = useStores()
  const kitchen = useKitchen(storeId)
  const { tickets, queue, sound, rejecting, setRejecting, turnDown } = kitchen
  const { arrived, accepted, cooking, canceled } = tickets
  const board = useBumpKeys()
  const store = stores.data?.find(s => s.storeId === storeId)
  const shown = columns.map(
    ({ state, none, ...column }): Column<Cooking> => ({
      ...column,
      state,
      title: say(state),
      none: say(none),
      fits,
      count: tickets[state].length,
      tickets: state === 'arrived' ? [...canceled, ...arrived] : tickets[state],
    }),
  )
  return (
    <Wall
      system="delivery"
      title={[store?.name[language] ?? storeId, say('kitchen')].join(' · ')}
      cutSince={queue.cutSince}
      toSend={queue.waiting.length}
      tools={<KitchenTools storeId={storeId} store={store} sound={sound} />}
    >
      {tickets.error && !tickets.isKnown ? (
        <Failure error={tickets.error} />
      ) : (
        <div className="wallgrid kitchen" ref={board}>
          <Columns columns={shown} ticket={c => <KitchenTicket cooking={c} kitchen={kitchen} />} later={laterOf} />
          <KitchenMenu storeId={storeId} store={store} toMake={[...arrived, ...accepted, ...cooking]} />
        </div>
      )}
      <RejectDialog key={rejecting?.id ?? 0} isOpen={rejecting !== null} onClose={() => setRejecting(null)} onReject={turnDown} />
    </Wall>
  )
}
