// The board alive in a real browser: of one of the five, and of a system that has no page of its own.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type System, whenever } from '@jumun/core/model'
import { withPolicies } from '@jumun/testing'
import { cafeteria } from '@jumun/systems/cafeteria'
import type { Page } from 'playwright-core'
import { NoteOrder } from '../../../systems/cafeteria/drink/commands.ts'
import { Ordered } from '../../../systems/cafeteria/order/events.ts'
import { closeBrowser, type Stage, stageOf } from './browser.ts'
import { inn } from './inn.ts'

/** A café whose drinks context has no recipe for latte. */
const buggy = (): System => {
  const { system } = withPolicies('drink', {
    ordered: whenever(Ordered, e => {
      if (e.productName === 'latte') throw new Error('no recipe for latte')
      const { orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime } = e
      return NoteOrder({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime })
    }),
  })
  return system!(cafeteria) as System
}
let s: Stage
before(async () => {
  s = await stageOf({ cafeteria: buggy(), inn }, 'cafeteria', 'inn')
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const patient = { timeout: 120_000 }
const desk = { width: 1280, height: 800, language: 'en' } as const
const post = (path: string, body: object) =>
  fetch(s.address + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const place = async (productName: string, more: object = {}): Promise<Response> =>
  post('/cafeteria/orders', { productName, qty: 2, phoneNumber: '01077770001', ...more })
const noteOf = (page: Page, name: RegExp) => page.getByRole('button', { name })
/** The board, with its notes in their places. */
const board = async (path: string, looks: object = {}): Promise<Page> => {
  const page = await s.visit(path, { ...desk, ...looks })
  await page.locator('.noteface').first().waitFor(patient)
  return page
}

suite('the board alive', () => {
  test('a note counts while one looks, and what happens runs along its lines', async () => {
    await place('coffee')
    const page = await board('/desk/boards/cafeteria')
    await noteOf(page, /^Ordered, event of order, 1$/).waitFor(patient)
    // whatever was drawn meanwhile is remembered: a pulse is gone again soon
    await page.evaluate(`window.pulses = 0; new MutationObserver(all => {
      for (const m of all) for (const n of m.addedNodes) if (n.classList?.contains('bdpulse')) window.pulses++
    }).observe(document.querySelector('.bdover'), { childList: true, subtree: true })`)
    assert.equal((await place('coffee')).status, 201)
    await noteOf(page, /^Ordered, event of order, 2$/).waitFor(patient)
    await noteOf(page, /^order, aggregate of order, 2$/).waitFor(patient)
    await page.waitForFunction('window.pulses > 0', undefined, patient)
    await page
      .locator('.bdpulse')
      .first()
      .waitFor({ state: 'detached', ...patient })
    s.calm()
  })
  test('a click on an event shows its last ones, each a way to its case, and where its lines lead', async () => {
    const page = await board('/desk/boards/cafeteria')
    await noteOf(page, /^Ordered, event of order/).click()
    const side = page.getByRole('complementary', { name: 'Ordered' })
    await side.getByRole('link', { name: 'orderId 1' }).waitFor(patient)
    await side.getByRole('button', { name: 'tellOrdered' }).click()
    const other = page.getByRole('complementary', { name: 'tellOrdered' })
    await other.getByText('Last heard').waitFor(patient)
    await page.reload()
    await other.getByRole('link', { name: 'orderId 1' }).click(patient)
    await page.getByRole('heading', { name: /orderId 1/ }).waitFor(patient)
    s.calm()
  })
  test('what is parked is red on the note that keeps it, with why, and one click leads to where it is mended', async () => {
    assert.equal((await place('latte')).status, 201)
    const page = await board('/desk/boards/cafeteria', { theme: 'dark' })
    await noteOf(page, /^ordered, policy of drink, .*1 parked/).click(patient)
    const side = page.getByRole('complementary', { name: 'ordered' })
    await side.getByText('no recipe for latte').first().waitFor(patient)
    await side
      .getByRole('link', { name: /^orderId/ })
      .first()
      .click()
    await page.getByText('What the event says').waitFor(patient)
    s.calm()
  })
  test('money of which nobody knows stands on the line to the provider with its sum', async () => {
    const page = await board('/desk/boards/cafeteria', { language: 'ko' })
    const ask = s.unasked('cafeteria')
    assert.equal((await place('coffee', { paymentToken: 'timeout-after' })).status, 503)
    await page
      .locator('.bdsign.money')
      .getByText(/psp: 결제 1건, 1,000원/)
      .waitFor({ state: 'attached', ...patient })
    // the provider is asked until it says what became of it
    ask()
    await page.locator('.bdsign.money').waitFor({ state: 'detached', ...patient })
    s.calm()
  })
  test('a policy is paused and goes on, a breaker is held open and released, each with a reason', async () => {
    const page = await board('/desk/boards/cafeteria?note=policy%20drink%20paid')
    const side = page.getByRole('complementary')
    const act = async (button: string, reason: string) => {
      await side.getByRole('button', { name: button }).click(patient)
      await side.getByText('Nothing is done without a reason').waitFor(patient)
      await side.getByLabel(/Why\?/).fill(reason)
      await side.getByRole('button', { name: button }).click(patient)
    }
    await act('Pause the policy', 'the trays are being counted')
    await noteOf(page, /^paid, policy of drink.*paused by an operator/).waitFor(patient)
    await side.getByText(/the trays are being counted/).waitFor(patient)
    await act('Resume the policy', 'they are counted')
    await side.getByRole('button', { name: 'Pause the policy' }).waitFor(patient)
    await page.goto('/desk/boards/cafeteria?note=external%20payment%20psp')
    await act('Hold the breaker open', 'the provider asked for it')
    await side.getByRole('button', { name: 'Release the breaker' }).waitFor(patient)
    await page.locator('.bdsign.breaker').waitFor(patient)
    await act('Release the breaker', 'it is back')
    await side.getByRole('button', { name: 'Hold the breaker open' }).waitFor(patient)
    const { audits } = (await (await fetch(`${s.address}/operations/audits`)).json()) as { audits: { action: string; reason: string }[] }
    assert.deepEqual(
      audits.map(a => a.action),
      ['release', 'force', 'resume', 'pause'],
    )
    s.calm()
  })
  test('a system without a page of its own has its board at once', async () => {
    const page = await board('/desk/boards/inn')
    const { contexts } = (await (await fetch(`${s.address}/operations/boards/inn`)).json()) as { contexts: { context: string }[] }
    assert.ok(contexts.length > 1)
    for (const { context } of contexts)
      await noteOf(page, RegExp(`, (aggregate|view) of ${context}`))
        .first()
        .waitFor(patient)
    s.calm()
  })
})
