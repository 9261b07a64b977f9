// The pages whose looks are kept, and how each picture of them is taken.
import type { Page } from 'playwright-core'
import type { Stage } from './browser.ts'
import { pages, type Shown, settled, type Size, sizes } from './pages.ts'
import { still } from './still.ts'

export interface Look {
  readonly name: string
  readonly shown: Shown
  readonly language: 'ko' | 'en'
  readonly theme: 'light' | 'dark'
  readonly size: Size
}
const walls = ['bar', 'kitchen', 'bakery', 'transport', 'ready']
const chosen = [
  'front',
  'cafe-menu',
  'cafe-basket',
  'cafe-order',
  'cafe-canceled',
  'bread-menu',
  'meals-store',
  'air-flights',
  'air-trip',
  'cars-lot',
  'cars-sell',
  'cafe-editor',
  'purchasing',
  'stock',
  'design',
  'desk',
  'desk-trouble',
  'desk-orders',
  'desk-payments',
  'desk-people',
  'desk-acts',
  'desk-audit',
  'desk-contexts',
  ...walls,
]
/** Each on a phone in Korean, by day, and on a desk or wall in English, by night. */
export const looks: readonly Look[] = chosen.flatMap(name => {
  const shown = pages.find(p => p.name === name)!
  const large = walls.includes(name) ? 'wall' : 'desk'
  return [
    { name: `${name} phone ko light`, shown, language: 'ko', theme: 'light', size: 'phone' },
    { name: `${name} ${large} en dark`, shown, language: 'en', theme: 'dark', size: large },
  ] as const
})

/** Ends the browser of a page that was held still: what it has asked for meanwhile is nobody's any more. */
export const release = async (page: Page): Promise<void> => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().close()
}
/** The page of a look, held still. Whoever asks for it releases it. */
export const pose = async (s: Stage, { shown, language, theme, size }: Look): Promise<Page> => {
  const [width, height] = sizes[size]
  const page = await s.visit('/nonsense', { language, theme, width, height, timezone: 'Asia/Seoul' })
  await still(page)
  await page.goto(shown.path)
  await page.locator('#main, .wall').first().waitFor()
  await settled(page, shown)
  return page
}
