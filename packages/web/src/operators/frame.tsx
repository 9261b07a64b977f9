import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Logo, OfflineBanner, Switches } from '../app/frame.tsx'
import { settings } from '../app/started.ts'
import { Icon } from '../design/icon.tsx'
import type { IconName } from '../design/icons.ts'
import { useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'
import { ordersIn } from './names.ts'
import { useParked, useTasks } from './queries.ts'
import { operatorWords } from './words.ts'

interface Place {
  readonly word: 'overview' | 'boards' | 'orders' | 'trouble' | 'payments' | 'people' | 'timers' | 'acts' | 'audit' | 'contexts'
  readonly icon: IconName
  readonly to: string
  /** What lies under it begins so. */
  readonly under: string
}
const places: readonly Place[] = [
  { word: 'overview', icon: 'grid', to: '/desk', under: '/desk$' },
  { word: 'boards', icon: 'board', to: `/desk/boards/${settings.systems[0]?.name ?? ''}`, under: '/desk/boards' },
  { word: 'orders', icon: 'trail', to: '/desk/orders', under: '/desk/orders' },
  { word: 'trouble', icon: 'warning', to: '/desk/trouble', under: '/desk/(trouble|parked)' },
  { word: 'payments', icon: 'won', to: '/desk/payments', under: '/desk/payments' },
  { word: 'people', icon: 'person', to: '/desk/people', under: '/desk/people' },
  { word: 'timers', icon: 'timer', to: '/desk/timers', under: '/desk/timers' },
  { word: 'acts', icon: 'book', to: '/desk/acts', under: '/desk/acts' },
  { word: 'audit', icon: 'shield', to: '/desk/audit', under: '/desk/audit' },
  { word: 'contexts', icon: 'bolt', to: '/desk/contexts', under: '/desk/contexts' },
]
const Rail = () => {
  const say = useWords(operatorWords)
  const [here] = useLocation()
  const stuck = ordersIn(useParked().data?.parked ?? [])
  const tasks = useTasks().data?.tasks.length ?? 0
  const rail = useRef<HTMLElement>(null)
  // on a phone the rail is a row that is longer than the screen: where one is, is seen
  useEffect(() => {
    const show = (): void => {
      const on = rail.current?.querySelector<HTMLElement>('.on')
      if (on) rail.current!.scrollLeft = on.offsetLeft - (rail.current!.clientWidth - on.offsetWidth) / 2
    }
    show()
    void document.fonts.ready.then(show) // our letters may be a little wider
  }, [here])
  return (
    <nav className="rail" aria-label={say('operator')} ref={rail}>
      <Logo />
      {places.map(({ word, icon, to, under }) => {
        const isHere = RegExp(`^${under}`).test(here)
        return (
          <Link key={word} href={to} className={isHere ? 'on' : ''} aria-current={isHere ? 'page' : undefined}>
            <Icon name={icon} />
            {say(word)}
            {word === 'trouble' && stuck > 0 && (
              <span className="n num" title={say('stuck', { count: stuck })}>
                {stuck}
              </span>
            )}
            {word === 'payments' && tasks > 0 && (
              <span className="n num" title={say('tasksKpi')}>
                {tasks}
              </span>
            )}
          </Link>
        )
      })}
    </nav>
  )
}
/** From everywhere to any order, by what people call it. */
const Search = () => {
  const say = useWords(operatorWords)
  const [, go] = useLocation()
  const [text, setText] = useState(() => new URLSearchParams(location.search).get('q') ?? '')
  return (
    <form
      className="find"
      role="search"
      onSubmit={e => {
        e.preventDefault()
        if (text.trim()) go(`/desk/orders?q=${encodeURIComponent(text.trim())}`)
      }}
    >
      <Icon name="search" size="s" />
      <input
        type="search"
        value={text}
        onChange={e => setText(e.target.value)}
        placeholder={say('search')}
        aria-label={say('search')}
        maxLength={200}
      />
    </form>
  )
}

interface OpsFrameProps {
  readonly title: string
  readonly side?: ReactNode
  readonly children: ReactNode
}
/** A page for operators: where else one can go at its left, the search above. */
export const OpsFrame = ({ title, side, children }: OpsFrameProps) => {
  const both = useWords(shared)
  useEffect(() => {
    document.title = `${title} · ${both('jumun')}`
  }, [title, both])
  return (
    <div className="ops">
      <a className="skip" href="#main">
        {both('skip')}
      </a>
      <Rail />
      <div className="opsmain">
        <OfflineBanner />
        <header className="opsbar">
          <h1>{title}</h1>
          {side}
          <Search />
          <span className="fx">
            <Switches />
          </span>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}
