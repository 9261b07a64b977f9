import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Host, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'jumun-mcp-'))
let host: Host
before(async () => {
  host = new Host(
    settingsFrom(['cafeteria', 'bread', '--data', join(folder, 'data'), '--port', '0', '--log', 'silent'], {}, product),
    product,
  )
  await host.start()
})
after(async () => {
  await host.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** An agent at the door; `ask` gives the text that it is told, and whether that is an error. */
const agent = async (t: { after(work: () => unknown): void }, ...more: string[]) => {
  const client = new Client({ name: 'test', version: '1' })
  const args = [join(root, 'tools/mcp.ts'), ...more]
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'inherit' }))
  t.after(() => client.close())
  const ask = async (name: string, given: { readonly [field: string]: unknown } = {}) => {
    const { content, isError } = (await client.callTool({ name, arguments: given })) as { content: { text: string }[]; isError?: boolean }
    return { text: content.map(c => c.text).join('\n'), isError: isError === true }
  }
  return { client, ask }
}

suite('an agent at the door', () => {
  test('sees the tools that change nothing, and the others only where it may write', async t => {
    const names = async (...more: string[]) => (await (await agent(t, ...more)).client.listTools()).tools.map(tool => tool.name)
    const [reads, all] = [await names(), await names('--may-write')]
    assert.deepEqual(
      all.filter(name => !reads.includes(name)),
      ['scaffold', 'retry_cause'],
    )
    const { ask } = await agent(t)
    const refused = await ask('scaffold', { name: 'inn', board: 'system inn', to: folder }).catch((error: Error) => ({
      isError: true,
      text: error.message,
    }))
    assert.ok(refused.isError)
    assert.ok(!existsSync(join(folder, 'inn')))
  })
  test('reads boards, cards and days; what is not there is said in words', async t => {
    const { ask } = await agent(t)
    assert.match((await ask('systems')).text, /cafeteria .*: order, payment, drink/)
    assert.match((await ask('board', { system: 'cafeteria' })).text, /PlaceOrder by customer/)
    assert.match((await ask('context', { system: 'cafeteria', context: 'drink' })).text, /## What it waits for/)
    assert.match((await ask('story', { system: 'bread' })).text, /## A good day/)
    const wrong = await ask('context', { system: 'cafeteria', context: 'drinks' })
    assert.deepEqual([wrong.isError, /contexts are order, payment/.test(wrong.text)], [true, true])
    assert.match((await ask('board', { system: '../bread' })).text, /There is no system/)
  })
  test('finds a case of the product that runs, reads its history, and sees that nothing is stuck', async t => {
    const { ask } = await agent(t, '--at', host.address)
    const wish = { productName: 'coffee', qty: 1, phoneNumber: '01077778888' }
    const made = await fetch(`${host.address}/cafeteria/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    })
    assert.equal(made.status, 201)
    assert.match((await ask('find', { q: '01077778888' })).text, /cafeteria/)
    assert.match((await ask('history', { system: 'cafeteria', kind: 'orderId', key: '1' })).text, /PaymentApproved/)
    assert.match((await ask('why_stuck')).text, /causes/)
    const unknown = await ask('history', { system: 'cafeteria', kind: 'orderId', key: '999' })
    assert.ok(unknown.isError || !/PaymentApproved/.test(unknown.text))
  })
  test('is told in words that nobody answers', async t => {
    const { ask } = await agent(t, '--at', 'http://127.0.0.1:1')
    const { isError, text } = await ask('why_stuck')
    assert.deepEqual([isError, /start the product/.test(text)], [true, true])
  })
  test('plays a seed, and breaks a rule to see what it is for', async t => {
    const { ask } = await agent(t)
    assert.match((await ask('simulate', { system: 'cafeteria', seed: 20 })).text, /Ordered/)
  })
  test('writes a system from a board, where it may', async t => {
    const { ask } = await agent(t, '--may-write')
    const board = 'system inn\n\ncontext desk core\n  aggregate stay by stayId\n    Book by guest: nothing -> Booked => Booked\n'
    const { text } = await ask('scaffold', { name: 'inn', board, to: folder })
    assert.ok(existsSync(join(folder, 'inn', 'system.ts')), text)
    assert.match((await ask('scaffold', { name: 'inn', board, to: folder })).text, /is there already/)
  })
})
