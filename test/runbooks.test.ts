// docs/operating/runbooks.md, played: what may happen happens, and the commands of the page are typed as they stand there.
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { alertsIn, anchorOf, rulesFile, rulesFor } from '@jumun/instruments'
import { type Store, Unavailable } from '@jumun/core/runtime'
import { type System, whenever } from '@jumun/core/model'
import { systems } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import { withPolicies } from '@jumun/testing'
import { NoteOrder } from '../systems/cafeteria/drink/commands.ts'
import { Ordered } from '../systems/cafeteria/order/events.ts'
import { folder, type Hosted, hosted, until } from './hosted.ts'
import { first, parts, type Part, sections, type Shell, shellOf } from './runbook.ts'

type Test = { after(work: () => unknown): void }

suite('the page', () => {
  const alerts = alertsIn(rulesFor(Object.values(systems)))
  test('each alert names a section that is there, and the section names the alert', () => {
    const file = rulesFile(rulesFor(Object.values(systems)))
    const urls = [...file.matchAll(/- alert: (\w+)(?:(?!- alert:)[^])*?runbook_url: (\S+)/g)].map(([, alert, url]) => [alert, url])
    assert.deepEqual(
      urls.map(([alert]) => alert),
      alerts.map(a => a.alert),
    )
    const anchors = new Map(sections.map(s => [`docs/operating/runbooks.md#${anchorOf(s.heading)}`, s]))
    for (const [alert, url] of urls) assert.ok(anchors.get(url!)?.text.includes(`\`${alert}\``), `${alert}: ${url}`)
  })
  test('each section says how one notices, what one does and when it is over, with commands', () => {
    for (const { heading, blocks } of sections) for (const part of parts) assert.ok(blocks[part].length, `${heading}: ${part}`)
  })
  test('each link within the page leads somewhere', () => {
    const anchors = new Set([...sections.map(s => s.heading), 'Copies of databases'].map(heading => `#${anchorOf(heading)}`))
    for (const { text } of sections) for (const [, to] of text.matchAll(/\]\((#[^)]*)\)/g)) assert.ok(anchors.has(to!), to)
  })
  test('what cannot be typed here is little', () =>
    assert.deepEqual(
      sections.flatMap(s => s.elsewhere),
      ['chronyc -a makestep && chronyc tracking\n'], // it would set the clock of this machine
    ))
})

suite('while it runs', () => {
  const open = async (t: Test, heading: string, system: System = cafeteria) => {
    const here = await hosted(system, folder(t))
    t.after(here.stop)
    return { here, shell: shellOf(heading, { AT: here.host.address, SYSTEM: system.name, LOG: '/dev/null' }) }
  }
  const order = (here: Hosted, paymentToken = 'approve', n = 1) =>
    Promise.all(
      Array.from({ length: n }, (_, i) =>
        here.post('/orders', { phoneNumber: `0101234${1000 + i}`, productName: 'coffee', qty: 1, paymentToken }),
      ),
    )
  const storeOf = (here: Hosted, context: string): Store => here.board.running.live.get(context)!.store
  const acts = (context: string) => `/operations/contexts/cafeteria/${context}`
  const because = { reason: 'to see the page' }
  /** The words of a part once they say what is looked for: metrics that are read from a store are as old as a quarter of a minute. */
  const says = (shell: Shell, part: Part, ...patterns: readonly RegExp[]): Promise<string> => {
    let said = ''
    return until(`${part}: ${patterns.join()}`, async () => {
      said = await shell.run(part)
      return patterns.every(p => p.test(said)) && said
    }).catch(error => assert.fail(`${error.message}\n${said}`))
  }

  test('what is asked first answers whether a promise is broken', async t => {
    const { here, shell } = await open(t, 'Requests fail')
    await order(here)
    assert.match(await shell.say(first), /"kept":true/)
  })
  test('requests fail: one sees which problem, of whom, and that it has stopped', async t => {
    const { here, shell } = await open(t, 'Requests fail')
    await here.post(`${acts('payment')}/stop`, because)
    assert.equal((await order(here))[0]!.status, 503)
    await says(shell, 'You notice', /^jumun_problems_total\{problem="payment-unavailable".* 1$/m, /"context":"payment".*?"state":"stopped"/)
    await here.post(`${acts('payment')}/start`, because)
    assert.equal((await order(here))[0]!.status, 201)
    await says(shell, 'It is over', /outcome="excused".* 1$/m, /outcome="good".* [1-9]\d*$/m)
  })
  test('a context is stopped: it is found with the reason, started, and has caught up', async t => {
    const { here, shell } = await open(t, 'Something does not run')
    await here.post(`${acts('drink')}/stop`, because)
    await order(here)
    await says(shell, 'You notice', /^jumun_context_up\{.*context="drink".* 0$/m, /to see the page/)
    await shell.run('You do')
    const over = await says(
      shell,
      'It is over',
      /^jumun_context_up\{.*context="drink".* 1$/m,
      /lag_events\{source="order".*context="drink".* 0$/m,
    )
    assert.doesNotMatch(over, /^jumun_context_up.* 0$/m)
    await until('the drink', async () => (await here.get('/drinks')).body.page.totalElements === 1)
  })
  test('the provider is down: the breaker is seen, held open, let go, and closes with the next payment', async t => {
    const { here, shell } = await open(t, 'The provider of payments is down')
    await order(here, 'unavailable', 30)
    await says(shell, 'You notice', /^jumun_breaker_state\{target="psp".* 2$/m)
    await shell.run('You do', 0)
    assert.match(await shell.run('You notice'), /^jumun_breaker_state\{target="psp".* 2$/m)
    assert.equal((await order(here))[0]!.status, 503)
    await shell.run('You do', 1)
    assert.equal((await order(here))[0]!.status, 201)
    await says(shell, 'It is over', /^jumun_breaker_state\{target="psp".* 0$/m, /^jumun_payments_unknown\{.* 0$/m)
  })
  test('events wait because nothing can be written: who lags is seen, why, and that it is over', async t => {
    const { here, shell } = await open(t, 'Events wait')
    const store = storeOf(here, 'drink')
    const { commit } = store
    store.commit = () => Promise.reject(new Unavailable('the disk is full'))
    await order(here, 'approve', 5)
    await says(shell, 'You notice', /^jumun_consumer_lag_events\{source="order".*context="drink".* [1-9]\d*$/m)
    await says(shell, 'You do', /^jumun_store_unwritable\{.*context="drink".* 1$/m)
    store.commit = commit
    await says(shell, 'It is over', /^jumun_consumer_lag_events\{source="order".*context="drink".* 0$/m)
  })
  test('poison events: the cause is seen, what it would do, and all its cases go on when the reason is gone', async t => {
    let isBroken = true
    const buggy = withPolicies('drink', {
      ordered: whenever(Ordered, ({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime }) => {
        if (isBroken) throw new Error('no tray')
        return NoteOrder({ orderId, phoneNumber, productName, qty, options, pickupTime, pickupNumber, createTime })
      }),
    }).system!(cafeteria) as System
    const { here, shell } = await open(t, 'Poison events', buggy)
    await order(here, 'approve', 3)
    await says(shell, 'You notice', /no tray/, /"cases":3/)
    assert.match(await shell.run('You do', 0), /no tray/)
    isBroken = false
    assert.match(await shell.run('You do', 1), /"done":3,"still":0/)
    await says(shell, 'It is over', /"causes":\[\]/, /^jumun_parked_cases\{.*context="drink".* 0$/m)
    assert.equal((await here.get('/drinks')).body.page.totalElements, 3)
  })
  test('what is held back is found with who and why, and is let go', async t => {
    const { here, shell } = await open(t, 'Something is held back')
    await here.post(`${acts('payment')}/breakers/psp/force`, because)
    await here.post(`${acts('drink')}/sources/order/pause`, because)
    await here.post(`${acts('customercenter')}/policies/tellOrdered/pause`, because)
    const held = [/breaker_forced\{.* 1$/m, /consumer_paused\{source="order".* 1$/m, /policy_paused\{policy="tellOrdered".* 1$/m]
    await says(shell, 'You notice', ...held, /to see the page/)
    await shell.run('You do')
    await says(shell, 'It is over', /lag_events\{.* 0$/m, /^(?!.*(forced|paused)\{[^\n]*\} 1\n)/s)
    assert.equal((await order(here))[0]!.status, 201)
  })
  test('a refund is stuck: somebody takes the task, mends it at the provider, tries again, and the list is empty', async t => {
    const { here, shell } = await open(t, 'A task waits for somebody')
    const [made] = await order(here, 'refund-fails')
    await here.post(`/orders/${made!.body.id}/cancel`)
    await says(shell, 'You notice', /payment is RefundStuck/)
    await shell.run('You do', 0)
    assert.match(await shell.run('You notice'), /"owner":"lee"/)
    await shell.run('You do', 1)
    await says(shell, 'It is over', /"tasks":\[\]/)
  })
})
