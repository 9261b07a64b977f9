// Pages are told what changes. While nobody tells them, they ask.
import assert from 'node:assert/strict'
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
const order = async (): Promise<{ id: number }> => {
  const body = JSON.stringify({ phoneNumber: '01012345678', productName: 'coffee', qty: 1 })
  const made = await fetch(`${s.address}/cafeteria/orders`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  assert.equal(made.status, 201)
  return (await made.json()) as { id: number }
}

test('a wall shows a new ticket without asking for it again and again, and after a cut line everything that came meanwhile', async () => {
  const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1280, height: 800 })
  const asked: string[] = []
  bar.on('request', request => asked.push(request.url()))
  await bar.clock.install()
  await bar.reload()
  await bar.waitForResponse(r => r.url().includes('/live?') && r.status() === 200)
  const first = await order()
  await bar.getByRole('article', { name: String(first.id), exact: true }).waitFor()
  asked.length = 0
  await bar.clock.runFor(8000) // nothing happens, and nothing is asked for
  assert.ok(asked.length <= 2, asked.join('\n'))

  await bar.context().setOffline(true)
  const second = await order()
  await bar.context().setOffline(false)
  await bar.getByRole('article', { name: String(second.id), exact: true }).waitFor()
  s.calm()
})
test('where nobody tells it, the page asks', async () => {
  const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1280, height: 800 })
  await bar.route('**/live?**', route => route.fulfill({ status: 503, body: '' }))
  await bar.reload()
  const third = await order()
  await bar.getByRole('article', { name: String(third.id), exact: true }).waitFor()
})
test('each question of a page begins a trace of its own, by which it is found again', async () => {
  const bar = await s.visit('/staff/cafeteria/bar', { language: 'en', width: 1280, height: 800 })
  const traces: string[] = []
  bar.on('request', request => {
    if (/\/cafeteria\/(drinks|live)/.test(request.url())) traces.push(request.headers()['traceparent'] ?? `none: ${request.url()}`)
  })
  await bar.reload()
  const last = await order()
  await bar.getByRole('article', { name: String(last.id), exact: true }).waitFor()
  assert.ok(traces.length >= 2)
  for (const trace of traces) assert.match(trace, /^00-(?!0+-)[0-9a-f]{32}-(?!0+-)[0-9a-f]{16}-01$/)
  assert.equal(new Set(traces.map(t => t.slice(3, 35))).size, traces.length)
})
