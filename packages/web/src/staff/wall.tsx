import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import { useNow } from '../app/clock.ts'
import { Switches } from '../app/frame.tsx'
import { LogoMark } from '../design/awning.tsx'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'
import { staffWords } from './words.ts'

interface WallProps {
  readonly system: string
  readonly title: string
  readonly tools?: ReactNode
  /** Since when the line is cut, and how much waits to be sent. */
  readonly cutSince?: number | null
  readonly toSend?: number
  readonly children: ReactNode
}
/** A screen that is read across the room. */
export const Wall = ({ system, title, tools, cutSince = null, toSend = 0, children }: WallProps) => {
  const say = useWords(staffWords)
  const both = useWords(shared)
  const { exact, clock } = useFormat()
  const now = useNow()
  useEffect(() => {
    document.title = `${title} · ${both('jumun')}`
  }, [title, both])
  return (
    <div className="wall" data-system={system}>
      <header className="wallbar">
        <Link href="/" className="logo" aria-label={both('jumun')}>
          <LogoMark />
        </Link>
        <h1>{title}</h1>
        <span className="up fx">
          {tools}
          <Switches />
          <span className="clock num">{exact(now)}</span>
        </span>
      </header>
      {cutSince !== null && (
        <div className="offb" role="alert">
          <Icon name="offline" />
          <div>
            <b>{say('cut', { time: clock(cutSince) })}</b> {say('cutText')}
          </div>
          <span className="up nw fx">
            <Icon name="clock" />
            {say('toSend', { count: toSend })}
          </span>
        </div>
      )}
      {children}
    </div>
  )
}
