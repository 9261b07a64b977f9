// CHK-34: what a proto file of a release promised is kept: whoever breaks it is told so here, and why.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { systems } from '@jumun/systems'
import { breaksBetween, lintOf } from '../tools/buf.ts'
import { lastRelease, protoWrong, versionNow } from '../tools/registry.ts'
import { protoOf } from './by-grpc.ts'

for (const name of Object.keys(systems)) {
  test(`the proto file of ${name} is written as such files are`, () => assert.deepEqual(lintOf(readFileSync(protoOf(name), 'utf8')), []))
  test(`the proto file of ${name} keeps what its last release promised, or its version says that it does not`, () => {
    const wrong = protoWrong(name, versionNow())
    assert.equal(wrong, undefined, wrong)
  })
}

const old = readFileSync(protoOf('bread'), 'utf8')
const order = /^message Order \{.*?^\}/ms.exec(old)![0]
const change = (from: string | RegExp, to: string): string => {
  const changed = old.replace(order, order.replace(from, to))
  assert.notEqual(changed, old, String(from))
  return changed
}
const planted: readonly (readonly [what: string, proto: string, words: RegExp])[] = [
  ['a field', change(/ {2}optional int64 qty = \d+;\n/, ''), /field "\d+" with name "qty" on message "Order" was deleted/],
  ['the number of a field', change(/(int64 qty = )\d+/, '$177'), /"qty" on message "Order" was deleted/],
  ['the type of a field', change('int64 qty', 'string qty'), /changed type from "int64" to "string"/],
  ['a value of a choice', change(/ {4}STATUS_BAKING = \d+;\n/, ''), /enum value "\d+" on enum "Status" was deleted/],
  ['a method', old.replace(/ {2}rpc GetOrder\(.*\n/, ''), /RPC "GetOrder".*was deleted/],
  ['a service', old.replace(/^service BakeryService \{.*?^\}\n/ms, ''), /service "BakeryService" was deleted/],
]
for (const [what, proto, words] of planted)
  test(`who takes away or changes ${what} of a proto file is told what breaks, and what to do`, () => {
    assert.match(breaksBetween(old, proto).join('\n'), words)
    assert.match(protoWrong('bread', lastRelease('bread')!.version, proto, old) ?? 'nothing', /needs a major step[^]*how-to-change-a-model/)
    assert.equal(protoWrong('bread', '99.0.0', proto, old), undefined)
  })
test('what is only new breaks nothing', () => assert.deepEqual(breaksBetween(old, change('{', '{\n  optional string tip = 99;')), []))
test('a file that cannot be read is not one without faults', () =>
  assert.match(breaksBetween(old, 'syntax = "proto3";\npackage jumun.bread.v1;\nmessage {').join('\n'), /missing name/))
