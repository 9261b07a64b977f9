// What is true of every page: nobody is kept from using it (axe-core finds nothing serious), nothing is cut off or lies over something
// else in any width, nothing is said in the wrong language, and nothing is written to the console.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { barriers } from './barriers.ts'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { misfits, readings, untranslated } from './looks.ts'
import { paths } from '../src/app/paths.ts'
import { furnish, pages, pagesOf, settled, sizes } from './pages.ts'

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
  test('every address of the app is among them', () => {
    // what is parked is looked at where it is mended (operators.test.ts)
    const isMended = (path: string): boolean => /^\/desk\/(trouble\/|parked)/.test(path)
    const all = [
      ...[...paths.front, ...paths.open, ...paths.desk].filter(path => !isMended(path)),
      ...(['shops', 'staff'] as const).flatMap(area =>
        Object.entries<readonly string[]>(paths[area]).flatMap(([system, own]) => own.map(path => `/${area}/${system}${path}`)),
      ),
      ...paths.generic.map(path => `/generic/cars${path}`),
    ]
    const missed = all.filter(path => {
      const is = RegExp(`^${path.replaceAll(/:\w+/g, '[^/?]+')}(\\?|$)`)
      return !path.endsWith('/basket') && !pages.some(shown => is.test(shown.path))
    })
    assert.deepEqual(missed, [])
    const baskets = all.filter(path => path.endsWith('/basket')).length
    assert.equal(pages.filter(shown => shown.name.endsWith('-basket') && shown.act).length, baskets)
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
