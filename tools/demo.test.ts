import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { product } from '@jumun/systems'
import { demo } from './demo.ts'
import { launch } from './demo-process.ts'

const everywhere = async (t: TestContext, orders: number, payment: { card?: string; leaves?: number } = {}) => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-demos-'))
  const server = launch([], { data })
  t.after(async () => {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  })
  const { gateway } = await server.ready
  const out = { write: () => {}, isTTY: false, columns: 0 }
  await Promise.all(
    Object.keys(product).map(async system => {
      const said: string[] = []
      const isKept = await demo(system, {
        orders,
        at: gateway,
        isAsked: true,
        perSecond: 100,
        ...payment,
        out,
        say: text => void said.push(text),
      })
      assert.ok(isKept, said.join('\n'))
    }),
  )
}

test('all five systems behind one gateway: people of every role work in each, and what they were told is what is there', t =>
  everywhere(t, 20))
test('a charge that nobody can know of for an hour is not taken for one that was forgotten', t =>
  everywhere(t, 3, { card: 'timeout-before', leaves: 1 }))
