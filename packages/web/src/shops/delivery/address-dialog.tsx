import { useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextField } from '../../design/fields.tsx'
import { useWords } from '../../words/index.ts'
import type { Home } from './place.ts'
import { meals } from './words.ts'

interface AddressDialogProps {
  readonly home: Home
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onKeep: (home: Home) => void
}
/** Where the meal goes. The browser may know the place on the map; the address is told by the person. */
export const AddressDialog = ({ home, isOpen, onClose, onKeep }: AddressDialogProps) => {
  const say = useWords(meals)
  const [next, setNext] = useState(home)
  const [isLost, setLost] = useState(false)
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setNext(was => ({ ...was, location: { lat: coords.latitude, lng: coords.longitude } })),
      () => setLost(true),
    )
  return (
    <Dialog system="delivery" title={say('whereTo')} isOpen={isOpen} onClose={onClose}>
      <TextField
        label={say('address')}
        autoComplete="street-address"
        value={next.address}
        onText={address => setNext({ ...next, address })}
      />
      <Button kind="outline" wide icon="pin" onClick={locate}>
        {say('useMine')}
      </Button>
      {isLost && (
        <p className="sm ink-waiting" role="status">
          {say('noPlace')}
        </p>
      )}
      <Button
        wide
        disabled={next.address.trim() === ''}
        onClick={() => {
          onKeep({ ...next, address: next.address.trim() })
          onClose()
        }}
      >
        {say('keep')}
      </Button>
    </Dialog>
  )
}
