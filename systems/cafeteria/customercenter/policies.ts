import { after, type Answered, atOnce, type DataOf, type Event, seconds, whenever } from '@jumun/core/model'
import { CancelFailed, Made, PickedUp, Receipted } from '../drink/events.ts'
import { OrderCanceled, Ordered } from '../order/events.ts'
import { PaymentCanceled } from '../payment/events.ts'
import { backoff } from '../vocabulary.ts'
import { NoteSendFailed, NoteSent, SendAgain, Tell } from './commands.ts'
import { MessageQueued, SendFailed, SendWanted } from './events.ts'
import { Send } from './kakao/commands.ts'
import { stillNews } from './talk.ts'

type Telling = typeof OrderCanceled | typeof Receipted | typeof Made | typeof PickedUp | typeof CancelFailed | typeof PaymentCanceled
const tell = (event: Telling) =>
  whenever(event as Event, ({ orderId }: any, { id, causes, time }) => Tell({ orderId, what: event.type, event: id, causes: [...causes], time, customer: null }), { fresh: stillNews })

// whom to tell must be known however old it is; whether it is still news the talk decides itself
export const tellOrdered         = whenever(Ordered, ({ orderId, phoneNumber, language, pickupNumber }, { id, causes, time }) =>
                                   Tell({ orderId, what: 'Ordered', event: id, causes: [...causes], time, customer: { phoneNumber, language, pickupNumber } }))
export const tellReceipted       = tell(Receipted)
export const tellMade            = tell(Made)
export const tellPickedUp        = tell(PickedUp)
export const tellOrderCanceled   = tell(OrderCanceled)
export const tellCancelFailed    = tell(CancelFailed)
export const tellPaymentCanceled = tell(PaymentCanceled)

type Message = DataOf<typeof SendWanted>
const line = {
  ask: ({ messageId, to, text }: Message) => Send({ key: messageId, to, text }), within: seconds(2),
  answer: {
    sent:   ({ orderId, messageId }: Message, { detail }: Answered) => NoteSent({ orderId, messageId, channel: detail?.channel ?? 'kakao' }),
    failed: ({ orderId, messageId }: Message)                       => NoteSendFailed({ orderId, messageId }),
  },
  otherwise: ({ orderId, messageId }: Message)                      => NoteSendFailed({ orderId, messageId }),   // the key makes a repeat harmless
}
export const send      = atOnce(MessageQueued, line)
export const sendAgain = atOnce(SendWanted,    line)
export const later     = whenever(SendFailed, ({ orderId, messageId, tries }) => after(backoff(tries), SendAgain({ orderId, messageId, tries }), { late: 'run' }))
