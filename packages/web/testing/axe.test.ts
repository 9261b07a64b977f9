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
    s = await stage('cafeteria', 'bread')
    const body = JSON.stringify({
      productName: 'coffee',
      qty: 2,
      phoneNumber: '01012345678',
      options: { temperature: 'hot', extras: ['shot'] },
    })
    await fetch(`${s.address}/cafeteria/orders`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
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
    '/desk',
    '/desk/trouble',
    '/desk/orders?q=01012345678',
    '/desk/orders/cafeteria/orderId/1',
    '/desk/boards/cafeteria',
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
        await page.locator('main > .col > .sk').first().waitFor({ state: 'detached' })
        const found = (await page.evaluate(`(() => { ${axe}; return axe.run().then(r => r.violations) })()`)) as Violation[]
        const serious = found.filter(v => v.impact === 'serious' || v.impact === 'critical')
        assert.deepEqual(
          serious.map(
            v => `${v.id}: ${v.nodes.map(n => `${n.target.join(' ')}: ${n.failureSummary.replaceAll(/\s+/g, ' ')}`).join(' | ')}`,
          ),
          [],
          `${path} ${looks.language}`,
        )
      }
    })
})
