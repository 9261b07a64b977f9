// A model that changed, on data of the version before.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { needs, startPostgres } from '../../../tools/engines/index.ts'
import { shop, type Version } from './changed-model-fixture.ts'
import { heard, liveOf, place, refusedOf, rowsOf, type Run, start, tell, until, withSales } from './changed-model-runs.ts'
import { auditData, bannerOf, checkModel, Host, Refusal, settingsFrom } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-changed-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const byNumber = (a: number, b: number) => a - b
const isFilled = (run: Run, view: string) =>
  until(
    () => run.said,
    said => said.some(s => s.startsWith(`the view ${view} is filled`)) && !liveOf(run, 'page').filling.progress.has(view),
  )
const before = (where: readonly string[], version?: Version) => withSales(where, version)
const afresh = (name: string): readonly string[] => ['--data', join(folder, name.replaceAll(/\W+/g, '-'))]

const refusals: readonly (readonly [what: string, version: Version, words: RegExp])[] = [
  [
    'a renamed field',
    { field: 'total' },
    /event Placed has no field price any more \(there is total now\), and such events lie in the log, the first is sale\/1\/1/,
  ],
  ['a narrowed field', { narrow: true }, /event Placed takes other values in the field price/],
  ['a required field', { more: 'required' }, /event Placed demands the field note, .*declare note as Optional/],
  [
    'a renamed event',
    { ended: 'Closed' },
    /event Ended is gone \(there is Closed now\), and such events lie in the log, the first is sale\/3\/3.*keep Ended/,
  ],
  [
    'a renamed state',
    { open: 'Running' },
    /Open is no state of sale any more \(there is Running now\), and 2 items are in it.*keep the state Open/,
  ],
  [
    'a renamed command of a waiting timer',
    { expire: 'GiveUp' },
    /command Expire is gone \(there is GiveUp now\), and 3 timers wait to give it.*keep Expire/,
  ],
  [
    'a renamed aggregate',
    { aggregate: 'deal' },
    /aggregate sale is gone \(there is deal now\), and there are such items, the first is sale\/1/,
  ],
  ['a number of their own', { numbered: true }, /sale is known by other keys: saleId: integer, numbered.* instead of saleId: integer;/],
  ['an event that is told no more', { secret: true }, /event Cleared is internal now and was not/],
]
for (const [what, version, words] of refusals)
  test(`${what} refuses to start on the data before, says what to do, and the version before goes on`, async () => {
    const where = afresh(what)
    await before(where)
    const next = await start(where, version)
    try {
      assert.match(refusedOf(next, 'sale') ?? 'it started', words)
      assert.match(refusedOf(next, 'sale')!, /shop\/sale was changed.*nothing was changed/)
      assert.match(bannerOf(next.host), /sale +DID NOT START.*\n +page +http/)
    } finally {
      await next.host.stop()
    }
    const again = await start(where, {})
    try {
      await place(again, 4)
      await heard(again)
      assert.deepEqual([refusedOf(again, 'sale'), refusedOf(again, 'page')], [undefined, undefined])
      assert.equal((await rowsOf(again, 'pages')).length, 4)
    } finally {
      await again.host.stop()
    }
  })
test('a process of that one context ends with the words', async () => {
  const where = afresh('alone')
  await before(where)
  const known = { shop: { system: shop({ field: 'total' }) } }
  const host = new Host(settingsFrom(['shop/sale', '--port', '0', '--log', 'silent', ...where], {}, known), known)
  await assert.rejects(host.start(), (e: unknown) => e instanceof Refusal && /no field price any more/.test(e.message))
  await host.stop()
})
test('a solid line by which an answer is owed cannot be taken away', async () => {
  const where = afresh('owed')
  await before(where, { line: 'ask' })
  const first = await start(where, { line: 'ask' })
  await first.host.stopContext(first.host.boards.get('shop')!, 'page') // nobody answers
  await place(first, 9)
  await first.host.stop()
  const next = await start(where, { line: 'inquire' })
  try {
    assert.match(
      refusedOf(next, 'sale') ?? 'it started',
      /solid line ask is gone \(there is inquire now\), and 1 of its answers are still owed.*keep ask/,
    )
  } finally {
    await next.host.stop()
  }
})

test('an aggregate that nothing is of yet may get numbers of its own', async () => {
  const where = afresh('no sales')
  await (await start(where, {})).host.stop()
  const next = await start(where, { numbered: true })
  try {
    assert.equal(refusedOf(next, 'sale'), undefined)
    await place(next, 1)
    await heard(next)
    assert.equal((await rowsOf(next, 'pages')).length, 1)
  } finally {
    await next.host.stop()
  }
})

const additions: readonly (readonly [what: string, version: Version, words: RegExp])[] = [
  ['an optional field', { more: 'optional' }, /event Placed has more fields: note/],
  ['a field of the state that may be null', { column: 'nullable' }, /sale has more fields: place/],
  ['a field that every state has', { column: 'required' }, /sale has more fields: place.*states of sale are folded again/],
  ['a state that nothing is in', { state: 'Lost' }, /new states of sale: Lost/],
  ['a command, an event and a policy', { extra: true }, /new events: Praised.*new commands: Praise.*new policies: praise/],
  ['a view that is gone', { noView: true }, /the view pages is gone/],
]
for (const [what, version, words] of additions)
  test(`${what} is accepted, noted once, and the work goes on`, async () => {
    const where = afresh(what)
    await before(where)
    const next = await start(where, version)
    await place(next, 4)
    await heard(next)
    await next.host.stop()
    assert.match(next.said.join(' | '), words)
    const again = await start(where, version)
    await again.host.stop()
    assert.deepEqual(again.said, [])
  })

test('a new view is filled with whole rows while the system runs, and is told of', async () => {
  const where = afresh('new view')
  await before(where)
  const next = await start(where, { summary: 'first' })
  await tell(next, 'End', { saleId: 1 }) // of what began before the view was there
  await place(next, 4)
  for (const row of await rowsOf(next, 'summary')) assert.ok(row.price !== undefined, `half a row: ${JSON.stringify(row)}`)
  await isFilled(next, 'summary')
  await heard(next)
  assert.deepEqual(
    (await rowsOf(next, 'summary')).map(r => [r.saleId, r.price, r.ended]).sort(([a], [b]) => a - b),
    [
      [1, 100, true],
      [2, 200, false],
      [3, 300, true],
      [4, 400, false],
    ],
  )
  assert.match(next.said.join(' | '), /the view summary is new.*the view summary is filled: \d rows/)
  await next.host.stop()
  const again = await start(where, { summary: 'first' })
  await again.host.stop()
  assert.deepEqual(again.said, [], 'once')
})
test('a row of a view that is being filled is made whole by the first event that is heard of it', async () => {
  const where = afresh('whole')
  await before(where)
  const next = await start(where, { summary: 'first' })
  const page = liveOf(next, 'page')
  await isFilled(next, 'summary')
  const view = page.node.context.views.find(v => v.name === 'summary')!
  const row = await page.store.row('summary', 1)
  await page.store.commit({ gone: [{ view: 'summary', key: 1 }] })
  const release = page.filling.hold(view)
  await tell(next, 'End', { saleId: 1 })
  await heard(next)
  assert.deepEqual((await page.store.row('summary', 1))!.value, { ...row!.value, ended: true })
  release()
  await next.host.stop()
})
test('a changed fold makes all rows anew, and what is not listed any more is not shown', async () => {
  const where = afresh('changed fold')
  await before(where, { summary: 'first' })
  const next = await start(where, { summary: 'double' })
  await isFilled(next, 'summary')
  assert.deepEqual((await rowsOf(next, 'summary')).map(r => r.price).sort(byNumber), [200, 400, 600])
  await next.host.stop()
  const last = await start(where, { summary: 'open' })
  await isFilled(last, 'summary')
  assert.deepEqual((await rowsOf(last, 'summary')).map(r => r.saleId).sort(byNumber), [1, 2])
  await last.host.stop()
})
test('a start that ends before the rows are made is made good by the next', async () => {
  const where = afresh('interrupted')
  await before(where)
  const next = await start(where, { summary: 'first' })
  const page = liveOf(next, 'page')
  const text = (await page.store.noted('model'))!
  await isFilled(next, 'summary')
  await page.store.commit({ gone: [1, 2, 3].map(key => ({ view: 'summary', key })) })
  await page.store.note('model', text) // as it was before they were made
  assert.match(text, /"fill":\["summary"\]/)
  await next.host.stop()
  const again = await start(where, { summary: 'first' })
  await isFilled(again, 'summary')
  assert.equal((await rowsOf(again, 'summary')).length, 3)
  await again.host.stop()
})

/** As it was before there were notes of models. */
const forgetting = async (where: readonly string[], version: Version) => {
  const run = await start(where, version)
  for (const name of ['sale', 'page']) await liveOf(run, name).store.note('model', '')
  await run.host.stop()
}
test('data without a noted model is taken over, which is said once', async () => {
  const where = afresh('older')
  await before(where)
  await forgetting(where, {})
  const next = await start(where, {})
  await next.host.stop()
  assert.equal(next.said.length, 2)
  for (const said of next.said) assert.match(said, /its data is of an older version/)
  const again = await start(where, {})
  await again.host.stop()
  assert.deepEqual(again.said, [])
})
test('data without a noted model: a view that has no row at all is filled', async () => {
  const where = afresh('older view')
  await before(where)
  await forgetting(where, {})
  const next = await start(where, { summary: 'first' })
  await isFilled(next, 'summary')
  assert.equal((await rowsOf(next, 'summary')).length, 3)
  await next.host.stop()
})
for (const [what, version, words] of [
  ['states that are not there any more', { open: 'Running' }, /2 of 3 items of sale are in states that it does not have/],
  ['commands that timers wait to give', { expire: 'GiveUp' }, /there is no command Expire, and 3 timers wait to give it/],
] as const)
  test(`data without a noted model is looked through for ${what}`, async () => {
    const where = afresh(`older ${what}`)
    await before(where)
    await forgetting(where, {})
    const next = await start(where, version)
    try {
      assert.match(refusedOf(next, 'sale') ?? 'it started', words)
    } finally {
      await next.host.stop()
    }
  })
test('a context that is gone leaves its file, which is said', async () => {
  const where = afresh('gone context')
  await before(where)
  const next = await start(where, { noPage: true })
  await next.host.stop()
  assert.ok(next.said.some(s => s.includes('page.db belongs to no context of shop any more')))
})
test('an unchanged model costs a start one look at a note, and no look at the data', async () => {
  const where = afresh('unchanged')
  await before(where)
  const { takeOver } = await import('@jumun/core/runtime')
  const run = await start(where, {})
  const { store, node } = liveOf(run, 'sale')
  const asked: string[] = []
  const watched = new Proxy(store, {
    get: (of, name: keyof typeof store) => {
      asked.push(name)
      return (of[name] as (...a: unknown[]) => unknown).bind(of)
    },
  })
  await takeOver(watched, node.system, node.context)
  assert.deepEqual(asked, ['noted'])
  await run.host.stop()
})

test('what a start would say can be asked without one, with the line to write for each difference; nothing is changed by it', async () => {
  const where = afresh('asked')
  await before(where)
  const at = { data: where[1]!, stores: new Map<string, string>() }
  const ask = async (version: Version) => (await checkModel(shop(version), at)).find(c => c.context === 'sale')!
  assert.deepEqual((await ask({})).refuse, [])
  const { refuse, unreadable } = await ask({ field: 'total', ended: 'Closed', open: 'Running', expire: 'GiveUp' })
  for (const line of [
    "event('Placed', …, { was: [earlier({ saleId: Type.Integer({ minimum: 1 }), price: Type.Integer({ minimum: 0 }) }, " +
      '({ price, ...rest }) => ({ ...rest, total: price }))] })',
    "event('Closed', …, { was: ['Ended'] })",
    "aggregate('sale', { …, was: { Open: 'Running' } })",
    "command('GiveUp', …, { was: ['Expire'] })",
  ])
    assert.ok(refuse.join('\n').includes(line), `${line} is not in ${refuse.join('\n')}`)
  assert.match(unreadable.join(), /sale may be Running, which it does not know/)
  const declared = await ask({ field: 'total', ended: 'Closed', open: 'Running', expire: 'GiveUp', declared: true })
  assert.deepEqual(declared.refuse, [])
  assert.match(declared.note.join(), /the event Ended is called Closed now.*the states of sale are folded again/)
  const again = await start(where, {})
  await again.host.stop()
  assert.deepEqual(again.said, [])
})

test('what a start would say of a view that is new is asked without one, too', async () => {
  const where = afresh('asked for a view')
  await before(where, { noView: true })
  const [said] = (await checkModel(shop({}), { data: where[1]!, stores: new Map() })).filter(c => c.context === 'page')
  assert.deepEqual(said!.refuse, [])
  assert.match(said!.note.join(), /the view pages is new/)
})
test('data that does not bear the model is not audited: it is said why', async () => {
  const where = afresh('audited')
  await before(where)
  assert.deepEqual((await auditData({ system: shop({}) }, where[1]!)).broken, [])
  for (const version of [{ ended: 'Closed' }, { open: 'Running' }])
    await assert.rejects(
      auditData({ system: shop(version) }, where[1]!),
      (e: unknown) => e instanceof Refusal && /shop\/sale was changed.*So keep/.test(e.message),
    )
})

if (needs(['postgres'], 'a changed model on PostgreSQL'))
  test('on a database a newer process with additions and an older one work side by side; when the older is gone every row is whole', async t => {
    const engine = await startPostgres()
    t.after(() => engine.stop())
    const where = (name: string) => [...afresh(name), '--store', engine.url]
    await before(where('one'))
    const older = await start(where('one'), {})
    const newer = await start(where('two'), { summary: 'first', more: 'optional' })
    await until(
      () => newer.said,
      said => said.some(s => s.includes('an older version works beside')),
    )
    // the older one goes on, and hears what the newer does not
    await place(older, 4)
    await tell(older, 'End', { saleId: 1 })
    await heard(older)
    await older.host.stop()
    await place(newer, 5)
    await until(
      () => newer.said.filter(s => s.startsWith('the view summary is filled')).length,
      n => n === 2,
    )
    await until(
      () => rowsOf(newer, 'summary'),
      rows => rows.length === 5,
    )
    const rows = await rowsOf(newer, 'summary')
    assert.deepEqual(
      rows
        .filter(r => r.ended)
        .map(r => r.saleId)
        .sort(byNumber),
      [1, 3],
    )
    assert.ok(rows.every(r => r.price === 100 * r.saleId))
    await newer.host.stop()
    const wrong = await start(where('three'), { field: 'total' })
    assert.match(refusedOf(wrong, 'sale') ?? 'it started', /no field price any more/)
    await wrong.host.stop()
  })
if (needs(['postgres'], 'two versions of a model side by side on PostgreSQL'))
  test('what a process of the version before could not read is not written beside it: the release waits for its end, and begins then', async t => {
    const engine = await startPostgres()
    t.after(() => engine.stop())
    const where = (name: string) => [...afresh(name), '--store', engine.url]
    await before(where('beside'))
    const older = await start(where('beside one'), {})
    const newer = await start(where('beside two'), { field: 'total', declared: true })
    assert.match(
      refusedOf(newer, 'sale') ?? 'it started',
      /a process of the version before works on this database.*the event Placed: price may be missing, and it demands it.*release in two steps/,
    )
    assert.match(newer.said.join(), /it is waited for/)
    await newer.host.stop()
    await place(older, 4)
    await heard(older)
    await older.host.stop()
    const alone = await start(where('beside three'), { field: 'total', declared: true })
    assert.deepEqual([refusedOf(alone, 'sale'), refusedOf(alone, 'page')], [undefined, undefined])
    assert.equal((await liveOf(alone, 'sale').store.load('sale', 4))!.state.total, 400)
    await alone.host.stop()
  })
