import { completed, countOf, openCafe, order, sleep, until } from './cafe.ts'
import { closed, shot } from './load.ts'
import { calm, folder, remove } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

/** kill -9 while a hundred thousand orders wait for contexts that are down, and a thousand for their money. */
export const restart = async ({ quick }: Options): Promise<Section> => {
  const [paid, unpaid, underWay] = quick ? [5000, 100, 64] : [100_000, 1000, 256]
  const data = folder('restart')
  const others = await calm()
  try {
    const before = await openCafe(data)
    const at = before.at.contexts['order']!
    for (const context of ['drink', 'customercenter']) {
      const answer = await before.ask('POST', `/operations/contexts/cafeteria/${context}/stop`, { reason: 'a measurement' })
      if (answer?.status !== 200) throw new Error(`${context} cannot be stopped: ${answer?.status} ${JSON.stringify(answer?.body)}`)
    }
    const done = await closed(at, order(at), { connections: 64, most: paid })
    const waiting = await closed(at, order(at, { card: 'unavailable' }), { connections: 64, most: unpaid })
    note(`${round(done.sent / done.seconds)} orders/s while drink and customercenter are down; unpaid: ${JSON.stringify(waiting.statuses)}`)
    // the breaker has opened meanwhile: the last ones are to be under way, not refused
    const closes = () =>
      before.ask('POST', '/orders', { phoneNumber: '01000000000', productName: 'coffee', qty: 1 }).then(a => a?.status === 201)
    if (!(await until(closes, 60_000, 500))) throw new Error('the breaker does not close')
    const slow = closed(at, order(at, { card: 'slow' }), { connections: underWay, most: underWay })
    await sleep(250)
    await before.process.kill()
    const lost = (await slow).statuses[0] ?? 0

    const from = performance.now()
    const since = () => (performance.now() - from) / 1000
    const after = await openCafe(data)
    const listens = since()
    const post = () =>
      after.ask('POST', '/orders', { phoneNumber: '01000000000', productName: 'coffee', qty: 1 }, { 'idempotency-key': 'the first' })
    const first = await post()
    const answered = since()
    if (first?.status !== 201 && !(await until(async () => (await post())?.status === 201, 60_000, 25)))
      throw new Error('no order is taken any more')
    const taken = since()
    // what was owed is asked again, what was missed is heard
    let owedDone = 0
    const owed = async (): Promise<boolean> => {
      const contexts = (await after.ask('GET', '/operations/contexts'))?.body.contexts as readonly any[] | undefined
      const unsettled = await countOf(after.ask, '/payments/search/unsettled')
      return (
        contexts !== undefined &&
        contexts.filter(c => c.context === 'order' || c.context === 'payment').every(c => !c.owed) &&
        unsettled <= unpaid + underWay
      )
    }
    const lines = until(owed, 120_000, 25).then(() => (owedDone = since()))
    const probe = shot(after.at.contexts['order']!, 'GET', '/menu/1')
    const meanwhile = closed(after.at.contexts['order']!, probe, { connections: 1, seconds: 3 })
    await completed(after, await countOf(after.ask, '/orders'), 300_000)
    const caughtUp = since()
    await lines
    const worst = (await meanwhile).took.at(-1)!
    await after.process.stop()

    const from2 = performance.now()
    const again = await openCafe(data)
    await again.ask('GET', '/menu')
    const plain = (performance.now() - from2) / 1000
    await again.process.stop()
    note(`restart: answered after ${round(answered, 2)} s, caught up after ${round(caughtUp, 1)} s, others used ${round(others * 100)} %`)
    return {
      title: `Restart after kill -9 with ${round(paid)} open orders`,
      head: ['from the start of the process', 's'],
      rows: [
        ['it listens', round(listens, 2)],
        [`the first order is answered, with ${first?.status}`, round(answered, 2)],
        ['the first order is taken (201)', round(taken, 2)],
        ['every solid line that was owed is taken up', round(owedDone, 2)],
        ['every open order has its drink ticket and its row', round(caughtUp, 1)],
        ['the same data, nothing open: the first answer', round(plain, 2)],
        ['longest wait for a GET in the first 3 s, ms', round(worst)],
      ],
      target: 'restart < 3 s.',
      how: `${round(paid)} orders were paid while drink and customercenter were stopped; ${round(waiting.sent)} more wait for their money with a timer of 10 minutes each; ${lost} had a question under way to the provider when the process was killed. Then it is started again, with all contexts.`,
    }
  } finally {
    remove(data)
  }
}
