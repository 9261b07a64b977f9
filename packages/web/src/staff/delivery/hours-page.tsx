import { useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Choices, TextField } from '../../design/fields.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { opensAt } from '../../shops/delivery/place.ts'
import { type Store, useStores } from '../../shops/delivery/queries.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { usePause, useTerms } from './use-pause.ts'
import { kitchenWords } from './words.ts'

/** For so many minutes; the last: for today. */
const pauses = [15, 30, 60, undefined] as const

/** Closed at once, and open again by itself. */
const Pause = ({ store }: { readonly store: Store }) => {
  const say = useWords(kitchenWords)
  const { pausedUntil, mayPause, isClosed, error, isBusy, pause, resume } = usePause(store)
  return (
    <section className="sec col">
      <h2>{say('pause')}</h2>
      {error && <Failure error={error} />}
      {pausedUntil ? (
        <>
          <Banner tone="waiting" icon="pause" title={say('pausedUntil', { time: pausedUntil })}>
            {say('pausedText')}
          </Banner>
          <Button wide icon="play" busy={isBusy} onClick={resume}>
            {say('resume')}
          </Button>
        </>
      ) : isClosed ? (
        <p className="q">{say('closedNow', { time: opensAt(store) })}</p>
      ) : (
        <>
          <p className="q">{say('pauseText')}</p>
          <div className="fx wrap">
            {pauses.map(minutes => (
              <Button key={minutes ?? 0} kind="outline" icon="pause" disabled={isBusy || !mayPause} onClick={() => pause(minutes)}>
                {minutes === undefined ? say('pauseToday') : say('pauseFor', { count: minutes })}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  )
}

const digits = (text: string): string => text.replaceAll(/[,\s]/g, '')
/** When it opens and closes, from which sum on it delivers, and what that costs. */
const Terms = ({ store }: { readonly store: Store }) => {
  const say = useWords(kitchenWords)
  const terms = useTerms(store.storeId)
  const [{ opens, closes }] = useState(store)
  const [isAlways, setAlways] = useState(opens === null || closes === null)
  const [form, setForm] = useState({
    opens: opens ?? '09:00',
    closes: closes ?? '22:00',
    minimum: String(store.minimum),
    deliveryFee: String(store.deliveryFee),
  })
  const wrong = terms.error instanceof Refused ? terms.error.problem.errors : undefined
  const field = (name: keyof typeof form, type: 'time' | 'text') => (
    <TextField
      label={say(name)}
      type={type}
      {...(type === 'text' ? { inputMode: 'numeric' as const } : {})}
      value={form[name]}
      error={wrong?.find(e => e.field === name)?.message}
      onText={text => setForm({ ...form, [name]: text })}
    />
  )
  const isReady = [form.minimum, form.deliveryFee].every(text => /^\d+$/.test(digits(text))) && (isAlways || form.opens !== form.closes)
  return (
    <section className="sec col">
      <h2>{say('hoursTitle')}</h2>
      <Choices
        label={say('hoursTitle')}
        choices={[
          { value: 'hours', label: say('fromTo') },
          { value: 'always', label: say('always') },
        ]}
        chosen={[isAlways ? 'always' : 'hours']}
        onChoose={([one]) => setAlways(one === 'always')}
      />
      {!isAlways && (
        <div className="hours">
          {field('opens', 'time')}
          {field('closes', 'time')}
        </div>
      )}
      {field('minimum', 'text')}
      {field('deliveryFee', 'text')}
      {terms.error && !wrong?.length && <Failure error={terms.error} />}
      <p className="sm ink-done" role="status">
        {terms.isSuccess ? say('saved') : ''}
      </p>
      <Button
        wide
        busy={terms.isPending}
        disabled={!isReady}
        onClick={() =>
          terms.mutate({
            ...(isAlways ? { opens: null, closes: null } : { opens: form.opens, closes: form.closes }),
            minimum: Number(digits(form.minimum)),
            deliveryFee: Number(digits(form.deliveryFee)),
          })
        }
      >
        {say('save')}
      </Button>
    </section>
  )
}

/** When a store is open, as its owner says it; and a pause with one tap. */
export const HoursPage = ({ storeId }: { readonly storeId: string }) => {
  const say = useWords(kitchenWords)
  const language = useLanguage()
  const stores = useStores()
  const store = stores.data?.find(s => s.storeId === storeId)
  if (stores.data && !store) return <NotFound system="delivery" />
  return (
    <ShopFrame
      system="delivery"
      title={[store?.name[language], say('hoursTitle')].filter(Boolean).join(' · ')}
      back={`/staff/delivery/kitchen/${encodeURIComponent(storeId)}`}
    >
      {store === undefined ? (
        stores.error ? (
          <Failure error={stores.error} onRetry={() => void stores.refetch()} />
        ) : (
          <Skeleton rows={3} height={120} />
        )
      ) : (
        <>
          <Pause store={store} />
          <Terms store={store} />
        </>
      )}
    </ShopFrame>
  )
}
