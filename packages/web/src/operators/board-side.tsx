import { Link } from 'wouter'
import { post } from '../api/links.ts'
import { Banner } from '../design/banner.tsx'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { breakerOf, factsOf, type Known, type NoteFacts } from './board-facts.ts'
import { boardWords } from './board-words.ts'
import { type Deed, Deeds } from './deeds.tsx'
import { caseName } from './names.ts'
import type { Note, Picture } from './picture.ts'
import { orderPath, segments, useLast } from './queries.ts'
import type { Held, Money } from './shapes.ts'
import { mendPath } from './trouble.tsx'
import { operatorWords } from './words.ts'

interface LinesProps {
  readonly title: string
  readonly ids: readonly string[]
  readonly picture: Picture
  readonly onChoose: (id: string) => void
}
/** Where lines come from, or go to: each a way to that note. */
const Lines = ({ title, ids, picture, onChoose }: LinesProps) => {
  const notes = picture.notes.filter(n => ids.includes(n.id))
  if (!notes.length) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul className="lines">
        {notes.map(n => (
          <li key={n.id}>
            <span className={`sq ${n.kind}`} aria-hidden="true" />
            <button type="button" className="lnk" onClick={() => onChoose(n.id)}>
              {n.name}
            </button>
            <span className="q sm">{n.context}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
/** Which events tell what a note did last: its own, or those that it hears. Undefined: none do. */
const askedOf = (
  note: Note,
  picture: Picture,
): { readonly context: string; readonly query: string; readonly isHeard: boolean } | undefined => {
  if (note.kind === 'event') return { context: note.context, query: `type=${encodeURIComponent(note.name)}`, isHeard: false }
  if (note.kind === 'aggregate') return { context: note.context, query: `aggregate=${encodeURIComponent(note.name)}`, isHeard: false }
  if (note.kind !== 'policy' && note.kind !== 'view') return undefined
  const heard = picture.ways.filter(w => w.to === note.id && w.from.startsWith('event ')).map(w => w.from.split(' '))
  const context = heard[0]?.[1]
  if (context === undefined) return undefined
  const types = heard.filter(([, c]) => c === context).map(([, , ...name]) => `type=${encodeURIComponent(name.join(' '))}`)
  return { context, query: [...new Set(types)].join('&'), isHeard: true }
}
const Latest = ({ system, asked }: { readonly system: string; readonly asked: NonNullable<ReturnType<typeof askedOf>> }) => {
  const say = useWords(boardWords)
  const { exact } = useFormat()
  const { data, error, refetch } = useLast(system, asked.context, asked.query)
  return (
    <section>
      <h3>{say(asked.isHeard ? 'latestHeard' : 'latest')}</h3>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} height={28} />}
      {data?.events.length === 0 && <p className="q">{say('noneLately')}</p>}
      {data && data.events.length > 0 && (
        <table className="tbl last">
          <tbody>
            {data.events.map(e => (
              <tr key={e.id}>
                <td className="nw num q">{exact(e.time)}</td>
                <td className="said">{e.type}</td>
                <td className="said">
                  <Link href={orderPath(system, e.case)}>{caseName(e.case)}</Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
const Stuck = ({ facts }: { readonly facts: NoteFacts }) => {
  const say = useWords(boardWords)
  const [first] = facts.parked
  if (!first) return null
  return (
    <Banner tone="trouble" icon="warning" title={say('stuckHere', { count: facts.parked.length })}>
      <ul className="col">
        {facts.parked.slice(0, 5).map(lane => (
          <li key={mendPath(lane)} className="said">
            <Link href={mendPath(lane)}>{caseName(lane.case)}</Link> <span lang="en">{lane.reason}</span>
          </li>
        ))}
      </ul>
      <Link href="/desk/trouble">{say('allFailures')}</Link>
    </Banner>
  )
}
const MoneyOut = ({ money }: { readonly money: readonly Money[] }) => {
  const say = useWords(boardWords)
  const { money: won } = useFormat()
  if (!money.length) return null
  return (
    <section>
      <h3>{say('moneyOut')}</h3>
      <ul className="lines">
        {money.slice(0, 12).map(m => (
          <li key={`${m.case} ${m.what}`}>
            <Link href={orderPath(m.system, m.case)}>{caseName(m.case)}</Link>
            <span className="q sm">{say(m.state === 'unknown' ? 'unknown' : 'underWay')}</span>
            {m.amt !== null && <b className="num">{won(m.amt)}</b>}
          </li>
        ))}
      </ul>
    </section>
  )
}
/** By outcome how often. */
const Outcomes = ({ title, counts }: { readonly title: string; readonly counts: { readonly [outcome: string]: number } }) => {
  const { number } = useFormat()
  return (
    <section>
      <h3>{title}</h3>
      <dl className="kv">
        {Object.entries(counts).map(([outcome, count]) => (
          <div key={outcome} className="fx sp">
            <dt lang="en">{outcome}</dt>
            <dd className="num">{number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
interface HoldProps {
  readonly path: string
  readonly held: Held | undefined
  readonly words: {
    readonly hold: string
    readonly letGo: string
    readonly text: string
    readonly verbs: readonly [hold: string, letGo: string]
  }
}
/** An operator lets something wait, or go on. */
const Hold = ({ path, held, words }: HoldProps) => {
  const say = useWords(boardWords)
  const { moment } = useFormat()
  const verb = words.verbs[held ? 1 : 0]
  const deed: Deed = {
    label: held ? words.letGo : words.hold,
    kind: held ? 'main' : 'danger',
    icon: held ? 'play' : 'pause',
    work: async reason => {
      await post(`${path}/${verb}`, { reason }, undefined)
      return say('done')
    },
  }
  return (
    <section className="col">
      <p className="q sm said">
        {held ? say('heldSince', { time: moment(held.since), actor: held.actor, reason: held.reason }) : words.text}
      </p>
      <Deeds deeds={[deed]} />
    </section>
  )
}
const Acts = ({ note, system, known, picture }: SideProps) => {
  const say = useWords(boardWords)
  const into = picture.ways.filter(w => w.to === note.id && w.from.startsWith('policy '))
  const out = picture.ways.filter(w => w.from === note.id)
  const at = (context: string) => `/operations/contexts/${segments(system, context)}`
  const heldIn = (context: string, kind: Held['kind'], name: string) =>
    known.contexts.find(c => c.context === context)?.held?.find(h => h.kind === kind && h.name === name)
  const line = (note.kind === 'external' ? into : out).find(w => breakerOf(w, known.contexts))
  const guard = line && breakerOf(line, known.contexts)
  if (note.kind !== 'policy' && note.kind !== 'external') return null
  if (line && guard) {
    const asking = line.from.split(' ')[1] ?? ''
    return (
      <>
        <Outcomes title={say('answers')} counts={guard.counts} />
        <Hold
          path={`${at(asking)}/breakers/${encodeURIComponent(guard.name)}`}
          held={heldIn(asking, 'breaker', guard.name)}
          words={{
            hold: say('forceBreaker'),
            letGo: say('releaseBreaker'),
            text: say('forceText', { name: guard.name }),
            verbs: ['force', 'release'],
          }}
        />
      </>
    )
  }
  if (note.kind === 'external') return null
  return (
    <Hold
      path={`${at(note.context)}/policies/${encodeURIComponent(note.name)}`}
      held={heldIn(note.context, 'policy', note.name)}
      words={{ hold: say('pausePolicy'), letGo: say('resumePolicy'), text: say('pauseText'), verbs: ['pause', 'resume'] }}
    />
  )
}
export interface SideProps {
  readonly note: Note
  readonly system: string
  readonly picture: Picture
  readonly known: Known
  readonly onChoose: (id: string | undefined) => void
}
const Figures = ({ note, facts }: { readonly note: Note; readonly facts: NoteFacts }) => {
  const say = useWords(boardWords)
  const { number, lasted } = useFormat()
  const said: string[] = []
  if (facts.count !== undefined)
    said.push(
      say(note.kind === 'aggregate' || note.kind === 'view' ? 'there' : 'counted', { count: facts.count }).replace(/\d+/, n =>
        number(Number(n)),
      ),
    )
  if (facts.takes !== undefined) said.push(say('takes', { time: lasted(facts.takes) }))
  if (facts.owed) said.push(say('owed', { count: facts.owed }))
  return said.length ? <p className="num">{said.join(' · ')}</p> : null
}
/** All that there is to say of a note: what it is connected with, what happened last, what is wrong, and what may be done about it. */
export const BoardSide = (props: SideProps) => {
  const { note, system, picture, known, onChoose } = props
  const say = useWords(boardWords)
  const both = useWords(operatorWords)
  const facts = factsOf(note, picture.ways, known)
  const asked = askedOf(note, picture)
  const commands = known.flows.find(f => f.context === note.context)?.commands[note.name]
  const ids = (end: 'from' | 'to', of: 'from' | 'to') => picture.ways.filter(w => w[of] === note.id).map(w => w[end])
  return (
    <>
      <div className="fx">
        <span className={`sq ${note.kind}`} aria-hidden="true" />
        <h2 className="said">{note.name}</h2>
        <span className="tag">{note.context}</span>
        <button type="button" className="cmd q up" aria-label={say('close', { name: note.name })} onClick={() => onChoose(undefined)}>
          <span aria-hidden="true">×</span>
        </button>
      </div>
      <p className="q sm">{say('noteLabel', { name: note.name, context: note.context, kind: say(note.kind) })}</p>
      <Figures note={note} facts={facts} />
      <Stuck facts={facts} />
      <MoneyOut money={facts.money} />
      {note.kind === 'command' &&
        (commands ? <Outcomes title={say('outcomes')} counts={commands} /> : <p className="q">{say('onlyPolicies')}</p>)}
      {asked && <Latest system={system} asked={asked} />}
      <Lines title={say('comesFrom')} ids={ids('from', 'to')} picture={picture} onChoose={onChoose} />
      <Lines title={say('goesTo')} ids={ids('to', 'from')} picture={picture} onChoose={onChoose} />
      <Acts {...props} />
      <p className="sm">
        <Link href="/desk/acts">{both('allActs')}</Link>
      </p>
    </>
  )
}
