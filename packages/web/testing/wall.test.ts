// A wall hangs there for months: what has gone from it is gone from its memory, too.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { heldBy, pass, playBar } from './played-bar.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria')
})
after(async () => {
  await s.close()
  await closeBrowser()
})
const barOf = async (): Promise<Page> => {
  const page = await s.visit('/nonsense', { width: 1920, height: 1080 })
  await playBar(page)
  await page.goto('/staff/cafeteria/bar')
  await page.locator('.wallgrid').waitFor()
  return page
}
/** More than the ups and downs of what is kept anyway, and of a thousand tickets far less than they take. */
const little = { bytes: 1_000_000, nodes: 60, listeners: 20 }
const grown = async (page: Page, meanwhile: () => Promise<unknown>): Promise<string[]> => {
  const line = await page.context().newCDPSession(page)
  const was = await heldBy(line)
  await meanwhile()
  const is = await heldBy(line)
  return [
    ...(is.heap - was.heap > little.bytes ? [`${is.heap - was.heap} bytes`] : []),
    ...(is.nodes - was.nodes > little.nodes ? [`${is.nodes - was.nodes} nodes`] : []),
    ...(is.listeners - was.listeners > little.listeners ? [`${is.listeners - was.listeners} listeners`] : []),
  ]
}

test('a thousand tickets that came and went leave nothing in the memory of the wall', async () => {
  const page = await barOf()
  await pass(page, 500)
  assert.deepEqual(await grown(page, () => pass(page, 1000)), [])
  assert.ok((await page.evaluate(() => bar.taps())) >= 150, 'nothing was tapped')
  s.calm()
})
test('what would stay is seen', async () => {
  const page = await barOf()
  await pass(page, 100)
  const left = await grown(page, () =>
    page.evaluate(() => {
      const kept: unknown[] = ((globalThis as { kept?: unknown[] }).kept = [])
      for (let i = 0; i < 1000; i++) {
        const ticket = document.createElement('article')
        ticket.addEventListener('click', () => {})
        kept.push(
          ticket,
          Array.from({ length: 500 }, (_, n) => n + i),
        )
      }
    }),
  )
  assert.deepEqual(
    left.map(text => text.split(' ')[1]),
    ['bytes', 'nodes', 'listeners'],
  )
})
