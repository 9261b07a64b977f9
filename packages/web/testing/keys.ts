// A page without a mouse: where the focus is, and how a key leads to something.
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** What has the focus is called so; where it is, is seen. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    const e = document.activeElement as HTMLElement | null
    if (!e || e === document.body) return { name: '', isSeen: true }
    const label = e.getAttribute('aria-label') ?? (e instanceof HTMLInputElement ? e.labels?.[0]?.innerText : e.innerText) ?? ''
    // an input that is drawn by its label shows it there
    const shown = [e, e.closest('label'), e.closest('.inp')].filter(x => x !== null)
    const isSeen = shown.some(x => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(x)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
    return { name: label.replaceAll(/\s+/g, ' ').trim(), isSeen }
  })
/** Goes on by the key alone until something of that name has the focus. */
export const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const met: string[] = []
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    assert.ok(now.isSeen, `it cannot be seen that "${now.name}" has the focus`)
    if (name.test(now.name)) return
    met.push(now.name)
  }
  assert.fail(`no key leads to ${name}: ${met.join(' | ')}`)
}
/** Presses what a key leads to. */
export const press = async (page: Page, name: RegExp, key = 'Enter'): Promise<void> => {
  await tabTo(page, name)
  await page.keyboard.press(key)
}
/** Writes into a field what is to stand there. */
export const write = async (page: Page, name: RegExp, text: string): Promise<void> => {
  await tabTo(page, name)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}
/** A dialog takes the focus a moment after it has come: who is faster than a person would press what was focused before. */
export const inDialog = async (page: Page): Promise<void> => {
  await page.getByRole('dialog').waitFor()
  await page.waitForFunction(() => document.querySelector('[role=dialog]')?.contains(document.activeElement))
}
