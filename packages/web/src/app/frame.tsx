import { onlineManager } from '@tanstack/react-query'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { Awning, LogoMark } from '../design/awning.tsx'
import { Banner } from '../design/banner.tsx'
import { Icon } from '../design/icon.tsx'
import { shared } from '../words/shared.ts'
import { speak, useLanguage, useWords } from '../words/index.ts'
import { choose, useTheme } from './theme.ts'

export const Logo = () => {
  const say = useWords(shared)
  return (
    <Link href="/" className="logo">
      <LogoMark />
      {say('jumun')}
    </Link>
  )
}
/** Language and theme: on every page. */
export const Switches = () => {
  const say = useWords(shared)
  const language = useLanguage()
  const theme = useTheme()
  const other = language === 'ko' ? 'en' : 'ko'
  return (
    <>
      <button
        type="button"
        className="iconbtn"
        aria-label={say(theme === 'dark' ? 'toLight' : 'toDark')}
        onClick={() => choose(theme === 'dark' ? 'light' : 'dark')}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <button type="button" className="iconbtn lang" lang={other} aria-label={say('language')} onClick={() => speak(other)}>
        {other === 'ko' ? '한' : 'EN'}
      </button>
    </>
  )
}
const useOnline = (): boolean =>
  useSyncExternalStore(
    told => onlineManager.subscribe(told),
    () => onlineManager.isOnline(),
  )
export const OfflineBanner = () => {
  const say = useWords(shared)
  return useOnline() ? null : (
    <div className="offline">
      <Banner tone="waiting" icon="offline" title={say('offline')} alert>
        {say('offlineText')}
      </Banner>
    </div>
  )
}

interface ShopFrameProps {
  readonly system: string
  readonly title: string
  /** Where back leads; left out: there is none. */
  readonly back?: string | undefined
  readonly side?: ReactNode
  /** What stays in reach of the thumb: the sum, and the one main button. */
  readonly bar?: ReactNode
  /** There will be a bar: its place is kept until it comes, so that nothing jumps. */
  readonly awaitsBar?: boolean
  /** Paying and its endings: nothing but what happens. */
  readonly bare?: boolean
  readonly wide?: boolean
  readonly children: ReactNode
}
/** A page of a shop: under its awning, with its title, and with the main button at the bottom (at the side where there is room). */
export const ShopFrame = ({ system, title, back, side, bar, awaitsBar, bare, wide, children }: ShopFrameProps) => {
  const say = useWords(shared)
  useEffect(() => {
    document.title = `${title} · ${say('jumun')}`
  }, [title, say])
  return (
    <div className={`shop-page ${bar || awaitsBar ? 'barred' : ''} ${wide ? 'wide' : ''}`} data-system={system}>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <Awning />
      <OfflineBanner />
      {!bare && (
        <header className="topbar">
          <span className="onwide">
            <Logo />
          </span>
          {back !== undefined && (
            <Link href={back} className="iconbtn" aria-label={say('back')}>
              <Icon name="back" />
            </Link>
          )}
          <span className="t">{title}</span>
          <span className="up" />
          {side}
          <Switches />
        </header>
      )}
      <div className="shop-body">
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {(bar || awaitsBar) && <footer className="paybar">{bar || <div className="sk coming" />}</footer>}
      </div>
    </div>
  )
}
