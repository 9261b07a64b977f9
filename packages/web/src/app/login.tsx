import { useEffect, useState } from 'react'
import { failure, isRemembered, signIn } from '../api/session.ts'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { useLanguage, useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'
import { Logo, OfflineBanner, Switches } from './frame.tsx'
import { settings } from './started.ts'
import { frontWords } from './words.ts'

/** What stands before every page of somebody who has to say first who they are. `back`: where they go then. */
export const Login = ({ back }: { readonly back: string }) => {
  const say = useWords(frontWords)
  const both = useWords(shared)
  const language = useLanguage()
  const [trouble, setTrouble] = useState(failure)
  const go = (silent = false): void => void signIn(back, language, silent).catch(() => setTrouble('away'))
  useEffect(() => {
    document.title = `${say('login')} · ${both('jumun')}`
  }, [say, both])
  // their session ended here, and may go on at the provider
  // oxlint-disable-next-line react/exhaustive-deps -- once, when the page comes up
  useEffect(() => {
    if (isRemembered()) go(true)
  }, [])
  return (
    <div className="front">
      <header className="topbar">
        <Logo />
        <span className="up" />
        <Switches />
      </header>
      <OfflineBanner />
      <main id="main" tabIndex={-1}>
        <div className="welcome">
          <div className="col">
            <h1>{say('login')}</h1>
            <p className="q lead">{say(settings.signIn ? 'loginText' : 'loginClosed')}</p>
            {trouble !== 'none' && (
              <Banner tone="trouble" icon="warning" title={say('loginTrouble')} alert>
                {say(trouble === 'away' ? 'loginAway' : 'loginRefused')}
              </Banner>
            )}
          </div>
          {settings.signIn && (
            <div className="col">
              <Button wide icon="person" onClick={() => go()}>
                {say('login')}
              </Button>
            </div>
          )}
        </div>
      </main>
    </div>
  )
}
