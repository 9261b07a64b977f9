import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { begin, settle } from '../api/intent.ts'
import { Refused } from '../api/answer.ts'
import { follow, type Linked, may, pathOf } from '../api/links.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Form } from './form.tsx'
import { type Asked, type Collection, spoken } from './model.ts'

export type Item = Linked & { readonly id: number | string } & { readonly [field: string]: unknown }

/** A button for each thing that may be done with an item now; what needs to be said is asked for. */
export const Commands = ({ system, of, item }: { readonly system: string; readonly of: Collection; readonly item: Item }) => {
  const client = useQueryClient()
  const [asking, setAsking] = useState<Asked>()
  const [busy, setBusy] = useState('')
  const [refused, setRefused] = useState('')
  const offered = of.commands.filter(c => may(item, c.name))
  const again = () => client.invalidateQueries({ queryKey: [system] })
  const press = async (command: Asked): Promise<void> => {
    if (Object.keys(command.schema.properties ?? {}).length) return setAsking(command)
    const intent = `generic.${system}.${of.name}.${item.id}.${command.name}`
    setBusy(command.name)
    setRefused('')
    try {
      await follow(item, command.name, {}, begin(intent, {}))
      settle(intent)
    } catch (error) {
      if (error instanceof Refused && error.status < 500) settle(intent)
      setRefused((error as Error).message)
    } finally {
      setBusy('')
      await again()
    }
  }
  return (
    <>
      <div className="fx wrap">
        {offered.map((command, i) => (
          <Button key={command.name} kind={i ? 'outline' : 'main'} busy={busy === command.name} onClick={() => void press(command)}>
            {spoken(command.name)}
          </Button>
        ))}
      </div>
      {refused && (
        <p className="ink-trouble sm" role="alert">
          {refused}
        </p>
      )}
      <Dialog system={system} title={asking ? spoken(asking.name) : ''} isOpen={asking !== undefined} onClose={() => setAsking(undefined)}>
        {asking && may(item, asking.name) && (
          <Form
            asked={asking}
            path={pathOf(item, asking.name)!}
            onDone={() => {
              setAsking(undefined)
              void again()
            }}
          />
        )}
      </Dialog>
    </>
  )
}
