import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { spelt, type SpellingKind } from './spelling.ts'

const cases: readonly (readonly [SpellingKind, string, string])[] = [
  ['text', ' 통닭 '.normalize('NFD'), '통닭'],
  ['text', '１２', '１２'],
  ['name', '김철수'.normalize('NFD'), '김철수'],
  ['name', 'ｋｉｍ', 'kim'],
  ['name', 'ki\u200bm', 'kim'],
  ['name', '\u1112\u200b\u1161\u11ab', '한'],
  ['name', 'kim\u00a0', 'kim'],
  ['name', 'Kim', 'Kim'],
  ['code', 'icn', 'ICN'],
  ['code', '１a', '1A'],
  ['plate', '12가3456'.normalize('NFD'), '12가3456'],
  ['plate', '１２가３４５６', '12가3456'],
  ['plate', '12가-3456', '12가3456'],
  ['plate', '12가 3456', '12가3456'],
  ['plate', '12가\u20113456\u200b', '12가3456'],
  ['phone', '010-1234-5678', '01012345678'],
  ['phone', '010 1234 5678', '01012345678'],
  ['phone', '０１０－１２３４－５６７８', '01012345678'],
  ['phone', '+82 10-1234-5678', '01012345678'],
  ['phone', '+82 (0)10 1234 5678', '01012345678'],
  ['phone', '0082 10 1234 5678', '01012345678'],
  ['phone', '02.123.4567', '021234567'],
]
for (const [kind, typed, kept] of cases)
  test(`a ${kind} typed ${JSON.stringify(typed)} is kept as ${kept}`, () => assert.equal(spelt(typed, kind), kept))

test('what is kept is kept as it is when it comes in again', () =>
  fc.assert(
    fc.property(fc.constantFrom<SpellingKind>('text', 'name', 'code', 'plate'), fc.string({ unit: 'binary' }), (kind, typed) => {
      const kept = spelt(typed, kind)
      assert.equal(spelt(kept, kind), kept)
    }),
    { seed: 1 },
  ))
