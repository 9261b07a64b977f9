// What keeps people from using a page, as axe-core finds it.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}
/** What is serious or critical, in words. */
export const barriers = async (page: Page): Promise<string[]> => {
  const found = (await page.evaluate(`(() => { ${axe}; return axe.run().then(r => r.violations) })()`)) as Violation[]
  return found
    .filter(v => v.impact === 'serious' || v.impact === 'critical')
    .map(v => `${v.id}: ${v.nodes.map(n => `${n.target.join(' ')}: ${n.failureSummary.replaceAll(/\s+/g, ' ')}`).join(' | ')}`)
}
