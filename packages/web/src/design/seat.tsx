import { Icon } from './icon.tsx'

export type SeatState = 'free' | 'yours' | 'held' | 'taken'
interface SeatProps {
  readonly name: string
  readonly state: SeatState
  /** `12A, window, free`. */
  readonly label: string
  readonly onPick?: () => void
  /** Of many seats the key of places stops at one; arrows lead to the others. */
  readonly isStop?: boolean
  readonly onFocus?: () => void
}
const classes: { readonly [state in SeatState]: string } = { free: '', yours: 'you', held: 'hd', taken: 'tk2' }
export const Seat = ({ name, state, label, onPick, isStop = true, onFocus }: SeatProps) =>
  state === 'free' || state === 'yours' ? (
    <button
      type="button"
      className={`se ${classes[state]}`}
      aria-label={label}
      aria-pressed={state === 'yours'}
      data-seat={name}
      tabIndex={isStop ? 0 : -1}
      onClick={onPick}
      onFocus={onFocus}
    >
      {name}
    </button>
  ) : (
    <span className={`se ${classes[state]}`} role="img" aria-label={label}>
      <Icon name={state === 'held' ? 'clock' : 'person'} size="s" />
    </span>
  )
