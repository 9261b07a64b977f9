import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { air } from '../../api/air.ts'
import { answer, Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { Button } from '../../design/button.tsx'
import { TextField } from '../../design/fields.tsx'
import { Failure } from '../../design/states.tsx'
import { useWords } from '../../words/index.ts'
import { deskWords } from './words.ts'

const hour = 3_600_000
/** How the browser's field for a day and a time writes it, in the time of this place. */
const local = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const next = Math.ceil((Date.now() + 24 * hour) / hour) * hour
const blank = {
  departure: 'ICN',
  arrival: 'CJU',
  departureTime: local(next),
  arrivalTime: local(next + 1.25 * hour),
  seats: '180',
  fare: '100000',
}
const isNumber = (text: string): boolean => /^[1-9]\d*$/.test(text)
const isTime = (text: string): boolean => !Number.isNaN(Date.parse(text))

/** A flight is published, and can be reserved at once. */
export const NewFlight = ({ onDone }: { readonly onDone: () => void }) => {
  const say = useWords(deskWords)
  const client = useQueryClient()
  const [form, setForm] = useState(blank)
  const set = (name: keyof typeof blank) => (text: string) => setForm({ ...form, [name]: text })
  const add = useMutation({
    mutationFn: () => {
      const times = { departureTime: new Date(form.departureTime).toISOString(), arrivalTime: new Date(form.arrivalTime).toISOString() }
      const body = { departure: form.departure, arrival: form.arrival, ...times, seats: Number(form.seats), fare: Number(form.fare) }
      return answer(air.POST('/schedules', { body, params: { header: { 'Idempotency-Key': begin('air.schedule', body) } } }))
    },
    onSettled: (_, error) => {
      if (!error || error instanceof Refused) settle('air.schedule')
    },
    onSuccess: () => (void client.invalidateQueries({ queryKey: ['air', 'schedules'] }), onDone()),
  })
  const wrong = add.error instanceof Refused ? add.error.problem.errors : undefined
  const field = (name: keyof typeof blank, label: string, type: string, hint?: string) => (
    <TextField
      label={label}
      type={type}
      value={form[name]}
      onText={set(name)}
      hint={hint}
      error={wrong?.find(e => e.field === name)?.message}
    />
  )
  const isReady = [form.seats, form.fare].every(isNumber) && [form.departureTime, form.arrivalTime].every(isTime)
  return (
    <div className="col">
      {field('departure', say('from'), 'text', say('codeHint'))}
      {field('arrival', say('to'), 'text', say('codeHint'))}
      {field('departureTime', say('departs'), 'datetime-local')}
      {field('arrivalTime', say('arrives'), 'datetime-local')}
      {field('seats', say('seats'), 'number')}
      {field('fare', say('fare'), 'number')}
      {add.error && !wrong && <Failure error={add.error} />}
      <Button wide disabled={!isReady} busy={add.isPending} onClick={() => add.mutate()}>
        {say('add')}
      </Button>
    </div>
  )
}
