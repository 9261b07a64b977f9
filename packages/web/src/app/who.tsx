import { Link } from 'wouter'
import { mustSignIn, signOut, useWho } from '../api/session.ts'
import { useWords } from '../words/index.ts'
import { settings } from './started.ts'
import { frontWords } from './words.ts'

/** Who is signed in here, and the way in and out; nothing where nobody has to be. */
export const WhoIsHere = () => {
  const say = useWords(frontWords)
  const who = useWho()
  if (!mustSignIn) return null
  if (!who)
    return (
      <Link href="/login" className="btn t">
        {say('login')}
      </Link>
    )
  return (
    <>
      {settings.signIn?.account !== undefined && (
        <a href={settings.signIn.account} className="btn t">
          {who.name ?? say('account')}
        </a>
      )}
      <button type="button" className="btn t" onClick={() => void signOut()}>
        {say('logout')}
      </button>
    </>
  )
}
