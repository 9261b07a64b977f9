// Pictures of every page in both languages, both themes and four sizes, to be looked at: npm run web:shots [-- PART OF A NAME] [--out FOLDER]
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { closeBrowser, type Stage, stage } from './browser.ts'

const sizes = { phone: [390, 844], tablet: [820, 1180], desk: [1280, 800], wall: [1920, 1080] } as const
type Size = keyof typeof sizes
interface Shot {
  readonly name: string
  readonly path: string
  readonly on: readonly Size[]
  /** What a person does before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>
}
const toBasket = async (page: Page): Promise<void> => {
  await page.locator('.addb').first().click()
  await page.locator('.paybar .btn').click()
  await page.locator('.qty').waitFor()
}
const everywhere: readonly Size[] = ['phone', 'tablet', 'desk', 'wall']
const shots: readonly Shot[] = [
  { name: 'front', path: '/', on: everywhere },
  { name: 'menu', path: '/shops/cafeteria', on: everywhere, act: page => page.locator('.addb').first().click() },
  { name: 'basket', path: '/shops/cafeteria', on: everywhere, act: toBasket },
  { name: 'order', path: '/shops/cafeteria/orders/4', on: everywhere },
  { name: 'checking', path: '/shops/cafeteria/orders/5', on: everywhere },
  { name: 'canceled', path: '/shops/cafeteria/orders/6', on: ['phone', 'desk'] },
  { name: 'ready', path: '/shops/cafeteria/orders/7', on: ['phone', 'desk'] },
  {
    name: 'declined',
    path: '/shops/cafeteria',
    on: ['phone', 'desk'],
    act: async page => {
      await toBasket(page)
      await page
        .locator('.opt')
        .filter({ hasText: /거절|Declining/ })
        .click()
      await page.locator('.paybar .btn').click()
      await page.locator('.seal').waitFor()
    },
  },
  {
    name: 'paid',
    path: '/shops/cafeteria',
    on: ['phone', 'desk'],
    act: async page => {
      await toBasket(page)
      await page.locator('.paybar .btn').click()
      await page.locator('.slip').waitFor()
    },
  },
  { name: 'mine', path: '/shops/cafeteria/me', on: everywhere },
  { name: 'gone', path: '/nonsense', on: ['phone', 'desk'] },
  { name: 'bar', path: '/staff/cafeteria/bar', on: ['tablet', 'desk', 'wall'] },
  { name: 'readyscreen', path: '/staff/cafeteria/ready', on: ['desk', 'wall'] },
  { name: 'design', path: '/design', on: ['desk'] },
]

/** Something of everything: orders that wait, are made, are ready, are canceled, and one whose payment is unknown. */
const fill = async ({ address }: Stage): Promise<void> => {
  const ask = async (method: string, path: string, body: object = {}) =>
    (
      await fetch(`${address}/cafeteria${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    ).json()
  const look = async <T>(path: string) => (await (await fetch(`${address}/cafeteria${path}`)).json()) as T
  const order = (productName: string, qty: number, phoneNumber: string, also: object = {}) =>
    ask('POST', '/orders', { productName, qty, phoneNumber, language: 'ko', ...also })
  await order('coffee', 1, '01099998880', { options: { temperature: 'hot', extras: ['shot'] } })
  await order('latte', 2, '01099998881', { options: { temperature: 'iced' } })
  await order('tea', 3, '01099998882', { options: { temperature: 'hot', extras: ['honey'] } })
  await order('coffee', 2, '01012345678', { options: { temperature: 'hot' } })
  await order('coffee', 2, '01055556666', { paymentToken: 'timeout-after' })
  await order('latte', 1, '01012345678')
  await order('cake', 1, '01012345678')
  while ((await look<{ page: { totalElements: number } }>('/drinks/search/board')).page.totalElements < 6);
  await ask('POST', '/orders/6/cancel')
  await ask('POST', '/drinks/1/receive')
  const found = await look<{ _embedded: { drinks: { id: number }[] } }>('/drinks/search/findByOrderId?orderId=7')
  const { id } = found._embedded.drinks[0]!
  await ask('POST', `/drinks/${id}/receive`)
  await ask('POST', `/drinks/${id}/make`)
  await ask('PATCH', '/menu/3', { soldOut: true })
  await ask('PATCH', '/menu/4', { stock: 2 })
}

/** All pictures of one kind on one sheet. */
const sheet = (folder: string): void => {
  const pictures = readdirSync(folder).filter(name => name.endsWith('.png'))
  const images = pictures.map(name => `<figure><img src="${name}" loading="lazy"><figcaption>${name}</figcaption></figure>`)
  const style =
    'body{background:#888;display:flex;flex-wrap:wrap;gap:12px;font:14px sans-serif}figure{margin:0}img{display:block;max-height:640px}'
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><style>${style}</style>${images.join('')}`)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'shots' }, help: { type: 'boolean' } },
})
if (values.help) {
  console.log(
    'npm run web:shots [-- PART OF A NAME …] [--out FOLDER]\n\n  Takes pictures of every page in both languages, both themes and four sizes; without a folder into shots/.',
  )
  process.exit()
}
mkdirSync(values.out, { recursive: true })
const s = await stage()
try {
  await fill(s)
  for (const { name, path, on, act } of shots)
    for (const size of on)
      for (const language of ['ko', 'en'] as const)
        for (const theme of ['light', 'dark'] as const) {
          const file = `${name}-${size}-${language}-${theme}.png`
          if (positionals.length && !positionals.every(part => file.includes(part))) continue
          const [width, height] = sizes[size]
          const page = await s.visit(path, { language, theme, width, height })
          await act?.(page)
          await page.locator('main > .col > .sk').first().waitFor({ state: 'detached' })
          await page.evaluate(async () => {
            await document.fonts.ready
            await Promise.all([...document.images].map(image => image.decode().catch(() => undefined)))
          })
          await page.screenshot({ path: join(values.out, file) })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          console.log(wide > 0 ? `${file}: ${wide} px too wide` : file)
          await page.context().close()
        }
  sheet(values.out)
  s.calm()
} finally {
  await s.close()
  await closeBrowser()
}
