import { ShopFrame } from '../../app/frame.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button, LinkButton } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Icon } from '../../design/icon.tsx'
import { MoneyList } from '../../design/money.tsx'
import { Ghost, Note, Seal } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import type { Estimate } from './estimate.ts'
import type { Order } from './queries.ts'
import { cafe } from './words.ts'

interface PayingProps {
  readonly what: string
  readonly sum: string
  /** The line was cut while it was asked. */
  readonly isCut: boolean
}
/** While it is asked for: what happens, and that nobody pays twice. */
export const Paying = ({ what, sum, isCut }: PayingProps) => {
  const say = useWords(cafe)
  return (
    <ShopFrame
      system="cafeteria"
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
        <p className="qq sb">{say('pickupNumber')}</p>
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
            <Icon name="cup" size="s" />
          </span>
          {say('stepPass')}
        </div>
      </div>
    </ShopFrame>
  )
}

export const Declined = ({ card, onAgain }: { readonly card: string; readonly onAgain: () => void }) => {
  const say = useWords(cafe)
  return (
    <ShopFrame
      system="cafeteria"
      title={say('declined')}
      bare
      bar={
        <>
          <Button wide onClick={onAgain}>
            {say('otherCard')}
          </Button>
          <LinkButton kind="text" wide to="/shops/cafeteria">
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
          { icon: 'cup', title: say('freed'), more: say('freedText') },
        ]}
      />
    </ShopFrame>
  )
}

interface PaidProps {
  readonly order: Order
  readonly what: string
  readonly estimate: Estimate | undefined
  readonly ahead: string
  readonly onFollow: () => void
}
export const Paid = ({ order, what, estimate, ahead, onFollow }: PaidProps) => {
  const say = useWords(cafe)
  const { money, clock } = useFormat()
  const sum = money(order.amt)
  return (
    <ShopFrame
      system="cafeteria"
      title={say('paid')}
      bare
      bar={
        <>
          <Button wide onClick={onFollow}>
            {say('follow')}
          </Button>
          <LinkButton kind="text" wide to="/shops/cafeteria">
            {say('another')}
          </LinkButton>
        </>
      }
    >
      <Note taped className="slip">
        <div className="fx sp top">
          <div>
            <p className="q sb">{say('pickupNumber')}</p>
            <p className="bignum">{order.pickupNumber}</p>
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
        <h1>{estimate ? say('readyAround', { time: clock(estimate.at) }) : say('soon')}</h1>
        <p className="q lead">{estimate ? say('tellYou', { ahead }) : say('tellYouOnly')}</p>
      </div>
      <MoneyList
        lines={[
          { icon: 'won', title: say('youPaid', { sum }), more: clock(order.createTime ?? Date.now()) },
          { icon: 'undo', title: say('untilStart'), more: say('allBack', { sum }) },
        ]}
      />
    </ShopFrame>
  )
}
