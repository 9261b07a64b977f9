// deploy/logs against what the running product writes. Fluent Bit itself is not to be had here: its parser is read, and done by us.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { parse, parseAllDocuments } from 'yaml'
import { systems } from '@jumun/systems'
import { rendered } from '../tools/deploy/files.ts'
import { launch } from '../tools/demo-process.ts'
import { folder, linesOf, until } from './hosted.ts'

const at = (file: string): string => readFileSync(join(import.meta.dirname, '../deploy/logs', file), 'utf8')
const shipper = parse(at('fluent-bit.yaml'))
const { properties } = JSON.parse(at('index-template.json')).template.mappings
type Mapping = { readonly [field: string]: { readonly type?: string; readonly properties?: Mapping } }

/** A format of strptime, as far as it is used here, as a pattern. */
const patternOf = (format: string): RegExp => {
  const forms: { readonly [letter: string]: string } = {
    Y: '\\d{4}',
    m: '\\d\\d',
    d: '\\d\\d',
    H: '\\d\\d',
    M: '\\d\\d',
    S: '\\d\\d',
    L: '\\d{3}',
  }
  return new RegExp(`^${format.replaceAll(/%(\w)|[.*+?^$(){}|[\]\\]/g, (text, letter) => (letter ? forms[letter]! : `\\${text}`))}$`)
}
const numbers: { readonly [type: string]: (value: number) => boolean } = {
  long: n => Number.isSafeInteger(n),
}
/** What of a line does not fit the template, in words: dots in the names of fields lead into objects, lists are of what one of them is. */
const unfit = (line: object): readonly string[] =>
  Object.entries(line).flatMap(([name, value]) => {
    const known = name.split('.').reduce<Mapping[string] | undefined>((at, part) => at?.properties?.[part], { properties })
    if (!known) return [`${name} is unknown`]
    const of = numbers[known.type!]
    const fits = (one: unknown) => (of ? typeof one === 'number' && of(one) : known.type !== undefined && typeof one === 'string')
    return [value].flat().every(fits) ? [] : [`${name} is no ${known.type}: ${JSON.stringify(value)}`]
  })
const [parser] = shipper.parsers

suite('logs as they are sent away', () => {
  test('the running product writes only lines that the parser reads and the template knows', { timeout: 200_000 }, async t => {
    const data = folder(t)
    const nobody = createServer().listen(0, '127.0.0.1')
    await once(nobody, 'listening')
    const { port } = nobody.address() as { port: number }
    nobody.close()
    const file = join(data, 'out.log')
    const settings = ['--log', 'debug', '--access-log', 'all', '--peers', `payment=http://127.0.0.1:${port}`]
    const cafe = launch(['cafeteria/order', 'cafeteria/drink', 'cafeteria/gateway'], { data, settings })
    t.after(cafe.kill)
    const { gateway } = await cafe.ready
    const ask = (path: string, body?: string) =>
      fetch(gateway + path, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    await ask('/drinks')
    await ask('/orders', '{broken')
    await ask('/orders', JSON.stringify({ phoneNumber: '01012345678', productName: 'coffee', qty: 1 })) // payment is away
    await ask('/operations/contexts')
    const lines = await until('lines of each kind', async () => {
      const all = linesOf(readFileSync(file, 'utf8'))
      return all.length > 5 && new Set(all.map(l => l['log.level'])).size > 1 && all
    })
    assert.deepEqual(
      lines.flatMap(line => unfit(line).map(why => `${why} in ${JSON.stringify(line)}`)),
      [],
    )
    const time = patternOf(parser.time_format)
    for (const line of lines) assert.match(String(line[parser.time_key]), time)
    assert.doesNotMatch(JSON.stringify(lines), /01012345678/)
  })
  test('a field that the template does not know, or a type that is not its own, would be noticed', () => {
    assert.deepEqual(unfit({ 'log.level': 'info', colour: 'red' }), ['colour is unknown'])
    assert.deepEqual(unfit({ 'http.response.status_code': '200' }), ['http.response.status_code is no long: "200"'])
    assert.deepEqual(unfit({ 'user.roles': ['barista', 7] }), ['user.roles is no keyword: ["barista",7]'])
    assert.deepEqual(unfit({ log: 'text' }), ['log is no undefined: "text"'])
    assert.deepEqual(unfit({ 'error.message': 'it fell', 'error.stack_trace': '…' }), ['error.stack_trace is unknown'])
    assert.doesNotMatch('2026-11-30 07:30:12', patternOf(parser.time_format))
  })
  test('Fluent Bit reads the pods that our manifests make, and keeps what is no JSON', async () => {
    const [input] = shipper.pipeline.inputs
    const [, containers] = /\/\*_([\w-]+)-\*\.log$/.exec(input.path)!
    const names = [...(await rendered(Object.values(systems)))].flatMap(([, text]) =>
      parseAllDocuments(text).flatMap(d =>
        d.get('kind') === 'Deployment' ? d.toJS().spec.template.spec.containers.map((c: any) => c.name) : [],
      ),
    )
    assert.ok(names.length > 20)
    assert.deepEqual([...new Set(names)], [containers])
    const filter = shipper.pipeline.filters.find((f: any) => f.name === 'parser')
    assert.deepEqual([filter.parser, filter.key_name, filter.reserve_data], [parser.name, 'log', true])
    const renamed = shipper.pipeline.filters.find((f: any) => f.name === 'modify')
    assert.equal(renamed.rename, 'log message', 'a text may not be called what holds fields')
    assert.ok(properties.message)
  })
})
