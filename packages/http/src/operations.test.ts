import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { send } from './fixture/client.ts'
import { type Running, serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import type { Act, Lane, LastWish, Operations } from './index.ts'
import { isProblem } from './rest-suite.ts'

const time = Date.parse('2021-02-23T09:23:38.000Z')
const longDay = '2021-02-24'
const lane = { system: 'shop', context: 'drink', source: 'order', case: 'orderId/7' }
class Told implements Operations {
  readonly acts: (Act & { at: unknown })[] = []
  running = true
  parkedLanes = [
    {
      ...lane,
      reason: 'ordered threw: a drink without a name',
      failures: 2,
      since: time,
      retryAt: null,
      events: [{ id: 'order/7/3', type: 'Ordered', time }],
    },
  ]
  day() {
    const series = [3, null]
    const shop = { system: 'shop', events: series, waiting: series, parked: series, unknown: series, stopped: series, open: series }
    return { every: 60, at: [time, time + 60_000], systems: [shop] }
  }
  private note(at: unknown, act: Act, is: boolean): boolean {
    if (is) this.acts.push({ ...act, at })
    return is
  }
  async contexts() {
    return [{ system: 'shop', context: 'drink', state: this.running ? ('running' as const) : ('stopped' as const), owed: 1, parked: 1 }]
  }
  async stop(system: string, context: string, act: Act) {
    const is = system === 'shop' && context === 'drink'
    if (is) this.running = false
    return this.note([system, context], act, is)
  }
  async start(system: string, context: string, act: Act) {
    const is = system === 'shop' && context === 'drink'
    if (is) this.running = true
    return this.note([system, context], act, is)
  }
  async parked() {
    return this.parkedLanes
  }
  async retry(at: Lane, act: Act) {
    return this.note(at, act, at.case === lane.case)
  }
  async drop(at: Lane, act: Act) {
    this.parkedLanes = []
    return this.note(at, act, true)
  }
  async preview(at: Lane, data?: object) {
    return (
      at.case === lane.case && {
        event: { type: 'Ordered', time, data: {} },
        wrong: null,
        commands: [],
        rows: [{ view: 'mypage', key: 7, before: null, after: data ?? null }],
      }
    )
  }
  async edit(at: Lane, data: object, act: Act) {
    return 'odd' in data ? 'Ordered does not have its declared shape' : this.note({ ...at, data }, act, at.case === lane.case)
  }
  async hold(what: { name: string }, act: Act) {
    return what.name === 'order' ? this.note(what, act, true) : 'there is no such name; there are: order'
  }
  async letGo(what: { name: string }, act: Act) {
    return this.note(what, act, what.name === 'order')
  }
  async forward(timer: { timer: string }, act: Act) {
    return this.note(timer, act, timer.timer === 't')
  }
  async noteTask(task: { item: number }, said: object, act: Act) {
    return this.note({ ...task, ...said }, act, task.item === 7)
  }
  async messages() {
    const message = { system: 'shop', role: 'customer', what: 'Made', to: '…78', channel: null, tries: 8, since: time, time }
    return [
      { ...message, key: '7-1@shop.x', state: 'stuck' as const, reason: 'mail: no mail address is known' },
      { ...message, key: '8-1@shop.x', state: 'sent' as const, reason: null, channel: 'mail' },
    ]
  }
  async resend(key: string, act: Act) {
    return this.note(key, act, key === '7-1@shop.x')
  }
  async people(text: string) {
    return [{ system: 'shop', cases: [`orderId/${text.length}`], things: { order: { event: 2 } }, open: [] }]
  }
  async export(_: string, act: Act) {
    this.note('export', act, true)
    return [{ system: 'shop', things: [{ context: 'order', thing: {} }] }]
  }
  async erase(system: string, text: string, act: Act) {
    if (text === '01000000000') return { open: ['orderId/7 waits: an answer'] }
    return this.note('erase', act, system === 'shop') && { system, cases: 1, left: ['the backup backups/1'] }
  }
  async causes() {
    const { system, context, source } = lane
    return [
      {
        cause: 'c1',
        system,
        context,
        source,
        event: 'Ordered',
        reason: 'x',
        cases: 1,
        blocked: 0,
        since: time,
        retryAt: null,
        examples: [lane.case],
      },
    ]
  }
  async together(cause: string, what: 'retry' | 'drop', act: Act) {
    return this.note([cause, what], act, cause === 'c1') && { done: 1, still: 0 }
  }
  async find(text: string) {
    return text === '7'
      ? [{ system: 'shop', context: 'order', collection: 'orders', item: 'order', path: '/orders/7', case: lane.case, status: 'Ordered' }]
      : []
  }
  async flows(system: string) {
    const counts = { events: { Ordered: 2 }, commands: { PlaceOrder: { done: 2 } }, seconds: {}, owed: {}, items: { order: 2 }, rows: {} }
    return system === 'shop' ? [{ system, context: 'order', since: time, ...counts }] : undefined
  }
  async last(system: string, context: string, { types, aggregate, limit }: LastWish) {
    if (system !== 'shop' || context !== 'order') return undefined
    const event = { data: { phoneNumber: '01012345678' }, source: 'order', key: 7, item: 7, case: lane.case, number: 1, position: 1 }
    const more = { time, cause: 'c', causes: [], actor: `${aggregate} ${limit}`, aggregate: 'order' }
    return types.map((type, i) => ({ ...event, ...more, type, id: `order/7/${i}` }))
  }
  async money() {
    const state = 'unknown' as const
    return [
      {
        system: 'shop',
        context: 'payment',
        case: lane.case,
        external: 'psp',
        what: 'payment',
        state,
        amt: 1000,
        since: time,
        next: time + 60_000,
      },
    ]
  }
  async caseOf(system: string, kase: string) {
    if (system !== 'shop' || kase !== lane.case) return undefined
    return {
      events: [],
      waits: [{ context: 'order', what: 'AbandonOrder', since: null, until: time }],
      parked: this.parkedLanes,
      missing: [],
    }
  }
  async timers(offset: number, limit: number) {
    return {
      items: [{ system: 'shop', context: 'order', id: `t${offset}/${limit}`, case: 'orderId/7', at: time, what: 'AbandonOrder' }],
      total: 41,
    }
  }
  async tasks() {
    return [{ system: 'shop', context: 'payment', what: 'RefundStuck', case: 'orderId/7', since: time }]
  }
  async audit() {
    return { ok: true, findings: [] }
  }
  async audits() {
    return this.acts.map(a => ({ ...a, system: 'shop', context: 'drink' }))
  }
  async views() {
    return [{ system: 'shop', context: 'customercenter', view: 'mypage', rows: 3 }]
  }
  async rebuild(_: string, __: string, view: string, act: Act) {
    return view === 'mypage' && this.note(view, act, true) ? { rows: 3 } : false
  }
  inFiles = true
  async reconcile(system: string, day: string, act: Act) {
    const found = { system, provider: 'stripe', from: time, before: time + 86_400_000, compared: 7, others: 0, differences: [] }
    return this.note([system, day], act, system === 'shop') && (day === longDay ? ('underWay' as const) : found)
  }
  async backup(act: Act) {
    return this.note('backup', act, this.inFiles) ? { folder: 'backups/1', files: 4 } : false
  }
}

suite('/operations', () => {
  let r: Running
  let told: Told
  let token: string
  before(async () => {
    told = new Told()
    r = await serve(shop, { access: 'guarded', operations: told })
    token = await r.token({ sub: 'op', roles: ['operator'] })
  })
  after(() => r.stop())
  const get = (path: string) => send(r.gateway, 'GET', `/operations${path}`, { token })
  const post = (path: string, body?: unknown) => send(r.gateway, 'POST', `/operations${path}`, { token, body })

  test('for operators only', async () => {
    const customer = await r.token({ sub: 'kim', roles: ['customer', 'manager', 'system'] })
    for (const path of [
      '',
      '/contexts',
      '/parked',
      '/tasks',
      '/timers',
      '/audit',
      '/audits',
      '/day',
      '/views',
      '/messages',
      '/people?phone=01012345678',
      '/causes',
      '/find?q=7',
      '/cases/shop/orderId/7',
    ]) {
      assert.equal((await get(path)).status, 200, path)
      isProblem(await send(r.gateway, 'GET', `/operations${path}`, { token: customer }), 403, 'role')
      isProblem(await send(r.gateway, 'GET', `/operations${path}`), 401, 'no-identity')
    }
    isProblem(
      await send(r.gateway, 'POST', '/operations/contexts/shop/drink/stop', { token: customer, body: { reason: 'x' } }),
      403,
      'role',
    )
    assert.deepEqual(told.acts, [])
  })
  test('every act has a reason, or is none', async () => {
    for (const body of [undefined, {}, { reason: ' ' }, { reason: {} }, []])
      for (const path of [
        '/contexts/shop/drink/stop',
        '/causes/c1/retry',
        '/causes/c1/drop',
        '/parked/shop/drink/order/orderId/7/retry',
        '/parked/shop/drink/order/orderId/7/drop',
        '/views/shop/customercenter/mypage/rebuild',
        '/messages/7-1@shop.x/retry',
        '/people/export',
        '/people/erase',
      ])
        isProblem(await post(path, body), 400, 'malformed')
    assert.deepEqual(told.acts, [])
  })
  test('contexts are stopped and started by the links they have', async () => {
    const [context] = (await get('/contexts')).json.contexts
    assert.deepEqual(Object.keys(context._links), ['stop'])
    const stopped = await post(new URL(context._links.stop.href).pathname.replace('/operations', ''), { reason: 'a test' })
    assert.deepEqual([stopped.status, stopped.json.state, Object.keys(stopped.json._links)], [200, 'stopped', ['start']])
    assert.equal((await post('/contexts/shop/drink/start', { reason: 'it is over' })).json.state, 'running')
    isProblem(await post('/contexts/shop/nothing/stop', { reason: 'x' }), 404, 'not-found')
    assert.deepEqual(
      told.acts.map(a => [a.actor, a.action, a.reason]),
      [
        ['op', 'stop', 'a test'],
        ['op', 'start', 'it is over'],
      ],
    )
  })
  test('what is parked is listed with why and since when, retried and dropped', async () => {
    const [parked] = (await get('/parked')).json.parked
    assert.deepEqual(
      [parked.case, parked.since, parked.retryAt, parked.events[0].time],
      ['orderId/7', '2021-02-23T09:23:38.000Z', null, '2021-02-23T09:23:38.000Z'],
    )
    const path = (rel: string) => new URL(parked._links[rel].href).pathname.replace('/operations', '')
    const retried = await post(path('retry'), { reason: 'fixed' })
    assert.deepEqual([retried.status, retried.json.waits], [200, true])
    assert.deepEqual((await post(path('drop'), { reason: 'not needed' })).json.waits, false)
    assert.deepEqual(told.acts.at(-1)!.at, lane)
    isProblem(await post('/parked/shop/drink/order/orderId/8/retry', { reason: 'x' }), 404, 'not-found')
  })
  test('messages that did not go out are listed with why, and tried again by their link', async () => {
    const { messages } = (await get('/messages?state=stuck')).json
    assert.deepEqual(
      messages.map((m: any) => [m.key, m.state, m.to, m.reason, m.since]),
      [['7-1@shop.x', 'stuck', '…78', 'mail: no mail address is known', '2021-02-23T09:23:38.000Z']],
    )
    const path = new URL(messages[0]._links.retry.href).pathname.replace('/operations', '')
    assert.equal((await post(path, { reason: 'the address is known now' })).json.key, '7-1@shop.x')
    assert.deepEqual(told.acts.at(-1)!.at, '7-1@shop.x')
    assert.equal((await get('/messages')).json.messages[1]._links, undefined)
    isProblem(await post('/messages/9-1/retry', { reason: 'x' }), 404, 'not-found')
    isProblem(await get('/messages?state=lost'), 400, 'malformed')
  })
  test('a person is found, told all that is known of them, and erased for a reason, unless something of theirs is open', async () => {
    const { people, _links } = (await get('/people?phone=01012345678')).json
    assert.deepEqual(people[0].cases, ['orderId/11'])
    assert.doesNotMatch(JSON.stringify(_links), /0101/)
    const body = { phone: '01012345678', reason: 'they asked for it' }
    assert.equal((await post('/people/export', body)).json.systems[0].things.length, 1)
    const erased = await post('/people/erase', { ...body, system: 'shop' })
    assert.deepEqual([erased.status, erased.json.cases, erased.json.left], [200, 1, ['the backup backups/1']])
    assert.doesNotMatch(JSON.stringify(told.acts), /0101234/)
    isProblem(await post('/people/erase', { ...body, system: 'shop', phone: '01000000000' }), 409, 'cases-open')
    isProblem(await post('/people/erase', { ...body, system: 'nothing' }), 404, 'not-found')
    isProblem(await get('/people'), 400, 'malformed')
    isProblem(await post('/people/erase', { reason: 'x', system: 'shop' }), 400, 'malformed')
  })
  test('a board is told what goes on, and what happened last without what it said', async () => {
    const board = (await get('/boards/shop')).json
    assert.deepEqual([board.contexts[0].events.Ordered, board.contexts[0].since], [2, '2021-02-23T09:23:38.000Z'])
    isProblem(await get('/boards/pub'), 404, 'not-found')
    const { events } = (await get('/boards/shop/order/events?type=Ordered&type=OrderCanceled&aggregate=order&size=500')).json
    assert.deepEqual(
      events.map((e: any) => [e.id, e.type, e.case, e.internal, e.time, e.data]),
      ['Ordered', 'OrderCanceled'].map((type, i) => [`order:order/7/${i}`, type, lane.case, false, '2021-02-23T09:23:38.000Z', undefined]),
    )
    assert.equal(events[0].actor, 'order 100', 'no more than a hundred')
    assert.match(events[0]._links.case.href, /\/operations\/cases\/shop\/orderId\/7$/)
    isProblem(await get('/boards/shop/kitchen/events'), 404, 'not-found')
    isProblem(await get(`/boards/shop/order/events?${'type=x&'.repeat(51)}`), 400, 'malformed')
    const { money } = (await get('/money')).json
    assert.deepEqual([money[0].state, money[0].amt], ['unknown', 1000])
    assert.deepEqual([money[0].since, money[0].next], ['2021-02-23T09:23:38.000Z', '2021-02-23T09:24:38.000Z'])
  })
  test('how the last day went is told sample by sample, with when each was taken', async () => {
    const { every, at, systems } = (await get('/day')).json
    assert.deepEqual([every, at], [60, ['2021-02-23T09:23:38.000Z', '2021-02-23T09:24:38.000Z']])
    assert.deepEqual([systems[0].system, systems[0].events], ['shop', [3, null]])
  })
  test('a day is compared with the books of who takes the money, for a reason', async () => {
    isProblem(await post('/money/shop/reconcile', { reason: 'to see' }), 400, 'malformed')
    isProblem(await post('/money/shop/reconcile', { reason: 'to see', day: 'yesterday' }), 400, 'malformed')
    isProblem(await post('/money/shop/reconcile', { day: '2021-02-23' }), 400, 'malformed')
    assert.equal((await post('/money/shop/reconcile', { reason: 'to see', day: '2021-02-23' })).json.compared, 7)
    const { status, json } = await post('/money/shop/reconcile', { reason: 'to see', day: longDay })
    assert.deepEqual([status, json.underWay, json.differences], [202, true, undefined])
    isProblem(await post('/money/pub/reconcile', { reason: 'to see', day: '2021-02-23' }), 404, 'not-found')
  })
  test('a backup is made for a reason, where there are files to copy', async () => {
    isProblem(await post('/backup', {}), 400, 'malformed')
    assert.deepEqual((await post('/backup', { reason: 'before the weekend' })).json.files, 4)
    told.inFiles = false
    isProblem(await post('/backup', { reason: 'before the weekend' }), 422, 'no-backup')
  })
  test('timers come in pages, audits and views too, and a view is rebuilt', async () => {
    const timers = (await get('/timers?page=2&size=10')).json
    assert.deepEqual(
      [timers.timers[0].id, timers.timers[0].at, timers.page],
      ['t20/10', '2021-02-23T09:23:38.000Z', { size: 10, totalElements: 41, totalPages: 5, number: 2 }],
    )
    isProblem(await get('/timers?size=0'), 400, 'malformed')
    assert.equal((await get('/audit')).json.ok, true)
    assert.equal((await post('/views/shop/customercenter/mypage/rebuild', { reason: 'to be sure' })).json.rows, 3)
    isProblem(await post('/views/shop/customercenter/nothing/rebuild', { reason: 'x' }), 404, 'not-found')
    assert.match((await get('/audits')).json.audits[0].time, /^\d{4}-.*Z$/)
    isProblem(await send(r.gateway, 'DELETE', '/operations/parked', { token }), 405, 'method-not-allowed')
    isProblem(await get('/nothing'), 404, 'not-found')
  })
})
