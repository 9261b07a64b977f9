import type { ReactNode } from 'react'
import { ShopFrame } from '../../app/frame.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button, LinkButton } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Icon } from '../../design/icon.tsx'
import { type MoneyLine, MoneyList } from '../../design/money.tsx'
import { Ghost, Note, Seal } from '../../design/note.tsx'
import { useWords } from '../../words/index.ts'
import type { Shop } from './shop.ts'
import { till } from './words.ts'

interface PayingProps {
  readonly shop: Shop
  /** What will stand on the note: the name of its number, what is ordered, and what it costs. */
  readonly numberName: string
  readonly what: string
  readonly sum: string
  /** What happens once it is paid. */
  readonly then: string
  /** The line was cut while it was asked. */
  readonly isCut: boolean
}
/** While it is asked for: what happens, and that nobody pays twice. */
export const Paying = ({ shop, numberName, what, sum, then, isCut }: PayingProps) => {
  const say = useWords(till)
  return (
    <ShopFrame
      system={shop.system}
      title={say('paying')}
      bare
      bar={
        <p className="fx sm q center">
          <Icon name="lock" size="s" />
          {say('once')}
        </p>
      }
    >
      <Ghost>
        <p className="qq sb">{numberName}</p>
        <p className="bignum faint" aria-hidden="true">
          ··
        </p>
        <hr className="rule" />
        <div className="fx sp base">
          <span className="sb">{what}</span>
          <b className="num">{sum}</b>
        </div>
      </Ghost>
      <div className="col">
        <h1>{say('paying')}</h1>
        <p className="q lead">{say('payingText')}</p>
      </div>
      {isCut && (
        <Banner tone="waiting" icon="offline" title={say('unreachedTitle')} alert>
          {say('unreachedText')}
        </Banner>
      )}
      <div className="steps" role="status">
        <div className="row on">
          <span className="i">
            <Icon name="won" size="s" />
          </span>
          {say('stepAsk', { sum })}
        </div>
        <div className="row">
          <span className="i">
            <Icon name={shop.icon} size="s" />
          </span>
          {then}
        </div>
      </div>
    </ShopFrame>
  )
}

interface DeclinedProps {
  readonly shop: Shop
  readonly card: string
  readonly onAgain: () => void
}
export const Declined = ({ shop, card, onAgain }: DeclinedProps) => {
  const say = useWords(till)
  return (
    <ShopFrame
      system={shop.system}
      title={say('declined')}
      bare
      bar={
        <>
          <Button wide onClick={onAgain}>
            {say('otherCard')}
          </Button>
          <LinkButton kind="text" wide to={shop.home}>
            {say('toMenu')}
          </LinkButton>
        </>
      }
    >
      <Seal kind="trouble" icon="cross" />
      <div className="col" role="alert">
        <h1>{say('declined')}</h1>
        <p className="q lead">{say('declinedText')}</p>
      </div>
      <MoneyList
        lines={[
          { icon: 'card', title: say('cardRefused', { card }), more: say('cardRefusedText') },
          { icon: shop.icon, title: say('freed'), more: say('freedText') },
        ]}
      />
    </ShopFrame>
  )
}

interface PaidProps {
  readonly shop: Shop
  readonly numberName: string
  readonly number: ReactNode
  readonly what: string
  readonly sum: string
  readonly title: string
  readonly text: string
  readonly lines: readonly MoneyLine[]
  readonly again: string
  readonly onFollow: () => void
}
export const Paid = ({ shop, numberName, number, what, sum, title, text, lines, again, onFollow }: PaidProps) => {
  const say = useWords(till)
  return (
    <ShopFrame
      system={shop.system}
      title={say('paid')}
      bare
      bar={
        <>
          <Button wide onClick={onFollow}>
            {say('follow')}
          </Button>
          <LinkButton kind="text" wide to={shop.home}>
            {again}
          </LinkButton>
        </>
      }
    >
      <Note taped className="slip">
        <div className="fx sp top">
          <div>
            <p className="q sb">{numberName}</p>
            <p className="bignum">{number}</p>
          </div>
          <Chip tone="done" icon="check">
            {say('paid')}
          </Chip>
        </div>
        <hr className="rule" />
        <div className="fx sp base">
          <span className="sb">{what}</span>
          <b className="num">{sum}</b>
        </div>
      </Note>
      <div className="col" role="status">
        <h1>{title}</h1>
        <p className="q lead">{text}</p>
      </div>
      <MoneyList lines={lines} />
    </ShopFrame>
  )
}

/** It was not paid in time, or declined. */
export const Ended = ({ shop }: { readonly shop: Shop }) => {
  const say = useWords(till)
  return (
    <ShopFrame
      system={shop.system}
      title={say('expired')}
      bare
      bar={
        <LinkButton wide to={shop.home}>
          {say('toMenu')}
        </LinkButton>
      }
    >
      <Seal kind="ended" icon="undo" />
      <div className="col" role="status">
        <h1>{say('expired')}</h1>
        <p className="q lead">{say('expiredText')}</p>
      </div>
    </ShopFrame>
  )
}
