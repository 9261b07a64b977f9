// Operators in a real browser: where the money is, what people have to see to, whom one knows, and what an operator lets wait.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import { bySystem } from '@jumun/core/runtime'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'bread')
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const patient = { timeout: 120_000 }
const desk = { width: 1280, height: 900, language: 'en' } as const
const post = (path: string, body: object) =>
  fetch(s.address + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const look = async (path: string): Promise<any> => (await fetch(s.address + path)).json()
const place = (phoneNumber: string, more: object = {}) => post('/cafeteria/orders', { productName: 'coffee', qty: 2, phoneNumber, ...more })
/** An operator's act whose reason is asked for. */
const because = async (page: Page, where: ReturnType<Page['locator']>, button: string, reason: string): Promise<void> => {
  await where.getByRole('button', { name: button, exact: true }).click(patient)
  await where.getByText('Nothing is done without a reason').waitFor(patient)
  await where.getByLabel(/Why\?/).fill(reason)
  await where.getByRole('button', { name: button, exact: true }).click(patient)
}
const actsFor = async (reason: string): Promise<readonly string[]> =>
  (await look('/operations/audits?size=100')).audits.filter((a: any) => a.reason === reason).map((a: any) => a.action)

suite('where the money is', () => {
  test('a payment of which nobody knows is named with its sum, until it is known', async () => {
    const page = await s.visit('/desk/payments', { ...desk, language: 'ko' })
    await page.getByText('모든 돈이 어디 있는지 알아요').waitFor(patient)
    const ask = s.unasked('cafeteria')
    assert.equal((await place('01066660001', { paymentToken: 'timeout-after' })).status, 503)
    const row = page.getByRole('row', { name: /orderId 1 .*1,000원/ })
    await row.waitFor(patient)
    ask()
    await row.waitFor({ state: 'detached', ...patient })
    await page.getByText('모든 돈이 어디 있는지 알아요').waitFor(patient)
    s.calm()
  })
  test('a difference is a task: it is given to somebody with a deadline, and settled with a reason', async () => {
    const data = { difference: 'd1', what: 'other-amount', key: 'charge-7', reference: 7, ours: 1000, theirs: 900 }
    const { node } = s.host.boards.get('cafeteria')!.running.live.get('payment')!
    await node.handle({ kind: 'command', type: 'NoteDifference', data } as never, {
      id: 'planted',
      caller: bySystem,
      causes: [],
      inline: false,
    })
    const page = await s.visit('/desk', desk)
    await page.getByRole('link', { name: /^Payments/ }).click(patient)
    const card = page.getByRole('article', { name: /difference is open/ })
    await card.getByText('other-amount').waitFor(patient)
    await card.getByRole('button', { name: /^Assign/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Who sees to it?').fill('lee')
    await dialog.getByLabel('Until when?').fill('2099-01-01T12:00')
    await because(page, dialog, 'Assign', 'she knows the provider')
    await card.getByText(/lee, until/).waitFor(patient)
    assert.deepEqual(await actsFor('she knows the provider'), ['assign'])
    await card.getByRole('button', { name: 'Settle' }).click(patient)
    await dialog.getByLabel('Reason').fill('given back there by hand')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await card.waitFor({ state: 'detached', ...patient })
    const [difference] = (await look('/cafeteria/differences')).differences ?? (await look('/cafeteria/differences'))._embedded.differences
    assert.deepEqual([difference.status, difference.reason], ['settled', 'given back there by hand'])
    s.calm()
  })
  test('where the sandbox takes the money there is nobody to compare with, and that is said', async () => {
    const page = await s.visit('/desk/payments', desk)
    const section = page.getByRole('region', { name: 'Compare the books' })
    await because(page, section, 'Compare the books', 'to see')
    await section.getByText(/the sandbox is compared by the audit/).waitFor(patient)
    s.calm()
  })
})

suite('people', () => {
  test('a person is found as people write their number, exported as a file, and erased where nothing of theirs is open', async () => {
    const phone = '01066660002'
    const made = (await (await place(phone)).json()) as { id: number }
    const page = await s.visit('/desk/people', desk)
    await page.getByLabel('Phone number, name or customer number').fill('010-6666-0002')
    const cafe = page.getByRole('article', { name: 'Cafeteria' })
    const find = () => page.getByRole('button', { name: 'Find', exact: true }).click()
    await find()
    await cafe.getByText('They cannot be erased yet').waitFor(patient)
    assert.equal(await cafe.getByRole('button', { name: /^Erase/ }).count(), 0)
    assert.doesNotMatch(page.url(), /6666/, 'the address does not name them')

    assert.equal((await post(`/cafeteria/orders/${made.id}/cancel`, {})).status, 200)
    for (let open = true; open; ) open = (await look(`/operations/people?phone=${phone}`)).people.some((p: any) => p.open.length > 0)
    await find()
    await cafe.getByText('To erase them would touch').waitFor(patient)
    const section = page.getByRole('region', { name: 'Export' })
    const file = page.waitForEvent('download', patient)
    await because(page, section, 'Export', 'they asked by mail')
    const told = readFileSync(await (await file).path(), 'utf8')
    assert.match(told, /01066660002/)

    await cafe.getByRole('button', { name: 'Erase from Cafeteria' }).click(patient)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('To erase them would touch').waitFor(patient)
    await because(page, dialog, 'Erase', 'they asked to be forgotten')
    await page
      .getByText(/^Erased: 1 case/)
      .first()
      .waitFor(patient)
    await page.getByText('No system knows this person').waitFor(patient)
    assert.deepEqual(
      (await look(`/operations/people?phone=${phone}`)).people.map((p: any) => p.things),
      [{}, {}],
    )
    s.calm()
  })
  test('whom nobody knows is said so, in Korean', async () => {
    const page = await s.visit('/desk/people', { ...desk, language: 'ko', width: 390 })
    await page.getByLabel('전화번호, 이름, 손님 번호').fill('01099999999')
    await page.getByRole('button', { name: '찾기' }).click()
    await page.getByText('어느 시스템도 이 사람을 몰라요').waitFor(patient)
    s.calm()
  })
})

suite('what an operator lets wait', () => {
  test('what a context hears is paused and goes on, with a reason', async () => {
    const page = await s.visit('/desk/contexts', desk)
    const dialog = page.getByRole('dialog')
    await page.locator('summary').getByText('What each hears').click(patient)
    await page.getByRole('button', { name: 'Cafeteria Pause what drink hears of order' }).click(patient)
    await because(page, dialog, 'Pause', 'the trays are counted')
    await page.getByRole('row', { name: /Cafeteria drink order paused/ }).waitFor(patient)
    await page.getByRole('button', { name: 'Cafeteria Resume what drink hears of order' }).click(patient)
    await because(page, dialog, 'Resume', 'they are counted')
    await page.getByRole('row', { name: /Cafeteria drink order heard/ }).waitFor(patient)
    assert.deepEqual([await actsFor('the trays are counted'), await actsFor('they are counted')], [['pause'], ['resume']])
    s.calm()
  })
  test('a timer rings now, with a reason; where it would do nothing yet the refusal says so', async () => {
    const unpaid = (await (await place('01066660003', { paymentToken: 'unavailable' })).json()) as { _links: { order: { href: string } } }
    const expires = new URL(unpaid._links.order.href).pathname.split('/').at(-1)!
    const { id } = (await (await place('01066660003')).json()) as { id: number }
    const page = await s.visit('/desk/timers', desk)
    const dialog = page.getByRole('dialog')
    const ring = page.getByRole('button', { name: `Ring now: AbandonOrder of orderId ${expires}`, exact: true })
    await ring.click(patient)
    await because(page, dialog, 'Ring now', 'nobody waits for it')
    await ring.waitFor({ state: 'detached', ...patient })
    assert.deepEqual(await actsFor('nobody waits for it'), ['forward'])
    assert.equal((await look(`/cafeteria/orders/${expires}`)).status, 'Expired')

    await page.getByRole('button', { name: `Ring now: AbandonOrder of orderId ${id}`, exact: true }).click(patient)
    await because(page, dialog, 'Ring now', 'to see')
    await dialog.getByText(/would do nothing now/).waitFor(patient)
    assert.equal((await look(`/cafeteria/orders/${id}`)).status, 'Ordered')
    s.calm()
  })
})

suite('how the last day went', () => {
  test('what was seen minute by minute is drawn, said in words, and where it is kept is told', async () => {
    const page = await s.visit('/desk', desk)
    await page.getByText('It is drawn here a minute after the start').waitFor(patient)
    assert.equal((await place('01066660000')).status, 201)
    const day = s.host.day!
    await day.look()
    await s.host.stopContext(s.host.boards.get('cafeteria')!, 'customercenter')
    await day.look()
    await s.host.startContext(s.host.boards.get('cafeteria')!, 'customercenter')
    await page.reload()
    const chart = (name: RegExp) => page.getByRole('img', { name })
    await chart(/^Events a minute: now \d+ · at most [1-9]/).waitFor(patient)
    await chart(/^Contexts stopped: now 1 · at most 1$/).waitFor(patient)
    await chart(/^Payments unknown: now 0 · at most 0$/).waitFor(patient)
    await page.getByText(/kept in the memory of this process alone: since \d\d:\d\d\. A restart begins anew/).waitFor(patient)
    // there is something on each
    const drawn = await page.locator('.chart canvas').evaluateAll(all =>
      all.map(canvas => {
        const { width, height } = canvas as HTMLCanvasElement
        const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height)
        return data.some(byte => byte > 0)
      }),
    )
    assert.deepEqual(drawn, Array(6).fill(true))
    s.calm()
  })
})
