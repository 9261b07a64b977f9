// Whoever comes for the first time is shown around: order a coffee, be the barista, stop the payments and see what happens.
import { after, before, test } from 'node:test'
import { closeBrowser, type Stage, stage } from './browser.ts'

let s: Stage
before(async () => {
  s = await stage('cafeteria', 'bread')
})
after(async () => {
  await s.close()
  await closeBrowser()
})

test('the tour leads through an order, the bar, payments that fail and come back, and is resumed where it was', async () => {
  const page = await s.visit('/', { language: 'en' })
  const tour = page.locator('.tour')
  const order = async (): Promise<void> => {
    await tour.getByRole('link', { name: 'To the café' }).click()
    await page.getByRole('button', { name: 'Add Americano' }).click()
    await page.getByRole('link', { name: 'Review and order' }).click()
    await page.getByLabel('Number for messages').fill('01012345678')
    await page.getByRole('button', { name: 'Pay ₩500' }).click()
  }
  await page.getByRole('button', { name: 'Start the tour' }).click()
  await tour.getByText('Order a coffee').waitFor()
  await order()
  await tour.getByText('Now you are the barista').waitFor()
  await tour.getByRole('link', { name: 'To the bar' }).click()
  for (const command of ['Take it', 'Made', 'Handed over']) await page.getByRole('button', { name: command }).click()
  await tour.getByText('let the payments fail').waitFor()
  await page.reload() // it is resumed
  await tour.getByRole('button', { name: 'Stop the payments' }).click()
  await tour.getByText('Payments are down').waitFor()
  await order()
  await tour.getByText('your place is held').waitFor()
  // only who was told so has to pay again: a payment that begins again in time is still taken
  await page.locator('.hold .left').waitFor()
  await tour.getByRole('button', { name: 'Start the payments' }).click()
  await tour.getByText('Nothing is ever charged twice').waitFor()
  await tour.getByRole('link', { name: 'To that order' }).click()
  await page.locator('.paybar .btn.p:enabled, .shop-body .btn.p:enabled').first().click()
  await tour.getByText('That was all').waitFor()
  await tour.getByRole('link', { name: 'See its story' }).click()
  await page.waitForURL('**/desk/orders/cafeteria/orderId/*')
  await tour.getByRole('button', { name: 'Done' }).click()
  await tour.waitFor({ state: 'detached' })
  s.calm()
})
test('whoever does not want to is not asked again, and who leaves in between leaves the payments as they were', async () => {
  const page = await s.visit('/', { language: 'ko', theme: 'dark', width: 1280, height: 800 })
  await page.getByRole('button', { name: '나중에 할게요' }).click()
  await page.reload()
  await page.locator('.street').waitFor()
  await page.locator('.invite').waitFor({ state: 'detached' })

  const other = await s.visit('/', { language: 'en' })
  await other.evaluate(() => localStorage.setItem('jumun.tour', JSON.stringify({ step: 'stop', orderId: 1 })))
  await other.reload()
  await other.getByRole('button', { name: 'Stop the payments' }).click()
  await other.getByText('Payments are down').waitFor()
  await other.getByRole('button', { name: 'Leave the tour' }).click()
  await other.locator('.tour').waitFor({ state: 'detached' })
  const { contexts } = (await (await fetch(`${s.address}/operations/contexts`)).json()) as {
    contexts: { context: string; state: string }[]
  }
  if (contexts.find(c => c.context === 'payment')?.state !== 'running') throw new Error('the payments were left stopped')
  s.calm()
})
