import { useState } from 'react'
import { Link } from 'wouter'
import { prefixOf } from '../api/client.ts'
import { get, post } from '../api/links.ts'
import { useLive } from '../api/live.ts'
import { Button } from '../design/button.tsx'
import { Chip } from '../design/chip.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextField } from '../design/fields.tsx'
import { Commands, type Item } from '../generic/commands.tsx'
import { useCollections } from '../generic/model.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { Deeds } from './deeds.tsx'
import { moneyWords } from './money-words.ts'
import { caseName, useTitle } from './names.ts'
import { orderPath, segments } from './queries.ts'
import type { Task } from './shapes.ts'

/** What is told of it as it is; the rest stands behind its case. */
const told = ['what', 'key', 'reference', 'ours', 'theirs', 'amt', 'price', 'amount', 'at'] as const
const Facts = ({ item }: { readonly item: Item }) => (
  <dl className="kv">
    {told.map(
      field =>
        item[field] !== undefined &&
        item[field] !== null && (
          <div key={field} className="fx sp">
            <dt>{field}</dt>
            <dd className="mono said">{typeof item[field] === 'string' ? item[field] : JSON.stringify(item[field])}</dd>
          </div>
        ),
    )}
  </dl>
)
/** What may be done with the item itself, by its links. */
const ItsCommands = ({ task }: { readonly task: Task }) => {
  const { system, collection = '', item = 0 } = task
  const path = `${prefixOf(system)}/${segments(collection, String(item))}`
  const its = useLive<Item>({
    queryKey: [system, 'task', collection, item],
    watch: `${collection}/${item}`,
    queryFn: () => get<Item>(path),
  })
  const of = useCollections(system).data?.find(c => c.name === collection)
  if (!its.data) return null
  return (
    <>
      <Facts item={its.data} />
      {of && <Commands system={system} of={of} item={its.data} />}
    </>
  )
}
type Wish = 'assign' | 'resolve'
const Ask = ({
  task,
  name,
  wish,
  onClose,
}: {
  readonly task: Task
  readonly name: string
  readonly wish: Wish
  readonly onClose: () => void
}) => {
  const say = useWords(moneyWords)
  const [owner, setOwner] = useState(task.owner ?? '')
  const [deadline, setDeadline] = useState('')
  const { system, context, collection = '', item = 0 } = task
  const work = async (reason: string): Promise<string> => {
    if (wish === 'assign' && (!owner.trim() || !deadline)) return say('missing')
    const more = wish === 'assign' ? { owner: owner.trim(), deadline: new Date(deadline).toISOString() } : {}
    await post(`/operations/tasks/${segments(system, context, collection, String(item))}/${wish}`, { reason, ...more }, undefined)
    onClose()
    return say('done')
  }
  return (
    <Dialog system="" title={say(wish === 'assign' ? 'assignWhat' : 'resolveWhat', { what: name })} isOpen onClose={onClose}>
      {wish === 'assign' ? (
        <>
          <TextField label={say('owner')} value={owner} maxLength={200} onText={setOwner} />
          <TextField label={say('deadline')} type="datetime-local" value={deadline} onText={setDeadline} />
        </>
      ) : (
        <p>{say('resolveText')}</p>
      )}
      <Deeds deeds={[{ label: say(wish), kind: 'main', icon: wish === 'assign' ? 'person' : 'check', work }]} />
    </Dialog>
  )
}
/** Something that does not end by itself: what it is, who sees to it, and what may be done. */
export const TaskCard = ({ task }: { readonly task: Task }) => {
  const say = useWords(moneyWords)
  const title = useTitle()
  const { moment } = useFormat()
  const [wish, setWish] = useState<Wish>()
  const name = say('taskOf', { what: task.what, item: task.item ?? '' })
  const isNoted = task.collection !== undefined && task.item !== undefined
  return (
    <article className="panel pad" aria-label={name}>
      <div className="fx sp">
        <b className="said" lang="en">
          {name}
        </b>
        <span className="tag">{`${title(task.system)} ${task.context}`}</span>
      </div>
      <p className="fx wrap">
        <Link href={orderPath(task.system, task.case)}>{caseName(task.case)}</Link>
        <span className="q">
          {task.owner && task.deadline ? say('ownedBy', { owner: task.owner, deadline: moment(task.deadline) }) : say('nobody')}
        </span>
        {task.overdue && (
          <Chip tone="trouble" icon="timer" bare>
            {say('late')}
          </Chip>
        )}
      </p>
      {isNoted && (
        <>
          <ItsCommands task={task} />
          <div className="fx wrap">
            {(['assign', 'resolve'] as const).map(what => (
              <Button
                key={what}
                kind="outline"
                icon={what === 'assign' ? 'person' : 'check'}
                aria-label={say(what === 'assign' ? 'assignWhat' : 'resolveWhat', { what: name })}
                onClick={() => setWish(what)}
              >
                {say(what)}
              </Button>
            ))}
          </div>
        </>
      )}
      {wish && <Ask task={task} name={name} wish={wish} onClose={() => setWish(undefined)} />}
    </article>
  )
}
