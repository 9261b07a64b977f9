// What the wire promises of any café, of the café itself: through real sockets, on memory stores.
import { restSuite, serve } from '@jumun/http/testing'
import { cafeteria } from '@jumun/systems/cafeteria'

const never = () => new Promise<never>(() => {})

restSuite('the wire of the café', () =>
  serve(cafeteria, {
    adapters: psp => ({
      psp: {
        Charge: ({ paymentToken }) =>
          psp.how === 'silent' || paymentToken === 'timeout-before'
            ? never()
            : Promise.resolve(psp.how === 'unreachable' ? psp.how : { status: paymentToken === 'decline' ? 'declined' : psp.how }),
        Find: () => Promise.resolve({ status: 'captured' }),
        Refund: () => Promise.resolve({ status: 'refunded' }),
      },
      kakao: { Send: () => Promise.resolve({ status: 'sent' }) },
    }),
  }),
)
