import { useMemo } from 'react'
import { may, pathOf } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { Ticket } from '../../design/ticket.tsx'
import { useCar, useSaleOf } from '../../shops/cars/queries.ts'
import { lot, modelName } from '../../shops/cars/words.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { useBumpKeys } from '../bump.ts'
import { useCanceled } from '../canceled.ts'
import { Column } from '../column.tsx'
import { useQueue } from '../queue.ts'
import { lastOnes, Recall } from '../recall.tsx'
import { useSound } from '../sound.ts'
import { SoundSwitch } from '../sound-switch.tsx'
import { Wall } from '../wall.tsx'
import { staffWords } from '../words.ts'
import { type Consign, endedTransports, transportOf, useTransports } from './queries.ts'
import { dealerWords } from './words.ts'

/** The one next thing for a transport; only where the server offers it. */
const commands = ['load', 'depart', 'handOver'] as const
type Command = (typeof commands)[number]
const looks = {
  load: { tone: 'b', icon: 'bag' },
  depart: { tone: '', icon: 'truck' },
  handOver: { tone: 'o', icon: 'hand' },
} as const
/** The columns, and how each is called when nothing is in it. */
const columns = [
  { stage: 'requested', none: 'noneRequested', tone: 'waiting', icon: 'clock' },
  { stage: 'loaded', none: 'noneLoaded', tone: 'working', icon: 'bag' },
  { stage: 'inTransit', none: 'noneInTransit', tone: 'working', icon: 'truck' },
] as const
/** How many whole tickets fit into a column; the rest stand below as a dotted strip. */
const fits = 3
/** It has left the list, and has not arrived: its deal is canceled. */
const isStopped = (c: Consign): boolean => c.stage !== 'handedOver'
/** A car is brought to its buyer, or fetched from its seller. */
const errandOf = ({ kind }: Consign) => (kind === 'delivery' ? 'deliver' : 'collect')

interface ConsignTicketProps {
  readonly consign: Consign
  readonly now: number
  /** Its deal is canceled. */
  readonly isOff: boolean
  readonly command: Command | undefined
  readonly isWaiting: boolean
  readonly isCut: boolean
  readonly refused: string | undefined
  readonly onTap: () => void
  readonly onUnderstood: () => void
}
const ConsignTicket = (props: ConsignTicketProps) => {
  const { consign, now, isOff, command, isWaiting, isCut, refused, onTap, onUnderstood } = props
  const say = useWords(dealerWords)
  const staff = useWords(staffWords)
  const customers = useWords(lot)
  const { ago } = useFormat()
  const car = useCar(consign.carId)
  const sale = useSaleOf(consign.carId === null ? consign.saleId : null)
  const model = car.data?.model ?? car.data?.carType ?? sale.data?.model
  const deal = consign.puId === null ? say('saleNo', { number: consign.saleId ?? 0 }) : say('purchaseNo', { number: consign.puId })
  const flag = isOff
    ? ({ tone: 'bad', icon: 'cross', text: say('stopped') } as const)
    : refused !== undefined
      ? ({ tone: 'ch', icon: 'warning', text: refused } as const)
      : isWaiting && isCut
        ? ({ tone: 'un', icon: 'clock', text: staff('unsent') } as const)
        : undefined
  return (
    <Ticket
      number={String(consign.id)}
      used={0}
      age={ago(consign.conDate ?? now, now)}
      due={say(errandOf(consign))}
      item={{ count: 1, name: model ? modelName(customers, model) : '··', usual: [deal], marked: [] }}
      flag={flag}
      off={isOff}
      fresh
    >
      {isOff || refused !== undefined ? (
        <button type="button" className="go o" onClick={onUnderstood}>
          <Icon name="check" />
          {staff('understood')}
        </button>
      ) : (
        command && (
          <button
            type="button"
            className={`go ${looks[command].tone}`}
            disabled={isWaiting}
            aria-busy={isWaiting || undefined}
            onClick={onTap}
          >
            <Icon name={looks[command].icon} />
            {say(command)}
          </button>
        )
      )}
    </Ticket>
  )
}

/** What has left the wall while somebody looked: arrived it is done, else it is to be stopped. */
const useWay = () => {
  const transports = useTransports()
  const open = useMemo(() => transports.data?.filter(c => c.stage !== 'handedOver'), [transports.data])
  const canceled = useCanceled(open, () => true, transportOf, isStopped)
  return { open, error: transports.error, ...canceled }
}

const laterOf = (c: Consign, text: string) => ({ id: c.id, number: c.id, text })
/** The last transports that left the wall, and the sound. */
const TransportTools = ({ sound }: { readonly sound: ReturnType<typeof useSound> }) => {
  const say = useWords(dealerWords)
  return (
    <>
      <Recall
        system="cars"
        of="consigns"
        ask={async () =>
          (await endedTransports())
            .slice(0, lastOnes)
            .map(c => ({ ...laterOf(c, say(errandOf(c))), state: say(c.conStatus === 'NO' ? 'stoppedShort' : 'arrived') }))
        }
      />
      <SoundSwitch sound={sound} />
    </>
  )
}

/** The transporter's wall: what is to be loaded, what is loaded, what is on the road. */
export const Transport = () => {
  const say = useWords(dealerWords)
  const now = useNow()
  const { open, error, canceled, understood } = useWay()
  const queue = useQueue('transport', 'cars')
  const sound = useSound(useMemo(() => open && [...open.map(c => c.id * 2), ...canceled.map(c => c.id * 2 + 1)], [open, canceled]))
  const board = useBumpKeys()
  const of = (stage: string) => [...canceled, ...(open ?? [])].filter(c => c.stage === stage)
  const ticketOf = (consign: Consign) => {
    const name = `consign ${consign.id}`
    const command = commands.find(c => may(consign, c))
    const isOff = canceled.some(c => c.id === consign.id)
    return (
      <ConsignTicket
        key={consign.id}
        consign={consign}
        now={now}
        isOff={isOff}
        command={command}
        isWaiting={queue.waiting.some(t => t.ticket === name)}
        isCut={queue.cutSince !== null}
        refused={queue.refused[name]}
        onTap={() => command && queue.tap(name, command, pathOf(consign, command)!)}
        onUnderstood={() => (isOff ? understood(consign.id) : queue.understood(name))}
      />
    )
  }
  return (
    <Wall
      system="cars"
      title={say('transport')}
      cutSince={queue.cutSince}
      toSend={queue.waiting.length}
      tools={<TransportTools sound={sound} />}
    >
      <p className="vh" role="status">
        {say('counted', { requested: of('requested').length, loaded: of('loaded').length, inTransit: of('inTransit').length })}
      </p>
      {error && !open ? (
        <Failure error={error} />
      ) : (
        <div className="wallgrid three" ref={board}>
          {columns.map(({ stage, none, tone, icon }) => (
            <Column
              key={stage}
              tone={tone}
              icon={icon}
              title={say(stage)}
              none={say(none)}
              count={of(stage).length}
              later={of(stage)
                .slice(fits)
                .map(c => laterOf(c, say(errandOf(c))))}
            >
              {of(stage).slice(0, fits).map(ticketOf)}
            </Column>
          ))}
        </div>
      )}
    </Wall>
  )
}
