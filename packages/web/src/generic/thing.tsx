import { useParams } from 'wouter'
import { ShopFrame } from '../app/frame.tsx'
import { NotFound } from '../app/not-found.tsx'
import { Refused } from '../api/answer.ts'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { Commands } from './commands.tsx'
import { spoken, useCollections } from './model.ts'
import { useHistory, useThing } from './queries.ts'
import { Value } from './value.tsx'
import { genericWords } from './words.ts'

/** One item: what it holds, what can be done with it now, and what happened to it. */
export const Thing = () => {
  const say = useWords(genericWords)
  const { moment } = useFormat()
  const { system, things, id: written } = useParams<{ system: string; things: string; id: string }>()
  const id = decodeURIComponent(written)
  const collections = useCollections(system)
  const of = collections.data?.find(c => c.name === things)
  const thing = useThing(system, things, id)
  const history = useHistory(system, things, id, of?.hasHistory === true)
  const isAway = thing.error instanceof Refused && thing.error.status === 404
  if (isAway || (collections.data && !of)) return <NotFound />
  const error = collections.error ?? (thing.data ? null : thing.error)
  const item = thing.data
  const canAct = item && of?.commands.some(c => item._links[c.name] !== undefined)
  return (
    <ShopFrame system={system} title={say('number', { name: spoken(things.replace(/s$/, '')), id })} back={`/generic/${system}/${things}`}>
      {error && <Failure error={error} onRetry={() => void thing.refetch()} />}
      {!error && (!of || !item) && <Skeleton rows={4} />}
      {of && item && (
        <div className="col">
          <article className="note">
            {of.stateField !== undefined && typeof item[of.stateField] === 'string' && (
              <div role="status">
                <h2 className="h1">{spoken(String(item[of.stateField]))}</h2>
              </div>
            )}
            <dl className="gkv">
              {Object.entries(of.fields)
                .filter(([field]) => field !== of.stateField && field !== 'id')
                .map(([field, schema]) => (
                  <div key={field}>
                    <dt className="q sm">{spoken(field)}</dt>
                    <dd>
                      <Value schema={schema} value={item[field]} />
                    </dd>
                  </div>
                ))}
            </dl>
          </article>
          {of.commands.length > 0 && (
            <section className="col">
              <h2>{say('can')}</h2>
              {!canAct && <p className="q">{say('cannot')}</p>}
              <Commands system={system} of={of} item={item} />
            </section>
          )}
          {history.data && history.data.events.length > 0 && (
            <section className="col">
              <h2>{say('happened')}</h2>
              <ol className="gpast">
                {history.data.events.map((e, i) => (
                  <li key={e.id ?? i}>
                    <span className="num q sm">{moment(e.time)}</span> <b>{spoken(e.event)}</b> <span className="q sm">{e.context}</span>
                  </li>
                ))}
              </ol>
            </section>
          )}
        </div>
      )}
    </ShopFrame>
  )
}
