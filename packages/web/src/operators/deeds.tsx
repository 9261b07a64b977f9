import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Refused } from '../api/answer.ts'
import { Button, type ButtonKind } from '../design/button.tsx'
import { TextField } from '../design/fields.tsx'
import type { IconName } from '../design/icons.ts'
import { useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'
import { operationsKey } from './queries.ts'
import { operatorWords } from './words.ts'

export interface Deed {
  readonly label: string
  readonly kind: ButtonKind
  readonly icon: IconName
  /** Does it, and says what came of it. */
  readonly work: (reason: string) => Promise<string>
}
/** What may be done here, with the reason in the same line: no act is kept without one. Return does the last deed, which is the main one. */
export const Deeds = ({ deeds }: { readonly deeds: readonly Deed[] }) => {
  const say = useWords(operatorWords)
  const both = useWords(shared)
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const act = useMutation({
    mutationFn: (deed: Deed) => deed.work(reason.trim()),
    onSuccess: () => setReason(''),
    onSettled: () => client.invalidateQueries({ queryKey: [operationsKey] }),
  })
  const begin = (deed: Deed | undefined): void => {
    setMissing(!reason.trim())
    if (reason.trim() && deed) act.mutate(deed)
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    begin(deeds.at(-1))
  }
  const wrong = act.error instanceof Refused ? act.error.problem.detail : act.error && both('unreached')
  return (
    <form className="col" onSubmit={submit}>
      <div className="deeds">
        <TextField
          label={say('why')}
          value={reason}
          maxLength={1000}
          error={isMissing ? say('whyMissing') : undefined}
          onText={setReason}
        />
        {deeds.map(deed => (
          <Button
            key={deed.label}
            kind={deed.kind}
            icon={deed.icon}
            busy={act.isPending && act.variables?.label === deed.label}
            disabled={act.isPending}
            onClick={() => begin(deed)}
          >
            {deed.label}
          </Button>
        ))}
      </div>
      <p role="status" className={wrong ? 'ink-trouble said' : 'said'}>
        {wrong || act.data}
      </p>
    </form>
  )
}
