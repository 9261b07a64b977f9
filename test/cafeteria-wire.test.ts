// What the wire promises of any café, of the café itself: through real sockets, on memory stores and on every real engine.
import { after, suite } from 'node:test'
import { openStore } from '@jumun/host'
import { restSuite, type Starting, serve } from '@jumun/http/testing'
import { cafeteria } from '@jumun/systems/cafeteria'
import { type Engine, needs, startMariadb, startMongo, startPostgres } from '../tools/engines/index.ts'

const never = () => new Promise<never>(() => {})

const open = (starting: Starting = {}) =>
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
    ...starting,
  })
restSuite('the wire of the café', open)

for (const [name, start] of Object.entries({ postgres: startPostgres, mariadb: startMariadb, mongo: startMongo }))
  if (needs([name as 'postgres'], `the wire of the café on ${name}`))
    suite(`on ${name}`, () => {
      let engine: Engine
      after(() => engine.stop())
      restSuite('the wire of the café', async () => {
        engine = await start()
        const settings = { data: '', stores: new Map([['', engine.url]]) }
        return open({ store: (_, context) => openStore(settings, cafeteria, cafeteria.contexts.find(c => c.name === context)!) })
      })
    })
