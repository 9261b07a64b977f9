import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lines } from './index.ts'
import { masked } from './lines.ts'

const said = (say: (log: ReturnType<typeof lines>) => void): any => {
  const all: string[] = []
  say(lines('info', 'cafeteria/order', { write: line => void all.push(line) }))
  const [line] = all
  const names = [...line!.matchAll(/[{,]"([\w@.]+)":/g)].map(([, name]) => name)
  assert.equal(new Set(names).size, names.length, 'no name twice')
  return JSON.parse(line!)
}

test('a line has the names of ECS: what has none there is a label', () => {
  const line = said(log => log.warn({ traceId: 'a'.repeat(32), method: 'GET', address: '::1', route: '/orders/{id}', leftOut: 3 }, 'slow'))
  const { '@timestamp': at, ...rest } = line
  assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.deepEqual(rest, {
    'log.level': 'warn',
    'ecs.version': '8.11.0',
    'service.name': 'cafeteria/order',
    'trace.id': 'a'.repeat(32),
    'http.request.method': 'GET',
    'client.address': '::1',
    'labels.route': '/orders/{id}',
    'labels.leftOut': '3',
    message: 'slow',
  })
})
test('of an error a line has the kind and the words, and no stack', () => {
  const error = Object.assign(new TypeError('it fell'), { detail: 'secret' })
  for (const field of ['err', 'error']) {
    const line = said(log => log.error({ [field]: error }, 'a request failed'))
    assert.deepEqual([line['error.type'], line['error.message']], ['TypeError', 'it fell'])
    assert.doesNotMatch(JSON.stringify(line), /lines\.test|secret/)
  }
  assert.equal(said(log => log.error({ error: 'refused' }, 'no'))['error.message'], 'refused')
  assert.equal('error.message' in said(log => log.error({ error: undefined }, 'no')), false)
})
test('what others wrote is masked: phone numbers, mail addresses and tokens, wherever they stand', () => {
  for (const personal of [
    '01012345678',
    '010-1234-5678',
    '+82 10 1234 5678',
    '+821012345678',
    'kim@example.org',
    'eyJhbGciOi.eyJzdWIi.sig-_',
  ])
    for (const [before, after] of [
      ['key (', ') is taken'],
      ['"', '"'],
      ['', ''],
      ['order 3 ', ' fell'],
    ]) {
      const line = said(log =>
        log.warn({ err: new Error(before + personal + after), about: before + personal + after }, before + personal + after),
      )
      for (const name of ['message', 'error.message', 'labels.about']) assert.equal(line[name], `${before}***${after}`)
    }
  for (const harmless of [
    '2026-11-30T09:48:21.123Z',
    '1764496101123',
    'order 1234567',
    'a'.repeat(32),
    '127.0.0.1:8088',
    'seat 10A',
    '0b010 11',
  ])
    assert.equal(masked(harmless), harmless)
})
test('nothing is written below the level that was asked for', () => {
  const all: string[] = []
  const log = lines('warn', 'jumun', { write: line => void all.push(line) })
  log.info('said')
  assert.deepEqual(all, [])
})
