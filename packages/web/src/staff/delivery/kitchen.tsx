import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { pathOf } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { useStores } from '../../shops/delivery/queries.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { useBumpKeys } from '../bump.ts'
import { Column } from '../column.tsx'
import { useQueue } from '../queue.ts'
import { Recall } from '../recall.tsx'
import { useSound } from '../sound.ts'
import { Wall } from '../wall.tsx'
import { staffWords } from '../words.ts'
import { type Command, CookingTicket } from './cooking-ticket.tsx'
import { KitchenMenu } from './kitchen-menu.tsx'
import { type Cooking, cookingsOf } from './queries.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { type Ended, lastOf, useTickets } from './tickets.ts'
import { usePause } from './use-pause.ts'
import { kitchenWords } from './words.ts'

const commands = ['accept', 'start', 'finish'] as const
const commandOf = (c: Cooking): Command | undefined => commands.find(name => c._links[name] !== undefined)

/** How many whole tickets fit; the rest stand below as a dotted strip. */
const fits = 2
const laterOf = (c: Cooking) => ({ id: c.id, number: c.orderId, text: [c.foodId, c.qty].join(' ') })
const strip = (later: readonly Cooking[]) => later.slice(fits).map(laterOf)

/** The owner's board: what came in, what was accepted, what cooks, and what waits for a rider. */
export const Kitchen = ({ storeId }: { readonly storeId: string }) => {
  const say = useWords(kitchenWords)
  const staff = useWords(staffWords)
  const language = useLanguage()
  const now = useNow()
  const stores = useStores()
  const tickets = useTickets(storeId)
  const { arrived, accepted, cooking, cooked, canceled } = tickets
  const queue = useQueue(`kitchen ${storeId}`, 'delivery')
  const ids = useMemo(
    () => (tickets.isKnown ? [...arrived.map(c => c.id * 2), ...canceled.map(c => c.id * 2 + 1)] : undefined),
    [arrived, canceled, tickets.isKnown],
  )
  const sound = useSound(ids)
  const board = useBumpKeys()
  const [rejecting, setRejecting] = useState<Cooking | null>(null)
  const ticketOf = (c: Cooking) => {
    const name = `cooking ${c.id}`
    const command = commandOf(c)
    return (
      <CookingTicket
        key={c.id}
        cooking={c}
        now={now}
        command={command}
        isWaiting={queue.waiting.some(t => t.ticket === name)}
        isCut={queue.cutSince !== null}
        refused={queue.refused[name]}
        onTap={() => command && queue.tap(name, command, pathOf(c, command)!)}
        onReject={() => setRejecting(c)}
        onUnderstood={() => (c.status === 'Canceled' ? tickets.understood(c.id) : queue.understood(name))}
      />
    )
  }
  const first = [...canceled, ...arrived]
  const store = stores.data?.find(s => s.storeId === storeId)
  const { paused } = usePause(storeId, store)
  const desk = `/staff/delivery/kitchen/${encodeURIComponent(storeId)}`
  return (
    <Wall
      system="delivery"
      title={[store?.name[language] ?? storeId, say('kitchen')].join(' · ')}
      cutSince={queue.cutSince}
      toSend={queue.waiting.length}
      tools={
        <>
          <Link href={`${desk}/hours`} className="wallbtn">
            <Icon name={paused ? 'pause' : 'clock'} />
            {paused ? say('pausedUntil', { time: paused.said.opens ?? '' }) : say('hoursTitle')}
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
          <button type="button" className="wallbtn" aria-pressed={sound.on} onClick={() => sound.setOn(!sound.on)}>
            <Icon name={sound.on ? 'sound' : 'mute'} />
            {staff(sound.on ? 'soundOn' : 'soundOff')}
          </button>
        </>
      }
    >
      {tickets.error && !tickets.isKnown ? (
        <Failure error={tickets.error} />
      ) : (
        <div className="wallgrid kitchen" ref={board}>
          <Column tone="waiting" icon="bell" title={say('arrived')} none={say('noneArrived')} count={arrived.length} later={strip(first)}>
            {first.slice(0, fits).map(ticketOf)}
          </Column>
          <Column
            tone="waiting"
            icon="clock"
            title={say('accepted')}
            none={say('noneAccepted')}
            count={accepted.length}
            later={strip(accepted)}
          >
            {accepted.slice(0, fits).map(ticketOf)}
          </Column>
          <Column tone="working" icon="fire" title={say('cooking')} none={say('noneCooking')} count={cooking.length} later={strip(cooking)}>
            {cooking.slice(0, fits).map(ticketOf)}
          </Column>
          <Column tone="done" icon="scooter" title={say('cooked')} none={say('noneCooked')} count={cooked.length} later={strip(cooked)}>
            {cooked.slice(0, fits).map(ticketOf)}
          </Column>
          <KitchenMenu storeId={storeId} store={store} toMake={[...arrived, ...accepted, ...cooking]} />
        </div>
      )}
      <RejectDialog
        key={rejecting?.id ?? 0}
        isOpen={rejecting !== null}
        onClose={() => setRejecting(null)}
        onReject={reason => {
          if (rejecting) queue.tap(`cooking ${rejecting.id}`, 'accept', pathOf(rejecting, 'accept')!, { accept: false, reason })
          setRejecting(null)
        }}
      />
    </Wall>
  )
}
