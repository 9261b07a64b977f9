import { Link } from 'wouter'
import { Icon } from '../design/icon.tsx'
import type { IconName } from '../design/icons.ts'
import { useWords } from '../words/index.ts'
import { settings } from './started.ts'
import { frontWords } from './words.ts'

interface Role {
  readonly word: 'customer' | 'barista' | 'readyScreen' | 'baker' | 'flightManager' | 'owner' | 'rider'
  readonly icon: IconName
  readonly to: string
}
/** Who one may be, per system; a page that is built adds its line here. */
const roles: { readonly [system: string]: readonly Role[] } = {
  cafeteria: [
    { word: 'customer', icon: 'person', to: '/shops/cafeteria' },
    { word: 'barista', icon: 'cup', to: '/staff/cafeteria/bar' },
    { word: 'readyScreen', icon: 'bell', to: '/staff/cafeteria/ready' },
  ],
  bread: [
    { word: 'customer', icon: 'person', to: '/shops/bread' },
    { word: 'baker', icon: 'fire', to: '/staff/bread/board' },
  ],
  cars: [{ word: 'customer', icon: 'person', to: '/shops/cars' }],
  delivery: [
    { word: 'customer', icon: 'person', to: '/shops/delivery' },
    { word: 'owner', icon: 'shop', to: '/staff/delivery/kitchen/1' },
    { word: 'rider', icon: 'scooter', to: '/staff/delivery/rider' },
  ],
  air: [
    { word: 'customer', icon: 'person', to: '/shops/air' },
    { word: 'flightManager', icon: 'ticket', to: '/staff/air/flights' },
  ],
}
type SystemWord = 'cafeteria' | 'bread' | 'air' | 'delivery' | 'cars'

/** In open mode anybody may be anybody. */
export const Roles = () => {
  const say = useWords(frontWords)
  return (
    <section className="roles">
      <h2>{say('roles')}</h2>
      <p className="sm q">{say('rolesText')}</p>
      <ul>
        {settings.systems.flatMap(({ name }) =>
          (roles[name] ?? []).map(({ word, icon, to }) => (
            <li key={to} data-system={name}>
              <Link href={to} className="opt">
                <Icon name={icon} size="s" />
                {say(name as SystemWord)} · {say(word)}
              </Link>
            </li>
          )),
        )}
        <li>
          <Link href="/desk" className="opt">
            <Icon name="eye" size="s" />
            {say('operator')}
          </Link>
        </li>
      </ul>
    </section>
  )
}
