import { Icon } from '../design/icon.tsx'
import { useWords } from '../words/index.ts'
import type { useSound } from './sound.ts'
import { staffWords } from './words.ts'

/** Turns a wall's sound on and off. */
export const SoundSwitch = ({ sound: { on, setOn } }: { readonly sound: ReturnType<typeof useSound> }) => {
  const staff = useWords(staffWords)
  return (
    <button type="button" className="wallbtn" aria-pressed={on} onClick={() => setOn(!on)}>
      <Icon name={on ? 'sound' : 'mute'} />
      {staff(on ? 'soundOn' : 'soundOff')}
    </button>
  )
}
