import { type Mine, mineOf, momentOf, runs } from '../shared/mine.ts'
import { Row } from './my-page.tsx'
import { usePerson } from './person.tsx'
import { type Dash, useDashes, useMessagesTo } from './queries.ts'

const isHere = runs('cars')
/** A purchase ends when the car is handed over, a sale when it stands on the lot; and both when they are called off. */
const isOver = ({ puId, puStatus, stage, status }: Dash): boolean =>
  puId === null ? ['InStock', 'Cancelled', 'Declined'].includes(status ?? '') : puStatus !== 'Y' || stage === 'handedOver'
export const useMine = (): Mine => {
  const person = usePerson()
  const known = isHere ? person.id : undefined
  return mineOf('cars', useDashes(known), useMessagesTo(known), dash => ({
    at: momentOf(dash.puDate ?? dash.payDate ?? dash.conDate),
    isOver: isOver(dash),
    slip: <Row dash={dash} />,
  }))
}
