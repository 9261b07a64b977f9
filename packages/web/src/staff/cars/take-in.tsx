import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, Refused } from '../../api/answer.ts'
import { cars } from '../../api/cars.ts'
import { once } from '../../api/intent.ts'
import { Button } from '../../design/button.tsx'
import { Choices, TextField } from '../../design/fields.tsx'
import { Failure } from '../../design/states.tsx'
import { conditionWords, knownModels, lot, modelName } from '../../shops/cars/words.ts'
import { useWords } from '../../words/index.ts'
import { dealerWords } from './words.ts'

const conditions = ['A', 'B', 'C'] as const
const blank = { model: knownModels[0] ?? '', salePrice: '', year: '', mileage: '', condition: '' }
const digits = (text: string): string => text.replaceAll(/[,\s]/g, '')
const numberOf = (text: string): number | null => (digits(text) === '' ? null : Number(digits(text)))

/** A car comes onto the lot by hand: it is for sale at once. */
export const TakeIn = ({ onDone }: { readonly onDone: () => void }) => {
  const say = useWords(dealerWords)
  const customers = useWords(lot)
  const client = useQueryClient()
  const [form, setForm] = useState(blank)
  const set = (name: keyof typeof blank) => (text: string) => setForm({ ...form, [name]: text })
  const add = useMutation({
    mutationFn: () => {
      const model = form.model.trim()
      const body = {
        carType: model,
        model,
        salePrice: numberOf(form.salePrice) ?? 0,
        year: numberOf(form.year),
        mileage: numberOf(form.mileage),
        condition: conditions.find(c => c === form.condition) ?? null,
      }
      return once('cars.stock', body, key => answer(cars.POST('/stocks', { body, params: { header: { 'Idempotency-Key': key } } })))
    },
    onSuccess: () => (void client.invalidateQueries({ queryKey: ['cars'] }), onDone()),
  })
  const wrong = add.error instanceof Refused ? add.error.problem.errors : undefined
  const errorOf = (name: string) => wrong?.find(e => e.field === name)?.message
  const number = (name: 'salePrice' | 'year' | 'mileage', label: string, hint?: string) => (
    <TextField label={label} inputMode="numeric" value={form[name]} onText={set(name)} hint={hint} error={errorOf(name)} />
  )
  const isReady =
    form.model.trim() !== '' && /^\d+$/.test(digits(form.salePrice)) && [form.year, form.mileage].every(text => /^\d*$/.test(digits(text)))
  return (
    <div className="col">
      <Choices
        label={say('car')}
        choices={knownModels.map(value => ({ value, label: modelName(customers, value) }))}
        chosen={[form.model]}
        onChoose={([model]) => set('model')(model ?? '')}
      />
      <TextField
        label={say('model')}
        value={modelName(customers, form.model)}
        maxLength={100}
        onText={set('model')}
        error={errorOf('model') ?? errorOf('carType')}
      />
      {number('salePrice', say('priceWon'))}
      {number('year', say('year'), say('maybe'))}
      {number('mileage', say('driven'), say('maybe'))}
      <Choices
        label={say('condition')}
        choices={conditions.map(value => ({ value, label: customers(conditionWords[value]) }))}
        chosen={[form.condition]}
        onChoose={([condition]) => set('condition')(condition ?? '')}
      />
      {add.error && !wrong && <Failure error={add.error} />}
      <Button wide disabled={!isReady} busy={add.isPending} onClick={() => add.mutate()}>
        {say('add')}
      </Button>
    </div>
  )
}
