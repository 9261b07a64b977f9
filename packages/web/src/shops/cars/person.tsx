import { useKept } from '../../app/kept.ts'
import { TextField } from '../../design/fields.tsx'
import { useWords } from '../../words/index.ts'
import { lot } from './words.ts'

/** Buyers and sellers are known by a number. */
export const usePerson = () => {
  const [text, setText] = useKept('cars.person', '11')
  const id = /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text.trim()) : undefined
  return { text, setText, id }
}
export const PersonField = ({ label, person }: { readonly label: string; readonly person: ReturnType<typeof usePerson> }) => {
  const say = useWords(lot)
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={person.text}
      onText={person.setText}
      hint={say('whoHint')}
      error={person.id === undefined ? say('whoWrong') : undefined}
    />
  )
}
