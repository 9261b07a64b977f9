import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { get, post } from '../api/links.ts'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { TextField } from '../design/fields.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { Deeds } from './deeds.tsx'
import { OpsFrame } from './frame.tsx'
import { caseName, useTitle } from './names.ts'
import { peopleWords } from './people-words.ts'
import { orderPath } from './queries.ts'
import type { Erased, Exported, Person } from './shapes.ts'
import { operatorWords } from './words.ts'

/** So many cases are named. */
const named = 12
/** Hands a file to whoever looks. */
const save = (name: string, value: unknown): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
const findPeople = (phone: string) =>
  get<{ readonly people: readonly Person[] }>(`/operations/people?phone=${encodeURIComponent(phone)}`).then(found => ({ ...found, phone }))

/** What erasing would touch, by context and kind. */
const Touches = ({ person }: { readonly person: Person }) => {
  const say = useWords(peopleWords)
  const { number } = useFormat()
  return (
    <section>
      <h3>{say('touches')}</h3>
      <dl className="kv">
        {Object.entries(person.things).map(([context, kinds]) => (
          <div key={context} className="fx sp">
            <dt>{context}</dt>
            <dd className="num said">
              {Object.entries(kinds)
                .map(([kind, count]) => say('things', { kind, count: number(count) }))
                .join(' · ')}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
interface EraseProps {
  readonly phone: string
  readonly person: Person
  readonly onClose: () => void
  readonly onErased: (done: Erased) => void
}
const Erase = ({ phone, person, onClose, onErased }: EraseProps) => {
  const say = useWords(peopleWords)
  const title = useTitle()
  const work = async (reason: string): Promise<string> => {
    const done = await post<Erased>('/operations/people/erase', { phone, system: person.system, reason }, undefined)
    onErased(done)
    return say('erased', { count: done.cases })
  }
  return (
    <Dialog system="" title={say('eraseFrom', { system: title(person.system) })} isOpen onClose={onClose}>
      <p>{say('eraseText')}</p>
      <Touches person={person} />
      <Deeds deeds={[{ label: say('erase'), kind: 'danger', icon: 'trash', work }]} />
    </Dialog>
  )
}
const Known = ({ person, onErase }: { readonly person: Person; readonly onErase: () => void }) => {
  const say = useWords(peopleWords)
  const title = useTitle()
  const isKnown = Object.keys(person.things).length > 0
  return (
    <article className="panel pad" aria-label={title(person.system)}>
      <div className="fx sp">
        <h2>{title(person.system)}</h2>
        {isKnown && <span className="tag">{say('cases', { count: person.cases.length })}</span>}
      </div>
      {!isKnown && <p className="q">{say('nothing')}</p>}
      {person.cases.length > 0 && (
        <p className="fx wrap">
          {person.cases.slice(0, named).map(kase => (
            <Link key={kase} href={orderPath(person.system, kase)}>
              {caseName(kase)}
            </Link>
          ))}
          {person.cases.length > named && <span className="q">{`+${person.cases.length - named}`}</span>}
        </p>
      )}
      {isKnown && <Touches person={person} />}
      {person.open.length > 0 && (
        <Banner tone="waiting" icon="clock" title={say('open')}>
          <ul>
            {person.open.slice(0, named).map(wait => (
              <li key={wait} className="said" lang="en">
                {wait}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {isKnown && person.open.length === 0 && (
        <Button kind="danger" icon="trash" onClick={onErase}>
          {say('eraseFrom', { system: title(person.system) })}
        </Button>
      )}
    </article>
  )
}
const Left = ({ done }: { readonly done: Erased }) => {
  const say = useWords(peopleWords)
  return (
    <Banner tone="done" icon="check" title={say('erased', { count: done.cases })}>
      <b>{say('left')}</b>
      <ul>
        {done.left.map(what => (
          <li key={what} className="said" lang="en">
            {what}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
const Export = ({ phone }: { readonly phone: string }) => {
  const say = useWords(peopleWords)
  const work = async (reason: string): Promise<string> => {
    const told = await post<{ readonly systems: readonly Exported[] }>('/operations/people/export', { phone, reason }, undefined)
    save('person.json', told.systems)
    return say('exported', { count: told.systems.reduce((sum, s) => sum + s.things.length, 0) })
  }
  return (
    <section className="panel pad" aria-label={say('export')}>
      <p className="q">{say('exportText')}</p>
      <Deeds deeds={[{ label: say('export'), kind: 'main', icon: 'list', work }]} />
    </section>
  )
}
/** Finds what is known of a person, hands it over, and erases it: what that touches is seen before. */
export const People = () => {
  const say = useWords(peopleWords)
  const both = useWords(operatorWords)
  const [text, setText] = useState('')
  const [erasing, setErasing] = useState<Person>()
  const [done, setDone] = useState<Erased>()
  const found = useMutation({ mutationFn: findPeople })
  const look = (e: FormEvent): void => {
    e.preventDefault()
    setDone(undefined)
    if (text.trim()) found.mutate(text.trim())
  }
  const phone = found.data?.phone ?? ''
  const known = found.data?.people.filter(p => Object.keys(p.things).length) ?? []
  return (
    <OpsFrame title={both('people')}>
      <div className="opsbody">
        <form className="deeds" onSubmit={look}>
          <TextField label={say('who')} value={text} maxLength={200} autoComplete="off" onText={setText} />
          <Button type="submit" icon="search" busy={found.isPending}>
            {say('find')}
          </Button>
        </form>
        <p className="q sm">{say('findText')}</p>
        {done && <Left done={done} />}
        {found.isIdle && <Empty icon="person" title={say('findTitle')} />}
        {found.isPending && <Skeleton rows={2} height={160} />}
        {found.error && <Failure error={found.error} onRetry={() => found.mutate(found.variables)} />}
        {found.data && known.length === 0 && <Empty icon="search" title={say('nowhere')} />}
        {found.data && known.length > 0 && (
          <>
            <div className="pasts">
              {found.data.people.map(p => (
                <Known key={p.system} person={p} onErase={() => setErasing(p)} />
              ))}
            </div>
            <Export key={phone} phone={phone} />
          </>
        )}
      </div>
      {erasing && (
        <Erase
          phone={phone}
          person={erasing}
          onClose={() => setErasing(undefined)}
          onErased={what => {
            setErasing(undefined)
            setDone(what)
            found.mutate(phone)
          }}
        />
      )}
    </OpsFrame>
  )
}
