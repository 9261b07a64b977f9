// A system that nobody has written a line of web code for has pages: lists, forms, buttons, columns by state.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { closeBrowser, type Stage, stageOf } from './browser.ts'
import { inn } from './inn.ts'

let s: Stage
before(async () => {
  s = await stageOf({ inn }, 'inn')
})
after(async () => {
  await s.close()
  await closeBrowser()
})

test('a guest books by a form, the desk checks them in and out, and the housekeeper sees the room without a reload', async () => {
  const guest = await s.visit('/', { language: 'en' })
  await guest.getByRole('link', { name: 'Inn', exact: true }).click()
  await guest.getByRole('link', { name: 'Stays' }).click()
  await guest.getByText('Nothing here yet').waitFor()

  const cleaner = await s.visit('/generic/inn/cleanings', { language: 'ko', theme: 'dark', width: 1280, height: 800 })
  const desk = await s.visit('/generic/inn/stays', { language: 'en', width: 1280, height: 800 })
  await guest.getByRole('button', { name: 'New' }).click()
  const form = guest.getByRole('dialog')
  await form.getByLabel('Guest').fill('Kim')
  await form.getByLabel('Kind').selectOption('double')
  await form.getByLabel('Nights').fill('2')
  await form.getByLabel('Breakfast').selectOption({ label: 'yes' })
  await form.getByRole('button', { name: 'Send' }).click()
  await guest.getByRole('heading', { name: 'Booked' }).waitFor()

  const ticket = desk.getByRole('article', { name: '1', exact: true })
  await ticket.getByRole('button', { name: 'Check in' }).click()
  const room = desk.getByRole('dialog')
  await room.getByLabel('Room').fill('11')
  await room.getByRole('button', { name: 'Send' }).click()
  await room.getByText('There is no such room.').waitFor() // what the rules refuse is said in their words
  await room.getByLabel('Room').fill('7')
  await room.getByRole('button', { name: 'Send' }).click()
  await desk.getByRole('heading', { name: 'In house' }).waitFor()
  await guest.getByRole('heading', { name: 'In house' }).waitFor()
  assert.equal(await guest.getByRole('button', { name: 'Cancel' }).count(), 0) // only what may be done now is offered

  await ticket.getByRole('button', { name: 'Check out' }).click()
  await cleaner.getByRole('article', { name: '1', exact: true }).getByRole('button', { name: 'Clean' }).click()
  await cleaner.getByRole('heading', { name: /^Clean/ }).waitFor()
  await guest.getByText('Checked out').waitFor() // its history
  s.calm()
})
test('what a form leaves out is said at its field', async () => {
  const guest = await s.visit('/generic/inn/stays', { language: 'en' })
  await guest.getByRole('button', { name: 'New' }).click()
  const form = guest.getByRole('dialog')
  await form.getByLabel('Guest').fill('Lee')
  await form.evaluate(() => document.querySelector('form')!.setAttribute('novalidate', ''))
  await form.getByRole('button', { name: 'Send' }).click()
  await form.getByText('Please fill this in.').first().waitFor()
})
test('its pages are for everybody, and its addresses are known to the server', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  for (const path of ['/generic/inn', '/generic/inn/stays', '/generic/inn/stays/1', '/generic/inn/guestbooks']) {
    const page = await s.visit(path, { language: 'en' })
    await page.locator('.sk').first().waitFor({ state: 'detached' })
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { violations } = await (window as any).axe.run()
      return violations.filter((v: any) => v.impact === 'serious' || v.impact === 'critical').map((v: any) => `${v.id}: ${v.nodes[0].html}`)
    })
    assert.deepEqual(found, [], path)
  }
  const statusOf = async (path: string) => (await fetch(s.address + path, { headers: { accept: 'text/html' } })).status
  assert.deepEqual(await Promise.all(['/shops/inn', '/generic/inn/stays', '/generic/nothing'].map(statusOf)), [200, 200, 404])
  s.calm()
})
