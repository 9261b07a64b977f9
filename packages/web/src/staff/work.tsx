// What may be done with a ticket of a wall, and what is seen of it: the same on every wall.
import type { ReactNode } from 'react'
import { type Linked, may, pathOf } from '../api/links.ts'
import { Icon } from '../design/icon.tsx'
import type { IconName } from '../design/icons.ts'
import { useWords } from '../words/index.ts'
import type { useQueue } from './queue.ts'
import { staffWords } from './words.ts'

/** What may be done with a ticket now, and what became of the last tap on it. */
export interface Work<Command extends string> {
  /** The one next thing; undefined: the server offers none. */
  readonly command: Command | undefined
  /** Tapped, and not yet answered. */
  readonly isWaiting: boolean
  readonly isCut: boolean
  /** Why the last tap was refused. */
  readonly refused: string | undefined
  /** It was canceled, and stays until somebody has read it. */
  readonly isOff: boolean
  readonly tap: () => void
  readonly understood: () => void
}
interface Tapped<Command extends string> {
  readonly queue: ReturnType<typeof useQueue>
  /** Which ticket. */
  readonly name: string
  readonly item: Linked
  /** What may come next in its life, in order; only what the server offers is offered. */
  readonly commands: readonly Command[]
  readonly isOff: boolean
  /** Somebody has read that it was canceled. */
  readonly onRead: () => void
}
export const workOf = <Command extends string>({ queue, name, item, commands, isOff, onRead }: Tapped<Command>): Work<Command> => {
  const command = commands.find(c => may(item, c))
  return {
    command,
    isWaiting: queue.waiting.some(t => t.ticket === name),
    isCut: queue.cutSince !== null,
    refused: queue.refused[name],
    isOff,
    tap: () => command && queue.tap(name, command, pathOf(item, command)!),
    understood: () => (isOff ? onRead() : queue.understood(name)),
  }
}

/** What is to be seen at once: canceled, refused, or not yet sent. `canceled`: what is said of the first. */
export const useFlag = ({ isOff, refused, isWaiting, isCut }: Work<string>, canceled: string) => {
  const staff = useWords(staffWords)
  if (isOff) return { tone: 'bad', icon: 'cross', text: canceled } as const
  if (refused !== undefined) return { tone: 'ch', icon: 'warning', text: refused } as const
  return isWaiting && isCut ? ({ tone: 'un', icon: 'clock', text: staff('unsent') } as const) : undefined
}

interface GoProps<Command extends string> {
  readonly work: Work<Command>
  readonly looks: { readonly [command in Command]: { readonly tone: '' | 'b' | 'o'; readonly icon: IconName } }
  readonly say: (command: Command) => string
  /** Another way to go, beside the next thing. */
  readonly children?: ReactNode
}
/** The one main button of a ticket; or that somebody has read what happened to it. */
export const Go = <Command extends string>({ work, looks, say, children }: GoProps<Command>) => {
  const staff = useWords(staffWords)
  const { command, isWaiting, isOff, refused, tap, understood } = work
  if (isOff || refused !== undefined)
    return (
      <button type="button" className="go o" onClick={understood}>
        <Icon name="check" />
        {staff('understood')}
      </button>
    )
  return (
    <>
      {command && (
        <button type="button" className={`go ${looks[command].tone}`} disabled={isWaiting} aria-busy={isWaiting || undefined} onClick={tap}>
          <Icon name={looks[command].icon} />
          {say(command)}
        </button>
      )}
      {children}
    </>
  )
}
/** Turns down what is asked for. */
export const No = ({ work, text, onNo }: { readonly work: Work<string>; readonly text: string; readonly onNo: () => void }) => (
  <button type="button" className="go o" disabled={work.isWaiting} onClick={onNo}>
    <Icon name="cross" />
    {text}
  </button>
)
