import { Link } from 'wouter'
import { LinkButton } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { Note } from '../design/note.tsx'
import { useLanguage, useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'
import { type Fact, useFacts } from './facts.ts'
import { Logo, OfflineBanner, Switches } from './frame.tsx'
import { Mine } from './mine.tsx'
import { Roles } from './roles.tsx'
import { mustSignIn, useWho } from '../api/session.ts'
import { settings } from './started.ts'
import { street } from './street.ts'
import air from './street/air.svg'
import bread from './street/bread.svg'
import cafeteria from './street/cafeteria.svg'
import cars from './street/cars.svg'
import delivery from './street/delivery.svg'
import { WhoIsHere } from './who.tsx'
import { Invitation } from '../tour/invitation.tsx'
import { frontWords } from './words.ts'

const shops = {
  cafeteria: { picture: cafeteria, sign: 'signCafeteria' },
  bread: { picture: bread, sign: 'signBread' },
  air: { picture: air, sign: 'signAir' },
  delivery: { picture: delivery, sign: 'signDelivery' },
  cars: { picture: cars, sign: 'signCars' },
} as const
type Name = keyof typeof shops
const isDrawn = (name: string): name is Name => name in shops

/** One shop front with what is true right now; on a phone a card, elsewhere a house on the street. */
const Shop = ({ name, fact }: { readonly name: Name; readonly fact: Fact | undefined }) => {
  const say = useWords(frontWords)
  return (
    <Link href={`/shops/${name}`} className="shop" data-system={name}>
      <span className="house">
        <img src={shops[name].picture} alt="" width="220" height="302" />
        <span className="sign" aria-hidden="true">
          {say(shops[name].sign)}
        </span>
      </span>
      <span className="tx note small">
        <span className="h2">{say(name)}</span>
        <span className="k">{fact?.over ?? ' '}</span>
        <b>{fact?.main ?? '··'}</b>
        <span className="k2">{fact?.under ?? ' '}</span>
      </span>
      <Icon name="next" />
    </Link>
  )
}
/** A system that has no house of its own yet. */
const Plain = ({ name, title }: { readonly name: string; readonly title: string }) => (
  <Link href={`/generic/${name}`} className="shop plain">
    <Note small>{title}</Note>
    <Icon name="next" />
  </Link>
)

const Developers = () => {
  const say = useWords(frontWords)
  const language = useLanguage()
  return (
    <footer className="dev sm q">
      <b>{say('developers')}</b>
      {street.map(({ name, title }) => (
        <span key={name} className="fx wrap">
          <a href={`/docs/${name}`}>{say('api', { name: title[language] })}</a>
          <a href={`/boards/${name}.svg`}>{say('board', { name: title[language] })}</a>
        </span>
      ))}
      <span className="fx wrap">
        <a href="/operations">{say('operations')}</a>
        {settings.access === 'open' && <Link href="/design">{say('design')}</Link>}
      </span>
    </footer>
  )
}

export const Front = () => {
  const say = useWords(frontWords)
  const both = useWords(shared)
  const language = useLanguage()
  const facts = useFacts()
  const who = useWho()
  const isIn = !mustSignIn || who !== undefined
  const hasCafe = settings.systems.some(s => s.name === 'cafeteria')
  return (
    <div className="front">
      <a className="skip" href="#main">
        {both('skip')}
      </a>
      <header className="topbar">
        <Logo />
        <span className="up" />
        <WhoIsHere />
        <Link href="/me" className="iconbtn" aria-label={both('myOrders')}>
          <Icon name="person" />
        </Link>
        <Switches />
      </header>
      <OfflineBanner />
      <main id="main" tabIndex={-1}>
        <div className="welcome">
          <div className="col">
            <h1>{say('what')}</h1>
            <p className="q lead">{say('sentence')}</p>
          </div>
          {hasCafe && (
            <div className="col" data-system="cafeteria">
              <LinkButton to="/shops/cafeteria" icon="cup" wide>
                {say('coffee')}
              </LinkButton>
            </div>
          )}
        </div>
        <Invitation />
        {hasCafe && isIn && <Mine />}
        <nav className="street" aria-label={say('shops')}>
          {street.map(({ name, title }) =>
            isDrawn(name) ? <Shop key={name} name={name} fact={facts[name]} /> : <Plain key={name} name={name} title={title[language]} />,
          )}
        </nav>
        {isIn && <Roles />}
        <p className="promise sm q fx">
          <Icon name="shield" size="s" />
          <span>{say('promise')}</span>
        </p>
      </main>
      <Developers />
    </div>
  )
}
