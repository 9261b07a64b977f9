// Pages look as they did when somebody last looked at them. What was changed on purpose is kept anew: npm run web:shots -- --keep
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { looks, pose, release } from './gallery.ts'
import { furnish } from './pages.ts'
import { difference, kept, pictureOf, steady } from './pictures.ts'
import { atNoon, seoulDay } from './still.ts'

suite('pages look as they did', () => {
  let s: Stage
  let studio: Page
  const was = kept()
  before(async () => {
    s = await stage()
    await furnish(s)
    studio = await s.visit('/nonsense')
  })
  after(async () => {
    await s.close()
    await closeBrowser()
  })
  for (const look of looks)
    test(look.name, async () => {
      const page = await pose(s, look)
      const before = was[look.name]
      assert.ok(before, 'nobody has looked at this yet: npm run web:shots -- --keep')
      const { picture, png } = await steady(page, studio)
      const said = difference(before, picture)
      await release(page)
      if (said === undefined) return
      const folder = join(tmpdir(), 'jumun-pictures')
      const file = join(folder, `${look.name.replaceAll(' ', '-')}.png`)
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, png)
      assert.fail(`${said}. It looks like this now: ${file}`)
    })
  test('what was changed by accident is seen, and a trifle is not', async () => {
    const look = looks.find(l => l.name === 'cafe-menu phone ko light')!
    const page = await pose(s, look)
    const { picture } = await steady(page, studio)
    const changed = async (change: () => void): Promise<string | undefined> => {
      await page.evaluate(change)
      return difference(picture, (await pictureOf(page, studio)).picture)
    }
    assert.equal(await changed(() => (document.querySelector<HTMLElement>('h1')!.style.letterSpacing = '0.01px')), undefined)
    assert.match((await changed(() => (document.querySelector<HTMLElement>('h1')!.style.fontSize = '40px')))!, /places/)
    await page.locator('h1').evaluate(h1 => (h1.style.fontSize = ''))
    assert.match(
      (await changed(() => document.querySelector<HTMLElement>('.shop-page')!.style.setProperty('--accent', 'purple')))!,
      /places/,
    )
    await release(page)
  })
  test('a flight in a week is one in a week, at every hour of the day', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => Date.UTC(2030, 5, 5, hour))
    const told = hours.map(now => atNoon(new Date(seoulDay(now, 7) + 10 * 3_600_000).toISOString(), now))
    assert.deepEqual(new Set(told), new Set(['2027-03-08T00:30:00.000Z']))
  })
  test('times are those of one noon, whenever it is', () => {
    const now = Date.UTC(2030, 5, 5, 20)
    const at = (ms: number) => atNoon(new Date(now + ms).toISOString(), now)
    assert.deepEqual(
      [at(-3000), at(90_000), at(7 * 86_400_000), at(-2 * 86_400_000)],
      ['2027-03-01T02:55:00.000Z', '2027-03-01T03:10:00.000Z', '2027-03-08T00:30:00.000Z', '2027-02-27T00:30:00.000Z'],
    )
  })
})
