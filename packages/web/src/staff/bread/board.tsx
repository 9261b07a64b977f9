import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { answer } from '../../api/answer.ts'
import { bread } from '../../api/bread.ts'
import { may, pathOf } from '../../api/links.ts'
import { useNow } from '../../app/clock.ts'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { type Bakery, useSettings } from '../../shops/bread/queries.ts'
import { bakery as shopWords, useItemName } from '../../shops/bread/words.ts'
import { useWords } from '../../words/index.ts'
import { useBumpKeys } from '../bump.ts'
import { type Column, Columns } from '../column.tsx'
import { useQueue } from '../queue.ts'
import { Recall } from '../recall.tsx'
import { useSound } from '../sound.ts'
import { SoundSwitch } from '../sound-switch.tsx'
import { Wall } from '../wall.tsx'
import { workOf } from '../work.tsx'
import { BakeTicket, commands } from './bake-ticket.tsx'
import { Reject } from './reject.tsx'
import { columns, lastBakes, useTickets } from './tickets.ts'
import { boardWords } from './words.ts'

const looks = {
  Received: { tone: 'waiting', icon: 'bell' },
  Confirmed: { tone: 'waiting', icon: 'clock' },
  Baking: { tone: 'working', icon: 'fire' },
  OutForDelivery: { tone: 'done', icon: 'scooter' },
} as const
/** How many whole tickets fit into a column, those with two buttons fewer; the rest stand below as a dotted strip. */
const fits = { Received: 2, Confirmed: 3, Baking: 3, OutForDelivery: 3 }

/** Whether the bakery confirms by itself, and the switch for it. */
const AutoConfirm = () => {
  const say = useWords(boardWords)
  const client = useQueryClient()
  const settings = useSettings()
  const change = useMutation({
    mutationFn: (autoConfirm: boolean) => answer(bread.PATCH('/bakeries/settings', { body: { autoConfirm } })),
    onSuccess: done => client.setQueryData(['bread', 'settings'], done),
  })
  if (!settings.data) return null
  const on = settings.data.autoConfirm
  return (
    <button type="button" className="wallbtn" aria-pressed={on} disabled={change.isPending} onClick={() => change.mutate(!on)}>
      <Icon name={on ? 'bolt' : 'hand'} />
      {say(on ? 'autoOn' : 'autoOff')}
    </button>
  )
}

/** What stands on the board, and what is tapped there. */
const useBoard = () => {
  const now = useNow()
  const nameOf = useItemName()
  const tickets = useTickets()
  const { todo, canceled } = tickets
  const queue = useQueue('bakery', 'bread')
  const [rejecting, setRejecting] = useState<Bakery>()
  const sound = useSound(todo, canceled)
  const turnDown = (bakery: Bakery, reason: string) => {
    queue.tap(`bakery ${bakery.id}`, 'reject', pathOf(bakery, 'reject')!, { reason })
    setRejecting(undefined)
  }
  const laterOf = (b: Bakery) => ({ id: b.id, number: b.orderId, text: `${nameOf(b.item ?? '')} ${b.qty ?? 1}` })
  const of = (state: string) => todo?.filter(b => b.status === state) ?? []
  return { now, nameOf, tickets, queue, rejecting, setRejecting, sound, turnDown, laterOf, of }
}
type BoardNow = ReturnType<typeof useBoard>

const BoardTicket = ({ bakery, board }: { readonly bakery: Bakery; readonly board: BoardNow }) => {
  const { now, nameOf, tickets, queue, setRejecting } = board
  const name = `bakery ${bakery.id}`
  const isOff = bakery.status === 'Canceled'
  return (
    <BakeTicket
      bakery={bakery}
      name={nameOf(bakery.item ?? '')}
      now={now}
      work={workOf({ queue, name, item: bakery, commands, isOff, onRead: () => tickets.understood(bakery.id) })}
      onReject={may(bakery, 'reject') ? () => setRejecting(bakery) : undefined}
    />
  )
}

/** Whether it confirms by itself, the way to the items, the last tickets, and the sound. */
const BoardTools = ({ board }: { readonly board: BoardNow }) => {
  const say = useWords(boardWords)
  return (
    <>
      <AutoConfirm />
      <Link href="/staff/bread/items" className="wallbtn">
        <Icon name="edit" />
        {say('items')}
      </Link>
      <Recall
        system="bread"
        of="bakeries"
        ask={async () =>
          (await lastBakes()).map(b => ({ ...board.laterOf(b), state: say(b.status as 'Delivered' | 'Rejected' | 'Canceled') }))
        }
      />
      <SoundSwitch sound={board.sound} />
    </>
  )
}

/** The bakery's board: what is new, what is to be baked, what is in the oven, what is out. */
export const Board = () => {
  const say = useWords(boardWords)
  const shop = useWords(shopWords)
  const board = useBoard()
  const { nameOf, queue, rejecting, setRejecting, turnDown, laterOf, of } = board
  const { todo, canceled, error } = board.tickets
  const keys = useBumpKeys()
  const counts = {
    received: of('Received').length,
    confirmed: of('Confirmed').length,
    baking: of('Baking').length,
    out: of('OutForDelivery').length,
  }
  const shown = columns.map(
    (state): Column<Bakery> => ({
      ...looks[state],
      state,
      title: say(state),
      none: say(`none${state}`),
      fits: fits[state],
      tickets: state === 'Received' ? [...canceled, ...of(state)] : of(state),
    }),
  )
  return (
    <Wall system="bread" title={say('bakery')} cutSince={queue.cutSince} toSend={queue.waiting.length} tools={<BoardTools board={board} />}>
      <p className="vh" role="status">
        {say('counted', counts)}
      </p>
      {error && !todo ? (
        <Failure error={error} />
      ) : (
        <div className="wallgrid four" ref={keys}>
          <Columns columns={shown} ticket={bakery => <BoardTicket bakery={bakery} board={board} />} later={laterOf} />
        </div>
      )}
      {rejecting && (
        <Reject
          title={shop('wish', { name: nameOf(rejecting.item ?? ''), count: rejecting.qty ?? 1 })}
          onReject={reason => turnDown(rejecting, reason)}
          onClose={() => setRejecting(undefined)}
        />
      )}
    </Wall>
  )
}
