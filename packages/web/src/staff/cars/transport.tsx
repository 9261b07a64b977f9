import { useMemo } from 'react'
import { useNow } from '../../app/clock.ts'
import { Failure } from '../../design/states.tsx'
import { Ticket } from '../../design/ticket.tsx'
import { useCar, useSaleOf } from '../../shops/cars/queries.ts'
import { lot, modelName } from '../../shops/cars/words.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { useBumpKeys } from '../bump.ts'
import { useCanceled } from '../canceled.ts'
import { type Column, Columns } from '../column.tsx'
import { useQueue } from '../queue.ts'
import { lastOnes, Recall } from '../recall.tsx'
import { useSound } from '../sound.ts'
import { SoundSwitch } from '../sound-switch.tsx'
import { Wall } from '../wall.tsx'
import { Go, useFlag, type Work, workOf } from '../work.tsx'
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
  readonly work: Work<Command>
}
const ConsignTicket = ({ consign, now, work }: ConsignTicketProps) => {
  const say = useWords(dealerWords)
  const customers = useWords(lot)
  const { ago } = useFormat()
  const car = useCar(consign.carId)
  const sale = useSaleOf(consign.carId === null ? consign.saleId : null)
  const model = car.data?.model ?? car.data?.carType ?? sale.data?.model
  const deal = consign.puId === null ? say('saleNo', { number: consign.saleId ?? 0 }) : say('purchaseNo', { number: consign.puId })
  const flag = useFlag(work, say('stopped'))
  return (
    <Ticket
      number={String(consign.id)}
      used={0}
      age={ago(consign.conDate ?? now, now)}
      due={say(errandOf(consign))}
      item={{ count: 1, name: model ? modelName(customers, model) : '··', usual: [deal], marked: [] }}
      flag={flag}
      off={work.isOff}
      fresh
    >
      <Go work={work} looks={looks} say={say} />
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
  const sound = useSound(open, canceled)
  const board = useBumpKeys()
  const of = (stage: string) => [...canceled, ...(open ?? [])].filter(c => c.stage === stage)
  const workWith = (consign: Consign) =>
    workOf({
      queue,
      name: `consign ${consign.id}`,
      item: consign,
      commands,
      isOff: canceled.some(c => c.id === consign.id),
      onRead: () => understood(consign.id),
    })
  const shown = columns.map(
    ({ stage, none, ...column }): Column<Consign> => ({
      ...column,
      state: stage,
      title: say(stage),
      none: say(none),
      fits,
      tickets: of(stage),
    }),
  )
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
          <Columns
            columns={shown}
            ticket={c => <ConsignTicket consign={c} now={now} work={workWith(c)} />}
            later={c => laterOf(c, say(errandOf(c)))}
          />
        </div>
      )}
    </Wall>
  )
}
