import { shared } from '../words/shared.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { Icon } from './icon.tsx'

interface MessageProps {
  readonly text: string
  /** Word for word as it was sent, so it may be in another language than the page. */
  readonly language: 'ko' | 'en'
  readonly state: 'sent' | 'waiting' | 'failed'
  readonly at: string
}
export const Message = ({ text, language, state, at }: MessageProps) => {
  const say = useWords(shared)
  const { clock, exact } = useFormat()
  return (
    <li className="msg">
      <span className="av">
        <Icon name={state === 'failed' ? 'warning' : 'message'} size="s" />
      </span>
      <div>
        <div className="bub" lang={language}>
          {text}
        </div>
        <div className={`w ${state === 'failed' ? 'ink-trouble' : ''}`} title={exact(at)}>
          {state === 'sent' ? say('sent', { time: clock(at) }) : say(state === 'waiting' ? 'toSend' : 'notSent')}
        </div>
      </div>
    </li>
  )
}
