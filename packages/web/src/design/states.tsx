import type { ReactNode } from 'react'
import { Refused, Unreached } from '../api/answer.ts'
import { shared } from '../words/shared.ts'
import { useWords } from '../words/index.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** Grey places of the size of what comes. */
export const Skeleton = ({ rows = 3, height = 84 }: { readonly rows?: number; readonly height?: number }) => {
  const say = useWords(shared)
  return (
    <div className="col" role="status" aria-label={say('loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="sk" style={{ height }} />
      ))}
    </div>
  )
}
interface EmptyProps {
  readonly icon: IconName
  readonly title: ReactNode
  readonly children?: ReactNode
}
/** Nothing here yet, and the next thing to do. */
export const Empty = ({ icon, title, children }: EmptyProps) => (
  <div className="ghost empty">
    <Icon name={icon} size="l" />
    <h2>{title}</h2>
    {children}
  </div>
)
/** What went wrong, what it means, and what can be done now. */
export const Failure = ({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) => {
  const say = useWords(shared)
  const isOffline = error instanceof Unreached
  const problem = error instanceof Refused ? error.problem : undefined
  return (
    <div className="failure" role="alert">
      <Icon name={isOffline ? 'offline' : 'warning'} size="l" />
      <h2>{say(isOffline ? 'unreached' : 'wentWrong')}</h2>
      <p className="q">{isOffline ? say('unreachedText') : problem?.detail}</p>
      {problem?.traceId && <p className="sm qq mono">{say('reference', { trace: problem.traceId.slice(0, 8) })}</p>}
      {onRetry && (
        <Button kind="outline" icon="undo" onClick={onRetry}>
          {say('retry')}
        </Button>
      )}
    </div>
  )
}
