import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alimtalk } from './alimtalk.ts'
import { AlimtalkStandIn, type Mood } from './alimtalk-stand-in.ts'

const secret = 'the secret of our account'
const templates = { cafeteria: { Made: { ko: 'MADE-KO', en: 'MADE-EN' } } }
const contact = { phone: '01012345678' }

const stage = async (t: { after(end: () => void): void }, more: object = {}) => {
  const provider = new AlimtalkStandIn(secret)
  const url = await provider.listen()
  t.after(() => provider.close())
  let now = Date.now()
  provider.now = () => now
  const channel = alimtalk(
    { url, appKey: 'app', secret, senderKey: 'sender', templates, ...more },
    () => now,
    async () => {},
  )
  const message = (key = '7-1@x') => ({
    key,
    system: 'cafeteria',
    role: 'customer',
    to: '7',
    text: '음료가 준비되었습니다.',
    what: 'Made',
    language: 'ko',
    at: now,
  })
  const send = (m: ReturnType<typeof message>, ms = 5000) => channel.send(m, contact, AbortSignal.timeout(ms))
  return { provider, message, send, channel, pass: (ms: number) => void (now += ms) }
}

test('a message goes out under the template of its text and its language', async t => {
  const { provider, message, send } = await stage(t)
  assert.deepEqual(await send(message()), { kind: 'sent' })
  const [kept] = provider.phones
  assert.deepEqual([kept!.recipientNo, kept!.templateCode, kept!.content], ['01012345678', 'MADE-KO', '음료가 준비되었습니다.'])
})
test('without a phone number, or without a template, it is refused before anybody is asked', async t => {
  const { provider, message, channel } = await stage(t)
  const soon = AbortSignal.timeout(5000)
  assert.deepEqual(await channel.send(message(), {}, soon), { kind: 'refused', why: 'no phone number is known' })
  assert.equal((await channel.send({ ...message(), what: 'PickedUp' }, contact, soon)).kind, 'refused')
  assert.equal((await channel.send({ ...message(), language: 'fr' }, contact, soon)).kind, 'refused')
  assert.deepEqual(provider.asked, [])
})
const unclear: readonly Mood[] = ['silent after', '500 after', 'nonsense']
for (const mood of unclear)
  test(`a message that was taken, and nobody said so (${mood}), is not sent twice: at once, and after the provider's keys have ended`, async t => {
    for (const later of [1000, 60 * 60_000]) {
      const { provider, message, send, pass } = await stage(t)
      provider.moods = [mood]
      const one = message()
      assert.equal((await send(one, 100)).kind, 'failed')
      pass(later)
      assert.deepEqual(await send(one), { kind: 'sent' })
      assert.equal(provider.phones.length, 1)
    }
  })
const before: readonly Mood[] = ['silent before', '500 before', '429']
for (const mood of before)
  test(`a message that was not taken (${mood}) is sent by the next try`, async t => {
    for (const later of [1000, 60 * 60_000]) {
      const { provider, message, send, pass } = await stage(t)
      provider.moods = [mood]
      const one = message()
      assert.equal((await send(one, 100)).kind, 'failed')
      assert.equal(provider.phones.length, 0)
      pass(later)
      assert.deepEqual(await send(one), { kind: 'sent' })
      assert.equal(provider.phones.length, 1)
    }
  })
test('what Kakao could not deliver is not said to be sent, at once and by a later look', async t => {
  const { provider, message, send } = await stage(t)
  provider.moods = ['undeliverable']
  const one = message()
  assert.deepEqual(await send(one), { kind: 'refused', why: 'Kakao could not deliver it (MRC02)' })
  assert.deepEqual(await send(one), { kind: 'refused', why: 'Kakao could not deliver it (MRC02)' })
  assert.equal(provider.kept.length, 1)
})
test('what the provider does not take is refused with its code', async t => {
  const { provider, message, send } = await stage(t)
  provider.moods = ['no such template']
  assert.deepEqual(await send(message()), { kind: 'refused', why: 'the provider does not take it (-4005)' })
})
test('a secret that is wrong fails, and is in no reason', async t => {
  const { message, channel, provider } = await stage(t, { secret: 'another secret' })
  const outcome = await channel.send(message(), contact, AbortSignal.timeout(5000))
  assert.equal(outcome.kind, 'failed')
  assert.doesNotMatch(JSON.stringify(outcome), /another secret|01012345678/)
  assert.equal(provider.kept.length, 0)
})
test('a thousand messages through a provider on a bad day: each reaches its phone once, and none is said to be sent that did not', async t => {
  const { provider, message, send } = await stage(t)
  const moods: readonly Mood[] = ['well', 'slow', '500 after', '500 before', '429', 'nonsense', 'undeliverable', 'no such template']
  const wanted = Array.from({ length: 1000 }, (_, i) => message(`${i}-1@x`))
  provider.moods = wanted.flatMap((_, i) => (i % 3 ? [] : [moods[(i / 3) % moods.length]!]))
  const outcomes = new Map<string, string>()
  for (let round = 0; round < 4; round++)
    await Promise.all(
      wanted
        .filter(m => outcomes.get(m.key) !== 'sent')
        .map(async m => {
          outcomes.set(m.key, (await send(m, 30_000)).kind)
        }),
    )
  const phones = Map.groupBy(provider.phones, k => k.recipientGroupingKey)
  for (const { key } of wanted) assert.equal(phones.get(key)?.length ?? 0, outcomes.get(key) === 'sent' ? 1 : 0, key)
  assert.ok([...outcomes.values()].filter(o => o === 'sent').length > 900)
})
