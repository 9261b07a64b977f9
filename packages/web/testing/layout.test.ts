// Nothing jumps while a page of customers comes to be, in whichever order the line brings what it asks for.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { arrive, seenBy, watching } from './arrivals.ts'
import { closeBrowser, type Looks, type Stage, stage } from './browser.ts'
import { furnish, pagesOf, settled } from './pages.ts'

/** How it is looked at, and which of what was asked for comes first. */
const looks: readonly { readonly look: Looks; readonly order: string; readonly next: (held: Route[]) => Route }[] = [
  { look: { language: 'ko', theme: 'light', width: 390, height: 844 }, order: 'as it was asked for', next: held => held[0]! },
  { look: { language: 'en', theme: 'dark', width: 1280, height: 800 }, order: 'the last first', next: held => held.at(-1)! },
]

suite('nothing jumps', () => {
  let s: Stage
  const visitors: { readonly page: Page; readonly order: string; readonly next: (held: Route[]) => Route }[] = []
  before(async () => {
    s = await stage()
    await furnish(s)
    for (const { look, ...how } of looks) visitors.push({ page: await s.visit('/nonsense', look), ...how })
    for (const { page } of visitors) await page.addInitScript(watching)
  })
  after(async () => {
    await s.close()
    await closeBrowser()
  })
  for (const shown of pagesOf.customers)
    test(shown.name, async () => {
      for (const { page, order, next } of visitors) {
        await page.evaluate(() => localStorage.clear())
        if (shown.act) {
          // what a person has put in the basket is there when the page is loaded again
          await page.goto(shown.path)
          await settled(page, shown)
        }
        await arrive(page, shown.act ? page.url() : shown.path, next)
        const { moved, moves } = await seenBy(page)
        assert.ok(moved < 0.02, `${page.viewportSize()!.width} px, ${order}: ${moved.toFixed(3)} moved\n${moves.join('\n')}`)
      }
    })
  test('what jumps is seen', async () => {
    const [{ page, next }] = visitors as [(typeof visitors)[number]]
    await arrive(page, '/shops/cafeteria', next)
    await page.evaluate(async () => {
      document.querySelector('main')!.prepend(Object.assign(document.createElement('div'), { style: 'height:200px' }))
      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))
    })
    assert.ok((await seenBy(page)).moved > 0.02)
  })
})
