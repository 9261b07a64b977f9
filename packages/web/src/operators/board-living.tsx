import { useEffect, useMemo, useRef } from 'react'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { factsOf, type Known, type NoteFacts, type Sign, signsOf } from './board-facts.ts'
import { boardWords } from './board-words.ts'
import { middleOf, type Note, type Picture } from './picture.ts'
import { Pulses } from './pulses.tsx'

/** The drawing itself; its colors are those of the theme. */
const Drawing = ({ picture }: { readonly picture: Picture }) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.replaceChildren(document.importNode(picture.drawing, true)), [picture])
  return <div ref={place} />
}
/** What of a note is written on it, beside its name; what never happened is not. */
const useFigure = () => {
  const say = useWords(boardWords)
  const { number, lasted } = useFormat()
  return ({ count, takes, owed }: NoteFacts) => [
    ...(count ? [number(count)] : []),
    ...(takes === undefined ? [] : [lasted(takes)]),
    ...(owed ? [say('owed', { count: owed })] : []),
  ]
}
interface NoteButtonProps {
  readonly note: Note
  readonly facts: NoteFacts
  readonly isChosen: boolean
  readonly onChoose: (id: string) => void
}
const NoteButton = ({ note, facts, isChosen, onChoose }: NoteButtonProps) => {
  const say = useWords(boardWords)
  const figure = useFigure()(facts)
  const { id, kind, name, context, x, y, w, h } = note
  const stuck = facts.parked.length
  const said = [
    say('noteLabel', { name, context, kind: say(kind) }),
    ...figure,
    ...(stuck ? [say('parked', { count: stuck })] : []),
    ...(facts.isHeld ? [say('held')] : []),
  ]
  return (
    <button
      type="button"
      className={`noteface ${kind} ${stuck ? 'stuck' : ''}`}
      style={{ left: x, top: y, width: w, height: h }}
      aria-label={said.join(', ')}
      aria-pressed={isChosen}
      onClick={() => onChoose(id)}
    >
      {figure.length > 0 && <span className="figure num">{figure.join(' · ')}</span>}
      {stuck > 0 && <span className="stucks num">{stuck}</span>}
      {facts.isHeld && <span className="heldsign">Ⅱ</span>}
    </button>
  )
}
const useSigned = () => {
  const say = useWords(boardWords)
  const { number, money } = useFormat()
  return ({ kind, way, count, won, name }: Sign): readonly [short: string, long: string] => {
    const [from = '', to = ''] = [way.from.split(' ')[1], way.to.split(' ')[1]]
    if (kind === 'money') return [`${number(count)} · ${money(won)}`, say('moneySign', { name, count, won: money(won) })]
    if (kind === 'breaker') return ['!', say('breakerSign', { name })]
    if (kind === 'held') return [`Ⅱ ${number(count)}`, say('heldSign', { from, to, count: number(count) })]
    return [number(count), say('waitingSign', { from, to, count: number(count) })]
  }
}
const Signs = ({ signs }: { readonly signs: readonly Sign[] }) => {
  const signed = useSigned()
  return (
    <ul className="bdsigns">
      {signs.map(sign => {
        const { x, y } = middleOf(sign.way)
        const [short, long] = signed(sign)
        return (
          <li
            key={`${sign.kind} ${sign.way.from} ${sign.way.to}`}
            className={`bdsign ${sign.kind}`}
            style={{ left: x, top: y }}
            title={long}
          >
            <span aria-hidden="true" className="num">
              {short}
            </span>
            <span className="vh">{long}</span>
          </li>
        )
      })}
    </ul>
  )
}
interface LivingProps {
  readonly picture: Picture
  readonly known: Known
  readonly scale: number
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}
/** The board with what goes on laid over it: numbers on notes, signs on lines, and pulses where something happens. */
export const LivingBoard = ({ picture, known, scale, chosen, onChoose }: LivingProps) => {
  const { width, height, notes, ways } = picture
  const facts = useMemo(() => notes.map(note => [note, factsOf(note, ways, known)] as const), [notes, ways, known])
  const signs = useMemo(() => signsOf(ways, known), [ways, known])
  return (
    <div className="bdsize" style={{ width: width * scale, height: height * scale }}>
      <div className="bd" style={{ width, height, transform: `scale(${scale})` }}>
        <Drawing picture={picture} />
        <svg className="bdover" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          <Pulses ways={ways} flows={known.flows} />
        </svg>
        {facts.map(([note, its]) => (
          <NoteButton key={note.id} note={note} facts={its} isChosen={note.id === chosen} onChoose={onChoose} />
        ))}
        <Signs signs={signs} />
      </div>
    </div>
  )
}
