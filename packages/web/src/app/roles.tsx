import { Link } from 'wouter'
import { mustSignIn, useWho, type Who } from '../api/session.ts'
import { Icon } from '../design/icon.tsx'
import type { IconName } from '../design/icons.ts'
import { useWords } from '../words/index.ts'
import { street } from './street.ts'
import { frontWords } from './words.ts'

interface Role {
  readonly word:
    | 'customer'
    | 'barista'
    | 'readyScreen'
    | 'menuEditor'
    | 'baker'
    | 'flightManager'
    | 'owner'
    | 'rider'
    | 'purchasing'
    | 'transport'
    | 'stock'
  readonly icon: IconName
  readonly to: string
  /** Whose place it is, where people have roles; left out: the street leads there. */
  readonly of?: readonly string[]
}
/** Who one may be, per system; a page that is built adds its line here. */
const roles: { readonly [system: string]: readonly Role[] } = {
  cafeteria: [
    { word: 'customer', icon: 'person', to: '/shops/cafeteria' },
    { word: 'barista', icon: 'cup', to: '/staff/cafeteria/bar', of: ['barista', 'manager'] },
    { word: 'readyScreen', icon: 'bell', to: '/staff/cafeteria/ready', of: ['barista', 'manager'] },
    { word: 'menuEditor', icon: 'edit', to: '/staff/cafeteria/menu', of: ['manager'] },
  ],
  bread: [
    { word: 'customer', icon: 'person', to: '/shops/bread' },
    { word: 'baker', icon: 'fire', to: '/staff/bread/board', of: ['baker'] },
  ],
  cars: [
    { word: 'customer', icon: 'person', to: '/shops/cars' },
    { word: 'purchasing', icon: 'won', to: '/staff/cars/purchasing', of: ['purchasing'] },
    { word: 'transport', icon: 'truck', to: '/staff/cars/transport', of: ['transporter'] },
    { word: 'stock', icon: 'list', to: '/staff/cars/stock', of: ['stockManager'] },
  ],
  delivery: [
    { word: 'customer', icon: 'person', to: '/shops/delivery' },
    { word: 'owner', icon: 'shop', to: '/staff/delivery/kitchen/1', of: ['owner'] },
    { word: 'rider', icon: 'scooter', to: '/staff/delivery/rider', of: ['rider'] },
  ],
  air: [
    { word: 'customer', icon: 'person', to: '/shops/air' },
    { word: 'flightManager', icon: 'ticket', to: '/staff/air/flights', of: ['flightManager'] },
  ],
}
type SystemWord = 'cafeteria' | 'bread' | 'air' | 'delivery' | 'cars'

const placeOf = ({ to }: Role, who: Who | undefined): string =>
  who?.claims['storeId'] === undefined ? to : to.replace('/kitchen/1', `/kitchen/${encodeURIComponent(who.claims['storeId'])}`)

/** In open mode anybody may be anybody; else everybody finds where they work. */
export const Roles = () => {
  const say = useWords(frontWords)
  const who = useWho()
  const isTheirs = (of: readonly string[] | undefined): boolean => !mustSignIn || (of?.some(role => who?.roles.includes(role)) ?? false)
  const places = street.flatMap(({ name }) =>
    (roles[name] ?? []).filter(r => isTheirs(r.of)).map(role => ({ name, role, to: placeOf(role, who) })),
  )
  const operates = isTheirs(['operator'])
  if (!places.length && !operates) return null
  return (
    <section className="roles">
      <h2>{say(mustSignIn ? 'work' : 'roles')}</h2>
      {!mustSignIn && <p className="sm q">{say('rolesText')}</p>}
      <ul>
        {places.map(({ name, role, to }) => (
          <li key={to} data-system={name}>
            <Link href={to} className="opt">
              <Icon name={role.icon} size="s" />
              {say(name as SystemWord)} · {say(role.word)}
            </Link>
          </li>
        ))}
        {operates && (
          <li>
            <Link href="/desk" className="opt">
              <Icon name="eye" size="s" />
              {say('operator')}
            </Link>
          </li>
        )}
      </ul>
    </section>
  )
}
