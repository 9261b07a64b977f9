import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { once } from '../../api/intent.ts'
import { follow } from '../../api/links.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Choices, TextField } from '../../design/fields.tsx'
import { Failure } from '../../design/states.tsx'
import type { Sale } from '../../shops/cars/queries.ts'
import { lot, modelName } from '../../shops/cars/words.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { dealerWords } from './words.ts'

interface DecideProps {
  readonly sale: Sale
  readonly buy: boolean
  readonly onClose: () => void
}
/** What a decision does to people and money is said before it is done. */
export const Decide = ({ sale, buy, onClose }: DecideProps) => {
  const say = useWords(dealerWords)
  const customers = useWords(lot)
  const { money } = useFormat()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const decide = useMutation({
    mutationFn: (body: object) => once(`cars.decide.${sale.id}`, body, key => follow(sale, 'decide', body, key)),
    onSettled: () => client.invalidateQueries({ queryKey: ['cars'] }),
    onSuccess: onClose,
  })
  const sum = money(sale.quote)
  const why = reason.trim()
  const title = buy ? say('buySure', { car: modelName(customers, sale.model) }) : say('declineSure')
  return (
    <Dialog system="cars" title={title} isOpen onClose={onClose}>
      <p>{buy ? say('buyText', { sum }) : say('declineText')}</p>
      {!buy && (
        <>
          <Choices
            label={say('why')}
            choices={[say('whyPrice'), say('whyCondition'), say('whyEnough')].map(value => ({ value, label: value }))}
            chosen={[reason]}
            onChoose={([one]) => setReason(one ?? '')}
          />
          <TextField label={say('why')} value={reason} onText={setReason} maxLength={200} />
        </>
      )}
      {decide.error && <Failure error={decide.error} />}
      <Button
        kind={buy ? 'main' : 'danger'}
        wide
        disabled={!buy && why === ''}
        busy={decide.isPending}
        onClick={() => decide.mutate(buy ? { buy } : { buy, reason: why })}
      >
        {buy ? say('buyYes', { sum }) : why === '' ? say('whyNeeded') : say('decline')}
      </Button>
      <Button kind="text" wide onClick={onClose}>
        {say('keep')}
      </Button>
    </Dialog>
  )
}
