import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { Id, OrNull, Phone, Won, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { MakingNoted, PointsEarned, PointsTakenBack, PriceNoted, ReturnNoted } = events

/** `Remembered`: the price or the making is in, and not yet both, or both and they are worth nothing. */
const states = ['Remembered', 'Earned', 'Over'] as const
const fields = { orderId: Id, phoneNumber: Phone, amt: OrNull(Won), made: Yes }
type State = StateOf<typeof fields, typeof states>
type About = { readonly orderId: number; readonly phoneNumber: string }

/** One for each full 1000 won. */
const worth  = (amt: number | null | undefined) => Math.floor((amt ?? 0) / 1000)
const earned = ({ orderId, phoneNumber }: About, points: number) => points ? [PointsEarned({ orderId, phoneNumber, points })] : []
const notePrice = (r: State | undefined, e: DataOf<typeof commands.NotePrice>) =>
  (r?.amt ?? null) !== null ? [] : [PriceNoted(e), ...earned(e, r?.made ? worth(e.amt) : 0)]
const noteMaking = (r: State | undefined, e: About) => r?.made ? [] : [MakingNoted(e), ...earned(e, worth(r?.amt))]
const back   = (r: State | undefined, about: About) =>
  r?.status === 'Earned' ? PointsTakenBack({ ...about, points: worth(r.amt) }) : ReturnNoted(about)
const noted  = (r: State | undefined, { orderId, phoneNumber }: About): State =>
  r ?? { orderId, phoneNumber, amt: null, made: false, status: 'Remembered' }

/** What one order is worth: its price is the order's, that it was made is the drink's, and either may be heard first. */
export const Reward = aggregate('reward', {
  key: 'orderId', commands, events, states, fields,
  decide: {
    //            who may      in which state                             already so         what then happened
    NotePrice:  { by: policy,  from: ['nothing', 'Remembered'],           done: otherwise,   then: notePrice },
    NoteMaking: { by: policy,  from: ['nothing', 'Remembered'],           done: otherwise,   then: noteMaking },
    NoteReturn: { by: policy,  from: ['nothing', 'Remembered', 'Earned'], done: 'Over',      then: back },
  },
  evolve: {
    PriceNoted:      (r, e) => ({ ...noted(r, e), amt: e.amt }),
    MakingNoted:     (r, e) => ({ ...noted(r, e), made: true }),
    PointsEarned:    r      => ({ ...r, status: 'Earned' }),
    PointsTakenBack: r      => ({ ...r, status: 'Over' }),
    ReturnNoted:     (r, e) => ({ ...noted(r, e), status: 'Over' }),
  },
})
