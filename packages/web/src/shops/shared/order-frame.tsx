import type { ReactNode } from 'react'
import { ShopFrame } from '../../app/frame.tsx'
import { useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import type { Shop } from './shop.ts'

interface OrderFrameProps {
  readonly shop: Shop
  readonly title: string
  /** The order itself, and what may be done with it. */
  readonly left: ReactNode
  /** Its way, and what was said about it. */
  readonly right: ReactNode
}
/** The page of one order: beneath each other on a phone, side by side where there is room. */
export const OrderFrame = ({ shop, title, left, right }: OrderFrameProps) => {
  const both = useWords(shared)
  return (
    <ShopFrame
      system={shop.system}
      title={title}
      back={`${shop.home}/me`}
      wide
      side={
        <span className="fx sm qq nw fresh">
          <i className="dot" />
          {both('upToDate')}
        </span>
      }
    >
      <div className="order-two">
        <div className="col order-left">{left}</div>
        <div className="col order-right">{right}</div>
      </div>
    </ShopFrame>
  )
}
