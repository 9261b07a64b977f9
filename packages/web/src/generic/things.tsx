import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { prefixOf } from '../api/client.ts'
import { NotFound } from '../app/not-found.tsx'
import { ShopFrame } from '../app/frame.tsx'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useWords } from '../words/index.ts'
import { Commands, type Item } from './commands.tsx'
import { Form } from './form.tsx'
import { type Collection, spoken, useCollections } from './model.ts'
import { shown, useThings } from './queries.ts'
import { Value } from './value.tsx'
import { genericWords } from './words.ts'

export const thingPath = (system: string, things: string, id: number | string): string =>
  `/generic/${system}/${things}/${encodeURIComponent(id)}`
/** What a ticket says of an item: the first fields that are not what it is in. */
const aboutOf = (of: Collection) => Object.entries(of.fields).filter(([field]) => field !== 'id' && field !== of.stateField)

const Table = ({ system, of, items }: { readonly system: string; readonly of: Collection; readonly items: readonly Item[] }) => (
  <div className="gtable" role="region" aria-label={spoken(of.name)} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {Object.keys(of.fields).map(field => (
            <th key={field} scope="col">
              {spoken(field)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr key={item.id}>
            {Object.entries(of.fields).map(([field, schema]) => (
              <td key={field}>
                {field === 'id' ? (
                  <Link href={thingPath(system, of.name, item.id)}>{String(item.id)}</Link>
                ) : (
                  <Value schema={schema} value={item[field]} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
/** A column for each state that somebody is in, in the order of the model; the oldest first, each with what can be done with it. */
const Columns = ({ system, of, items }: { readonly system: string; readonly of: Collection; readonly items: readonly Item[] }) => {
  const say = useWords(genericWords)
  const inState = (state: string) => items.filter(i => i[of.stateField!] === state).toReversed()
  // where somebody has something to do comes first, then what has ended
  const isOpen = (state: string) => inState(state).some(i => of.commands.some(c => i._links[c.name] !== undefined))
  const states = of.states.filter(s => inState(s).length).toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
  return (
    <div className="gcols">
      {states.map(state => (
        <section key={state} aria-label={spoken(state)}>
          <h2>
            {spoken(state)} <span className="num q">{inState(state).length}</span>
          </h2>
          {inState(state)
            .slice(0, 30)
            .map(item => (
              <article key={item.id} className="note" aria-label={String(item.id)}>
                <Link href={thingPath(system, of.name, item.id)} className="h2">
                  {say('number', { name: spoken(of.name.replace(/s$/, '')), id: item.id })}
                </Link>
                <dl className="gkv">
                  {aboutOf(of)
                    .slice(0, 4)
                    .map(([field, schema]) => (
                      <div key={field}>
                        <dt className="q sm">{spoken(field)}</dt>
                        <dd>
                          <Value schema={schema} value={item[field]} />
                        </dd>
                      </div>
                    ))}
                </dl>
                <Commands system={system} of={of} item={item} />
              </article>
            ))}
        </section>
      ))}
    </div>
  )
}

/** A list of a system: as a table, or by state with what can be done. */
export const Things = () => {
  const say = useWords(genericWords)
  const [, go] = useLocation()
  const { system, things } = useParams<{ system: string; things: string }>()
  const collections = useCollections(system)
  const list = useThings(system, things)
  const of = collections.data?.find(c => c.name === things)
  const [asTable, setAsTable] = useState<boolean>()
  const [isMaking, setMaking] = useState(false)
  if (collections.data && !of) return <NotFound />
  const hasColumns = of !== undefined && of.states.length > 0 && of.commands.length > 0
  const isTable = asTable ?? !hasColumns
  const items = list.data?.items ?? []
  const error = collections.error ?? (list.data ? null : list.error)
  return (
    <ShopFrame system={system} title={spoken(things)} back={`/generic/${system}`} wide>
      <div className="col">
        <div className="fx sp wrap">
          <p className="q" role="status">
            {list.data && say('all', { count: list.data.total })} {list.data && list.data.total > shown && say('newest', { count: shown })}
          </p>
          <span className="fx">
            {hasColumns && (
              <span className="fx">
                {([false, true] as const).map(table => (
                  <button
                    key={String(table)}
                    type="button"
                    className={`opt ${isTable === table ? 'on' : ''}`}
                    aria-pressed={isTable === table}
                    onClick={() => setAsTable(table)}
                  >
                    {say(table ? 'asList' : 'asBoard')}
                  </button>
                ))}
              </span>
            )}
            {of?.create && (
              <Button icon="plus" kind="outline" onClick={() => setMaking(true)}>
                {say('make')}
              </Button>
            )}
          </span>
        </div>
        {error && <Failure error={error} onRetry={() => void (collections.error ? collections : list).refetch()} />}
        {!error && (!of || !list.data) && <Skeleton rows={4} />}
        {of && list.data && !items.length && <Empty icon="list" title={say('none')} />}
        {of &&
          items.length > 0 &&
          (isTable ? <Table system={system} of={of} items={items} /> : <Columns system={system} of={of} items={items} />)}
      </div>
      <Dialog system={system} title={of?.create ? of.create.summary : ''} isOpen={isMaking} onClose={() => setMaking(false)}>
        {of?.create && (
          <Form
            asked={of.create}
            path={`${prefixOf(system)}/${things}`}
            onDone={({ id }) => {
              setMaking(false)
              go(thingPath(system, things, id))
            }}
          />
        )}
      </Dialog>
    </ShopFrame>
  )
}
