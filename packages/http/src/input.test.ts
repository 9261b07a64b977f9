import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { personal, Type } from '@jumun/core/model'
import fc from 'fast-check'
import { send } from './fixture/client.ts'
import { type Running, serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { inputOf, parseJson } from './input.ts'
import { accepts, formOf, languageOf, wantsHtml } from './negotiation.ts'
import { Problem, problemDocument } from './problem.ts'
import { phone, wish } from './rest-suite.ts'
import { isoOf, parseTime } from './time.ts'
import { traceOf } from './trace.ts'
import { fieldWords, filled, toldOf, words, wordsFor } from './words.ts'

const Id = Type.Integer({ minimum: 1 })
const nullable = Type.Optional(Type.Union([Type.String({ maxLength: 5 }), Type.Null()]))
const input = inputOf(
  {
    orderId: Id,
    text: Type.String(),
    phone: personal(Type.String({ pattern: '^[0-9]{9,15}$', spelling: 'phone' })),
    qty: Type.Integer({ minimum: 1, maximum: 100 }),
    rate: Type.Optional(Type.Number()),
    yes: Type.Optional(Type.Boolean()),
    language: Type.Optional(Type.Union([Type.Literal('ko'), Type.Literal('en')])),
    nullable,
    list: Type.Optional(Type.Array(Type.String(), { maxItems: 2 })),
    inner: Type.Optional(Type.Object({ size: nullable, n: Id })),
    record: Type.Optional(Type.Record(Type.String(), Type.Integer())),
    at: Type.Optional(Type.Integer()),
  },
  { times: ['at'], aliases: { tekst: 'text', txt: 'text' }, owned: ['orderId'] },
)
const good = { text: 'a', phone: '010-1234-5678', qty: 1 }
const errorsOf = (body: unknown): string[] => {
  try {
    input.read(body)
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.errors?.map(e => `${e.field} ${e.word}`) ?? [error.slug]
  }
}
const read = (more: object) => input.read({ ...good, ...more })

suite('what comes in', () => {
  test('texts and numbers are taken for each other, nothing else is', () => {
    assert.equal(read({ qty: ' 7 ' }).qty, 7)
    assert.equal(read({ qty: '7.0' }).qty, 7)
    assert.equal(read({ qty: 7.0 }).qty, 7)
    assert.equal(read({ rate: '1.5' }).rate, 1.5)
    assert.equal(read({ text: 7 }).text, '7')
    assert.equal(read({ yes: 'true' }).yes, true)
    assert.deepEqual(errorsOf({ ...good, qty: true }), ['qty whole'])
    assert.deepEqual(errorsOf({ ...good, text: true }), ['text text'])
    assert.deepEqual(errorsOf({ ...good, yes: 1 }), ['yes yes'])
    assert.deepEqual(errorsOf({ ...good, list: 'a' }), ['list list'])
    assert.deepEqual(errorsOf({ ...good, inner: [] }), ['inner object'])
    assert.deepEqual(errorsOf({ ...good, qty: '0x10' }), ['qty whole'])
    assert.deepEqual(errorsOf({ ...good, rate: '1e3' }), ['rate number'])
  })
  test('what is missing is named, what may be null or left out is not', () => {
    assert.deepEqual(errorsOf({}), ['text required', 'phone required', 'qty required'])
    assert.deepEqual(errorsOf({ text: null, phone: null, qty: null }), ['text required', 'phone required', 'qty required'])
    assert.deepEqual(read({ nullable: null, yes: null }), { text: 'a', phone, qty: 1, nullable: null })
    assert.deepEqual(errorsOf({ ...good, inner: { size: 'small and long', n: 0 } }), ['inner.size longest', 'inner.n least'])
  })
  test('limits are said', () => {
    assert.deepEqual(errorsOf({ ...good, qty: 101 }), ['qty most'])
    assert.deepEqual(errorsOf({ ...good, text: 'x'.repeat(201) }), ['text longest'])
    assert.deepEqual(errorsOf({ ...good, text: '😀'.repeat(200) }), [], 'characters are counted, not their halves')
    assert.deepEqual(errorsOf({ ...good, text: '' }), ['text empty'])
    assert.deepEqual(errorsOf({ ...good, list: ['a', 'b', 'c'] }), ['list oftenest'])
    assert.deepEqual(errorsOf({ ...good, list: ['a', 7, null] }).length, 1)
    assert.deepEqual(errorsOf({ ...good, language: 'fr' }), ['language choice'])
    assert.deepEqual(errorsOf({ ...good, phone: '12' }), ['phone form'])
    assert.deepEqual(errorsOf({ ...good, qty: 2 ** 53 }), ['qty whole'])
  })
  test('misspelt names are understood; the correct one wins', () => {
    assert.equal(input.read({ phone, qty: 1, tekst: 'b' }).text, 'b')
    assert.equal(input.read({ ...good, txt: 'b' }).text, 'a')
  })
  test('what the server allots is not read', () => assert.equal('orderId' in read({ orderId: 7 }), false))
  test('a body is an object', () => {
    for (const body of [null, undefined, [], 'a', 7, true]) assert.deepEqual(errorsOf(body), ['malformed'])
  })
  test('times have a zone, or that of Seoul', () => {
    assert.equal(read({ at: '2021-02-23T18:23:38+09:00' }).at, Date.parse('2021-02-23T09:23:38Z'))
    assert.equal(read({ at: '2021-02-23T18:23' }).at, Date.parse('2021-02-23T09:23:00Z'))
    assert.deepEqual(errorsOf({ ...good, at: 7 }), ['at time'])
  })
  test('a prototype is not poisoned', () => {
    const poisoned = parseJson(
      Buffer.from('{"text":"a","phone":"010123456","qty":1,"record":{"__proto__":1},"inner":{"__proto__":{"n":1}}}'),
    )
    assert.deepEqual(errorsOf(poisoned), ['inner.n required', 'record form'])
    assert.equal(({} as any).n, undefined)
    const kept = read({ record: JSON.parse('{"constructor":1,"toString":2}') }).record
    assert.deepEqual(Object.keys(kept as object), ['constructor', 'toString'])
  })
})

test('ISO 8601, there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), ms => {
      assert.equal(parseTime(isoOf(ms)), ms)
    }),
  )
  for (const no of [
    '',
    '2021',
    '2021-02-23',
    '2021-13-01T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '2021-02-23T24:00:00Z',
    '2021-02-23T00:60:00Z',
    '2021-02-23T00:00:60Z',
    '2021-02-23T00:00:00+25:00',
    'now',
  ])
    assert.equal(parseTime(no), undefined, no)
  assert.equal(parseTime('2020-02-29T00:00:00.9999Z'), Date.parse('2020-02-29T00:00:00.999Z'))
  assert.equal(parseTime('2021-02-23 09:00:00-0330'), Date.parse('2021-02-23T12:30:00Z'))
})

test('Accept and Accept-Language, in every form', () => {
  const forms: [string | undefined, string][] = [
    [undefined, 'hal'],
    ['', 'hal'],
    ['*/*', 'hal'],
    ['application/json, text/plain, */*', 'json'],
    ['application/hal+json, application/json', 'hal'],
    ['application/json;q=0.9, application/hal+json;q=0.8', 'json'],
    ['application/json;q=0.8, application/hal+json;q=0.9', 'hal'],
    ['application/*', 'hal'],
    ['application/json;profile="array"', 'array'],
    ['application/json;profile=array;q=0.1, application/hal+json', 'hal'],
    ['text/html', 'none'],
    ['application/json;q=0', 'none'],
    ['*/*;q=0', 'none'],
    ['application/json;q=bogus', 'none'],
    [',,;;,', 'none'],
  ]
  for (const [accept, form] of forms) assert.equal(formOf(accept), form, accept)
  assert.equal(wantsHtml('text/html,application/xhtml+xml,*/*;q=0.8'), true)
  for (const no of [undefined, '*/*', 'application/json', 'application/json, text/html;q=0.5']) assert.equal(wantsHtml(no), false)
  assert.equal(accepts('text/*', 'text/plain'), true)
  assert.deepEqual([undefined, 'ko', 'KO-kr', 'en, ko', 'ja', '*', 'ko;q=0.1, ja'].map(languageOf), [
    'en',
    'ko',
    'ko',
    'en',
    'en',
    'en',
    'ko',
  ])
  fc.assert(
    fc.property(fc.string(), text => {
      formOf(text)
      languageOf(text)
    }),
  )
})

suite('words', () => {
  test('every problem has its words in both languages, polite in Korean', () => {
    for (const [slug, w] of Object.entries(words)) {
      assert.match(w.ko, /[가-힣].*[요다](: \{\w+\})?\.$/, slug)
      assert.match(w.en, /^[A-Z].*\.$/, slug)
      assert.ok(w.status >= 400 && w.title !== '', slug)
    }
    for (const [name, w] of Object.entries(fieldWords)) assert.ok(/[가-힣]/.test(w.ko) && /^[A-Z]/.test(w.en), name)
  })
  test("a system's own words come first; an unknown slug still has a status and a title", () => {
    assert.equal(wordsFor(shop, 'sold-out').en, 'Sold out.')
    assert.deepEqual([wordsFor(shop, 'no-such-purchase').status, wordsFor(undefined, 'taken').status], [422, 409])
    assert.equal(wordsFor(undefined, 'constructor').status, 409)
  })
  test('words are filled from the detail, and tell no more of it', () => {
    assert.equal(filled('It is {amt} won, {name}.', { amt: 12_000, name: '김' }), 'It is 12,000 won, 김.')
    assert.equal(filled('{amt}원', { amt: 12_000 }), '12,000원')
    assert.equal(filled('No. {id}{gone}', { id: 12_000 }), 'No. 12000')
    assert.deepEqual(toldOf('It is {amt}.', { amt: 1, holder: 7 }), { amt: 1 })
    const document = problemDocument(shop, 'price-changed', {
      instance: '/',
      traceId: 'x',
      language: 'en',
      detail: { amt: 1, type: 'evil', holder: 7 },
    })
    assert.equal(JSON.parse(document.body).type, '/problems/price-changed')
    assert.doesNotMatch(document.body, /holder|evil/)
  })
})

test("a trace is the caller's or a new one", () => {
  const theirs = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  assert.equal(traceOf(theirs), theirs)
  const made = Array.from({ length: 1000 }, () => traceOf(undefined))
  assert.equal(new Set(made).size, 1000)
  for (const t of made) assert.match(t, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
})

suite('whatever is sent', () => {
  const anything = fc.oneof(fc.json({ maxDepth: 4 }), fc.string(), fc.string({ unit: 'binary' }))
  const field = fc.oneof(
    fc.anything({ maxDepth: 2, withNullPrototype: false }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('2', 2, 1000, phone, 'coffee', null),
  )
  const asking = fc.record(
    { phoneNumber: field, productName: field, qty: field, amt: field, options: field, pickupTime: field, paymentToken: fc.constant(null) },
    { requiredKeys: [] },
  )
  let r: Running
  const answers = async (method: string, path: string, body: string) => {
    const { status, text, headers } = await send(r.at.order!, method, path, { body, headers: { 'content-type': 'application/json' } })
    assert.ok(status < 500, `${status} for ${method} ${path} ${body}: ${text}`)
    if (status >= 400) assert.equal(headers['content-type'], 'application/problem+json')
    return status
  }
  test('is answered, and never with a fault of ours', async () => {
    r = await serve(shop)
    try {
      await send(r.at.order!, 'POST', '/orders', { body: wish })
      await fc.assert(
        fc.asyncProperty(anything, async body => void (await answers('POST', '/orders', body))),
        { numRuns: 150 },
      )
      await fc.assert(
        fc.asyncProperty(asking, async body => {
          let text: string
          try {
            text = JSON.stringify(body)
          } catch {
            return // what is no JSON at all
          }
          if ((await answers('POST', '/orders', text)) === 201) assert.equal(typeof body.qty === 'object', false)
        }),
        { numRuns: 200 },
      )
      await fc.assert(
        fc.asyncProperty(
          anything,
          fc.constantFrom('PATCH', 'PUT'),
          async (body, method) => void (await answers(method, '/orders/1', body)),
        ),
        { numRuns: 100 },
      )
      await fc.assert(
        fc.asyncProperty(fc.webQueryParameters(), async query => void (await answers('GET', `/orders?${query}`, ''))),
        { numRuns: 100 },
      )
      await fc.assert(
        fc.asyncProperty(fc.webPath(), async path => void (await answers('GET', path.startsWith('/') ? path : `/${path}`, ''))),
        { numRuns: 100 },
      )
    } finally {
      await r.stop()
    }
  })
})

suite('a body of JSON', () => {
  const parsed = (text: string) => parseJson(Buffer.from(text))
  const fieldsOf = (text: string): string[] => {
    try {
      parsed(text)
      return []
    } catch (error) {
      return (error as Problem).errors?.map(e => `${e.field} ${e.word}`) ?? ['malformed']
    }
  }
  test('a byte order mark before it is passed over', () => {
    assert.deepEqual(parsed('\ufeff{"a":1}'), { a: 1 })
    assert.deepEqual(fieldsOf('\ufeff\ufeff{"a":1}'), ['malformed'])
  })
  test('a field that is given twice is named, however it is written', () => {
    assert.deepEqual(fieldsOf('{"a":1,"a":2}'), ['a twice'])
    assert.deepEqual(fieldsOf('{"a":1,"\\u0061" : {"b":1}}'), ['a twice'])
    assert.deepEqual(fieldsOf('{"x":[{"b":1,"c":2,"b":1}]}'), ['b twice'])
    assert.deepEqual(fieldsOf('{"__proto__":1,"__proto__":2}'), ['__proto__ twice'])
    assert.deepEqual(fieldsOf('{"a":"b:c","b":{"a":"\\":"},"c":[{"a":1},{"a":2}]}'), [])
  })
  test('two names of a record that are one when they are read are one too many', () => {
    assert.deepEqual(errorsOf({ ...good, record: { 가: 1, ['가'.normalize('NFD')]: 2 } }), ['record.가 twice'])
  })
})
