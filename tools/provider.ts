import { Refusal } from '@jumun/host'
import { type Fault, faults, standIn, StripeBooks, TossBooks } from '@jumun/payments/testing'
import { command, whole } from './command.ts'

const usage = `npm run provider -- stripe|toss [--port 12111] [--share 0.3] [--faults "cut after,late"] [--webhooks URL]

  Stands for a payment provider on this machine, with books of its own (in memory): point the product at it with
  --payments stripe --payments-at stripe=http://localhost:12111, and any secret below. Cards: pm_card_visa is taken, pm_card_visa_chargeDeclined
  is not; of Toss Payments approve… and decline….
  --share N          of so many requests goes something wrong, from 0 to 1 (0)
  --faults A,B       what: ${faults.join(', ')}
  --webhooks URL     where changes are told, late, twice or never as the share says; Stripe's are signed with whsec_standin
  GET /_standin tells the books; POST /_standin {"share": 0.5, "faults": ["late"]} changes the weather.
  The secret keys are sk_test_standin (stripe) and test_sk_standin (toss).`

const options = {
  port: { type: 'string', default: '12111' },
  share: { type: 'string', default: '0' },
  faults: { type: 'string' },
  webhooks: { type: 'string' },
} as const
await command(usage, options, async ({ port, share, faults: wanted, webhooks }, [name = '']) => {
  if (name !== 'stripe' && name !== 'toss') throw new Refusal(`There is a stand-in for stripe and one for toss, not for "${name}".`)
  const chosen = (wanted?.split(',') ?? [...faults]).map((fault): Fault => {
    const known = faults.find(f => f === fault.trim())
    if (!known) throw new Refusal(`There is no fault "${fault}". There are: ${faults.join(', ')}.`)
    return known
  })
  const of = Number(share)
  if (!(of >= 0 && of <= 1)) throw new Refusal(`--share takes a number from 0 to 1, not "${share}".`)
  const books = name === 'stripe' ? new StripeBooks({ lag: () => (Math.random() < of ? 60_000 : 0) }) : new TossBooks()
  const server = await standIn({
    books,
    port: whole('--port', port, 0),
    ...(webhooks === undefined ? {} : { webhooks: { url: webhooks, secret: 'whsec_standin' } }),
  })
  server.often(of, chosen)
  console.log(`${name} stands at ${server.address}`)
  await new Promise(done => process.once('SIGINT', done).once('SIGTERM', done))
  await server.close()
})
