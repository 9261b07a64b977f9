import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { answer, Refused } from '../../api/answer.ts'
import { cars } from '../../api/cars.ts'
import { begin, settle } from '../../api/intent.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { Button } from '../../design/button.tsx'
import { Choices, TextField } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Note } from '../../design/note.tsx'
import { Failure } from '../../design/states.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { PersonField, usePerson } from './person.tsx'
import type { Quote } from './queries.ts'
import { useSaleSteps } from './sale-page.tsx'
import { conditionWords, knownModels, lot, modelName } from './words.ts'

interface Answers {
  readonly model: string
  readonly plateNumber: string
  readonly year: string
  readonly mileage: string
  readonly condition: 'A' | 'B' | 'C'
}
const steps = ['stepCar', 'stepDriven', 'stepCondition', 'stepPrice'] as const
const conditions = ['A', 'B', 'C'] as const
const isNumber = (text: string): boolean => /^\d{1,7}$/.test(text.replaceAll(',', '').trim())
const numberOf = (text: string): number => Number(text.replaceAll(',', '').trim())

const Four = ({ step }: { readonly step: number }) => {
  const say = useWords(lot)
  return (
    <ol className="four">
      {steps.map((word, i) => (
        <li key={word} className={i < step ? 'ok' : i === step ? 'on' : ''} aria-current={i === step ? 'step' : undefined}>
          <span className="k">{i < step ? <Icon name="check" size="s" /> : i + 1}</span>
          {say(word)}
        </li>
      ))}
    </ol>
  )
}

interface QuestionsProps {
  readonly step: number
  readonly answers: Answers
  readonly onAnswer: (answers: Answers) => void
}
const Questions = ({ step, answers, onAnswer }: QuestionsProps) => {
  const say = useWords(lot)
  if (step === 0)
    return (
      <>
        <Choices
          label={say('type')}
          choices={knownModels.map(value => ({ value, label: modelName(say, value) }))}
          chosen={[answers.model]}
          onChoose={([model]) => onAnswer({ ...answers, model: model ?? '' })}
        />
        <TextField
          label={say('otherModel')}
          value={modelName(say, answers.model)}
          maxLength={40}
          onText={model => onAnswer({ ...answers, model })}
        />
        <TextField
          label={say('plate')}
          value={answers.plateNumber}
          maxLength={20}
          hint={say('plateWrong')}
          onText={plateNumber => onAnswer({ ...answers, plateNumber })}
        />
        <TextField
          label={say('year')}
          inputMode="numeric"
          value={answers.year}
          hint={say('yearWrong')}
          onText={year => onAnswer({ ...answers, year })}
        />
      </>
    )
  if (step === 1)
    return (
      <TextField
        label={say('km')}
        inputMode="numeric"
        value={answers.mileage}
        hint={say('kmWrong')}
        side="km"
        onText={mileage => onAnswer({ ...answers, mileage })}
      />
    )
  return (
    <Choices
      label={say('condition')}
      choices={conditions.map(value => ({ value, label: say(conditionWords[value]) }))}
      chosen={[answers.condition]}
      onChoose={([condition]) => onAnswer({ ...answers, condition: conditions.find(c => c === condition) ?? 'A' })}
    />
  )
}

/** What it is worth today, and what happens then. */
const Price = ({ quote }: { readonly quote: Quote }) => {
  const say = useWords(lot)
  const { money, day, clock } = useFormat()
  const sum = money(quote.price)
  const way = useSaleSteps(sum)
  const until = quote.validUntil ? [day(quote.validUntil), clock(quote.validUntil)].join(' ') : ''
  return (
    <>
      <Note taped className="big">
        <p className="q sb">{say('market')}</p>
        <p className="qp num">{sum}</p>
        <p className="q sm">{say('holds', { until })}</p>
      </Note>
      <section className="sec">
        <h2>{say('ifSell')}</h2>
        <Timeline steps={way} />
      </section>
    </>
  )
}

const isAnswered = (step: number, { model, plateNumber, year, mileage }: Answers): boolean =>
  step === 0 ? model.trim() !== '' && plateNumber.trim() !== '' && /^\d{4}$/.test(year) : step === 1 ? isNumber(mileage) : true
const wishOf = ({ model, year, mileage, condition }: Answers) => ({
  model: model.trim(),
  year: Number(year),
  mileage: numberOf(mileage),
  condition,
})

/** Asks what it is worth, and sells it for that, once. */
const useSelling = (answers: Answers, onQuote: () => void) => {
  const language = useLanguage()
  const [, go] = useLocation()
  const [phone] = useKept('phone', '010-1234-5678')
  const ask = useMutation({
    mutationFn: (sellerId: number) => answer(cars.POST('/quotes', { body: { ...wishOf(answers), sellerId } })),
    onSuccess: onQuote,
  })
  const sell = useMutation({
    mutationFn: async (sellerId: number) => {
      const plateNumber = answers.plateNumber.trim()
      const body = {
        ...wishOf(answers),
        sellerId,
        plateNumber,
        quoteId: ask.data?.id ?? null,
        phoneNumber: phone.replaceAll('-', ''),
        language,
      }
      try {
        const sale = await answer(cars.POST('/sales', { body, params: { header: { 'Idempotency-Key': begin('cars.sale', body) } } }))
        settle('cars.sale')
        return sale
      } catch (error) {
        if (error instanceof Refused && error.status < 500) settle('cars.sale')
        throw error
      }
    },
    onSuccess: sale => go(`/shops/cars/sales/${sale.id}`),
  })
  return { ask, sell }
}

/** A car in four steps: which, how far, how well, and for how much. */
export const SellPage = () => {
  const say = useWords(lot)
  const person = usePerson()
  const [step, setStep] = useState(0)
  const [answers, setAnswers] = useState<Answers>({ model: '소나타', plateNumber: '', year: '2021', mileage: '', condition: 'A' })
  const { ask, sell } = useSelling(answers, () => setStep(3))
  const quote = ask.data
  const { id } = person
  const main =
    step === 3 ? (
      <Button wide busy={sell.isPending} disabled={id === undefined} onClick={() => id !== undefined && sell.mutate(id)}>
        {say('sellIt')}
      </Button>
    ) : (
      <Button
        wide
        busy={ask.isPending}
        disabled={id === undefined || !isAnswered(step, answers)}
        onClick={() => (step < 2 ? setStep(step + 1) : id !== undefined && ask.mutate(id))}
      >
        {say(step === 2 ? 'seePrice' : 'next')}
      </Button>
    )
  const error = ask.error ?? sell.error
  return (
    <ShopFrame
      system="cars"
      title={say('sellMine')}
      back="/shops/cars"
      bar={
        <>
          {main}
          {step > 0 && (
            <Button kind="text" wide onClick={() => setStep(step - 1)}>
              {say('before')}
            </Button>
          )}
        </>
      }
    >
      <h1>{say('sellTitle')}</h1>
      <Four step={step} />
      {error && <Failure error={error} />}
      {step === 3 && quote ? <Price quote={quote} /> : <Questions step={step} answers={answers} onAnswer={setAnswers} />}
      {step === 0 && <PersonField label={say('who')} person={person} />}
    </ShopFrame>
  )
}
