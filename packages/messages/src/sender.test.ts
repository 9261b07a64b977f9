import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Clock } from '@jumun/core/runtime'
import { type Channel, failed, type Message, refused, type Sent, sent } from './channel.ts'
import { Sender, type SenderSettings } from './sender.ts'

/** A clock that goes only when it is told to. */
const madeClock = () => {
  let time = 1_000_000
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>()
  const clock: Clock = {
    now: () => time,
    steady: () => time,
    sleep: () => Promise.resolve(),
    alarm: (ms, ring) => {
      const alarm = { at: time + ms, ring }
      alarms.add(alarm)
      return () => void alarms.delete(alarm)
    },
    id: () => 'id',
  }
  const pass = async (ms: number): Promise<void> => {
    time += ms
    for (const alarm of alarms)
      if (alarm.at <= time) {
        alarms.delete(alarm)
        alarm.ring()
      }
    await new Promise(done => setImmediate(done))
  }
  return { clock, pass }
}
/** A channel that does as it is told: an outcome, or one that comes later. */
const played = (name: string, act: (m: Message) => Sent | Promise<Sent>): Channel & { readonly got: Message[] } => {
  const got: Message[] = []
  return {
    name,
    got,
    send: async m => {
      got.push(m)
      return act(m)
    },
  }
}
const stage = (chain: readonly Channel[], more: Partial<SenderSettings> = {}) => {
  const { clock, pass } = madeClock()
  const reports: string[] = []
  const report = (what: string) => void reports.push(what)
  const sender = new Sender({ chainOf: () => chain, contactOf: () => ({}), clock, limit: 100, report, ...more })
  const message = (key: string, to = '01012345678', at = clock.now()): Message => ({
    key,
    system: 'cafeteria',
    role: 'customer',
    to,
    text: 'made',
    at,
  })
  const send = (m: Message) => sender.send(m, clock.now() + 2000)
  return { sender, send, message, pass, reports }
}
const gate = <T>() => Promise.withResolvers<T>()

test('a message is sent once for its key, however often it is asked for', async () => {
  const log = played('log', () => sent)
  const { send, message, sender } = stage([log])
  assert.deepEqual(await send(message('7-1')), { status: 'sent', detail: { channel: 'log' } })
  assert.deepEqual(await send(message('7-1')), { status: 'sent', detail: { channel: 'log' } })
  assert.equal(log.got.length, 1)
  assert.equal(sender.deliveries()[0]!.state, 'sent')
})
test('a try that takes longer than the system waits goes on, and its outcome answers the next question', async () => {
  const { promise, resolve } = gate<Sent>()
  const slow = played('mail', () => promise)
  const { send, message, pass } = stage([slow])
  const first = send(message('7-1'))
  await pass(2000)
  assert.deepEqual(await first, { status: 'failed' })
  const second = send(message('7-1'))
  resolve(sent)
  assert.deepEqual(await second, { status: 'sent', detail: { channel: 'mail' } })
  assert.equal(slow.got.length, 1)
})
test('the messages of one person go one after another, in the order in which they came', async () => {
  const first = gate<Sent>()
  const mail = played('mail', m => (m.key === '7-1' ? first.promise : sent))
  const { send, message } = stage([mail])
  const both = [send(message('7-1')), send(message('8-1'))]
  await new Promise(done => setImmediate(done))
  assert.deepEqual(
    mail.got.map(m => m.key),
    ['7-1'],
  )
  first.resolve(sent)
  await Promise.all(both)
  assert.deepEqual(
    mail.got.map(m => m.key),
    ['7-1', '8-1'],
  )
})
test('a person whose channel is dead takes one place, and delays nobody else', async () => {
  const mail = played('mail', m => (m.to === 'dead' ? new Promise<Sent>(() => {}) : sent))
  const { send, message } = stage([mail], { atOnce: 2 })
  for (let i = 0; i < 20; i++) void send(message(`dead-${i}`, 'dead'))
  for (let i = 0; i < 20; i++) assert.equal((await send(message(`well-${i}`, `person ${i}`))).status, 'sent')
  assert.equal(mail.got.filter(m => m.to === 'dead').length, 1)
})
test('a person whose channel failed rests, and longer each time; then it is tried again', async () => {
  let isDead = true
  const mail = played('mail', () => (isDead ? failed('silent') : sent))
  const { send, message, pass } = stage([mail])
  assert.equal((await send(message('7-1'))).status, 'failed')
  assert.equal((await send(message('7-1'))).status, 'failed')
  assert.equal(mail.got.length, 1)
  await pass(2000)
  await send(message('7-1'))
  assert.equal(mail.got.length, 2)
  await pass(2000)
  await send(message('7-1'))
  assert.equal(mail.got.length, 2)
  await pass(2000)
  isDead = false
  assert.equal((await send(message('7-1'))).status, 'sent')
})
test('what one channel refuses goes by the next one at once; what it may have sent only when it had its time', async () => {
  const no = played('alimtalk', () => refused('no phone number is known'))
  const unclear = played('alimtalk', () => failed('silent'))
  const mail = played('mail', () => sent)
  const refusing = stage([no, mail])
  assert.deepEqual(await refusing.send(refusing.message('7-1')), { status: 'sent', detail: { channel: 'mail' } })

  const failing = stage([unclear, mail])
  const message = failing.message('8-1')
  assert.deepEqual(await failing.send(message), { status: 'failed' })
  await failing.pass(5 * 60_000 + 1)
  assert.deepEqual(await failing.send(message), { status: 'sent', detail: { channel: 'mail' } })
})
test('nobody is said to have got what no channel took', async () => {
  const { send, message, sender } = stage([played('alimtalk', () => refused('no template')), played('mail', () => refused('no address'))])
  assert.deepEqual(await send(message('7-1')), { status: 'failed' })
  assert.equal(sender.deliveries()[0]!.reason, 'alimtalk: no template; mail: no address')
})
test('a channel with a fault is one that failed', async () => {
  const faulty = { name: 'mail', send: () => Promise.reject(new Error('01012345678')) }
  const { send, message, sender } = stage([faulty])
  assert.deepEqual(await send(message('7-1')), { status: 'failed' })
  assert.equal(sender.deliveries()[0]!.reason, 'mail: the channel has a fault')
})
test('a person gets no more than so many an hour; the rest wait and are not lost', async () => {
  const log = played('log', () => sent)
  const { send, message, pass } = stage([log], { limit: 2 })
  for (const key of ['1-1', '2-1']) assert.equal((await send(message(key))).status, 'sent')
  assert.equal((await send(message('3-1'))).status, 'failed')
  assert.equal((await send(message('3-2', 'another person'))).status, 'sent')
  await pass(3_600_000)
  assert.equal((await send(message('3-1'))).status, 'sent')
})
test('operators see what failed and why, without address and text, and try it again', async () => {
  let isDead = true
  const mail = played('mail', () => (isDead ? failed('the mail server answered 451') : sent))
  const { send, message, sender, pass, reports } = stage([mail])
  for (let i = 0; i < 8; i++) {
    await send(message('7-1'))
    await pass(10 * 60_000)
  }
  const [delivery] = sender.deliveries()
  assert.deepEqual([delivery!.state, delivery!.tries, delivery!.to], ['stuck', 8, '…78'])
  assert.equal(reports.length, 1)
  assert.doesNotMatch(JSON.stringify(sender.deliveries()) + reports.join(), /01012345678|made/)
  isDead = false
  assert.equal(await sender.retry('7-1'), true)
  assert.equal(sender.deliveries()[0]!.state, 'sent')
  assert.equal((await send(message('7-1'))).status, 'sent')
  assert.equal(await sender.retry('unknown'), false)
})
