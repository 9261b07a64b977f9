// What is true of every page: nobody is kept from using it (axe-core finds nothing serious), nothing is cut off or lies over something
// else in any width, nothing is said in the wrong language, and nothing is written to the console.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { misfits, readings, untranslated } from './looks.ts'
import { furnish, pages, pagesOf, settled, sizes } from './pages.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}
const barriers = async (page: Page): Promise<string[]> => {
  const found = (await page.evaluate(`(() => { ${axe}; return axe.run().then(r => r.violations) })()`)) as Violation[]
  return found
    .filter(v => v.impact === 'serious' || v.impact === 'critical')
    .map(v => `${v.id}: ${v.nodes.map(n => `${n.target.join(' ')}: ${n.failureSummary.replaceAll(/\s+/g, ' ')}`).join(' | ')}`)
}
const looks = [
  { language: 'ko', theme: 'light', width: 390, height: 844 },
  { language: 'en', theme: 'dark', width: 1280, height: 800 },
] as const

suite('every page', () => {
  let s: Stage
  before(async () => {
    s = await stage()
    await furnish(s)
  })
  after(async () => {
    await s.close()
    await closeBrowser()
  })
  /** One person for each look, who comes to every page as if for the first time. */
  const visitors = new Map<object, Page>()
  const visitor = async (look: (typeof looks)[number]): Promise<Page> => {
    const known = visitors.get(look)
    if (!known) {
      const page = await s.visit('/nonsense', look)
      visitors.set(look, page)
      return page
    }
    await known.evaluate(() => localStorage.clear())
    await known.setViewportSize({ width: look.width, height: look.height })
    return known
  }
  for (const shown of pages)
    test(`${shown.name}: ${shown.path}`, async () => {
      for (const look of looks) {
        const page = await visitor(look)
        await page.goto(shown.path)
        await page.locator('#main, .wall').first().waitFor()
        await settled(page, shown)
        assert.deepEqual(await barriers(page), [], look.language)
        if (!pagesOf.insiders.includes(shown))
          assert.deepEqual(untranslated(await page.evaluate(readings), look.language), [], `not in ${look.language}`)
        for (const [width, height] of Object.values(sizes)) {
          await page.setViewportSize({ width, height })
          assert.deepEqual(await page.evaluate(misfits), [], `${width} px, ${look.language}`)
        }
      }
      s.calm()
    })
  test('what is wrong with a page is seen', async () => {
    const page = await s.visit('/shops/cafeteria', { language: 'en' })
    await page.locator('.addb').first().waitFor()
    const wrong = async (change: (main: HTMLElement) => void): Promise<string[]> => {
      await page.reload()
      await page.locator('.addb').first().waitFor()
      await page.locator('#main').evaluate(change)
      return page.evaluate(misfits)
    }
    assert.match((await wrong(main => (main.style.width = '500px'))).join(), /wider than the screen/)
    assert.match(
      (await wrong(main => (main.querySelector<HTMLElement>('.addb')!.style.transform = 'translateY(100px)'))).join(),
      /lie over each other/,
    )
    const narrow = await wrong(main => {
      const button = document.createElement('button')
      button.textContent = 'Unbelievably long'
      button.style.cssText = 'width:40px;white-space:nowrap'
      main.append(button)
    })
    assert.match(narrow.join(), /smaller than its text/)
    assert.deepEqual(untranslated(['Order', '주문', 'noOrdersText', '{{count}}', 'Kim'], 'en'), ['주문', 'noOrdersText', '{{count}}'])
    assert.deepEqual(untranslated(['Order', '주문', '21 km'], 'ko'), ['Order'])
  })
})
