// What axe-core finds on the pages that there are: nothing serious, in both languages and both themes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after, before, suite, test } from 'node:test'
import { closeBrowser, type Stage, stage } from './browser.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

suite('accessibility', () => {
  let s: Stage
  before(async () => {
    s = await stage()
    const ask = (path: string, body: object) =>
      fetch(s.address + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const options = { temperature: 'hot', extras: ['shot'] }
    await ask('/cafeteria/orders', { productName: 'coffee', qty: 2, phoneNumber: '01012345678', options })
    await ask('/bread/orders', { item: 'cake', qty: 1 })
    await ask('/delivery/orders', { item: '통닭', storeId: '1', customerId: 'kim' })
    await ask('/cars/purchases', { cuId: 11, carId: 1 })
    await ask('/cars/sales', { sellerId: 1, plateNumber: '12가3456', model: '소나타', year: 2020, mileage: 30_000, condition: 'A' })
  })
  after(async () => {
    await s.close()
    await closeBrowser()
  })
  for (const path of [
    '/',
    '/shops/cafeteria',
    '/shops/cafeteria/orders/1',
    '/shops/cafeteria/me',
    '/staff/cafeteria/bar',
    '/staff/cafeteria/ready',
    '/staff/cafeteria/menu',
    '/desk',
    '/desk/trouble',
    '/desk/orders?q=01012345678',
    '/desk/orders/cafeteria/orderId/1',
    '/desk/boards/cafeteria',
    '/shops/cafeteria/basket',
    '/shops/bread',
    '/shops/bread/orders/1',
    '/shops/bread/me',
    '/staff/bread/board',
    '/staff/bread/items',
    '/shops/delivery',
    '/shops/delivery/stores/1',
    '/shops/delivery/orders/1',
    '/shops/delivery/me',
    '/staff/delivery/kitchen/1',
    '/staff/delivery/rider',
    '/staff/delivery/kitchen/1/menu',
    '/staff/delivery/kitchen/1/hours',
    '/shops/air',
    '/shops/air/flights/1',
    '/shops/air/me',
    '/shops/air/mileage',
    '/staff/air/flights',
    '/staff/air/flights/1',
    '/shops/cars',
    '/shops/cars/cars/2',
    '/shops/cars/purchases/1',
    '/shops/cars/sell',
    '/shops/cars/sales/1',
    '/shops/cars/me',
    '/staff/cars/purchasing',
    '/staff/cars/transport',
    '/staff/cars/stock',
    '/generic/cars',
    '/generic/cars/sales',
    '/generic/cars/stocks',
    '/generic/cars/sales/1',
    '/me',
    '/desk/boards/cafeteria?note=policy%20drink%20ordered',
    '/desk/payments',
    '/desk/people',
    '/desk/acts',
    '/desk/audit',
    '/desk/timers',
    '/desk/contexts',
    '/design',
    '/nonsense',
  ])
    test(path, async () => {
      for (const looks of [
        { language: 'ko', theme: 'light' },
        { language: 'en', theme: 'dark', width: 1280, height: 800 },
      ] as const) {
        const page = await s.visit(path, looks)
        // the gallery shows what loading looks like
        await page
          .locator(path === '/design' ? 'main > .col > .sk' : '.sk')
          .first()
          .waitFor({ state: 'detached' })
        const found = (await page.evaluate(`(() => { ${axe}; return axe.run().then(r => r.violations) })()`)) as Violation[]
        const serious = found.filter(v => v.impact === 'serious' || v.impact === 'critical')
        assert.deepEqual(
          serious.map(
            v => `${v.id}: ${v.nodes.map(n => `${n.target.join(' ')}: ${n.failureSummary.replaceAll(/\s+/g, ' ')}`).join(' | ')}`,
          ),
          [],
          `${path} ${looks.language}`,
        )
        await page.context().close()
      }
    })
})
