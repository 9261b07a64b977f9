// A person is erased from databases and from the topic: no table, collection, file or message tells of them any more,
// and all else is as it was.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { promisify } from 'node:util'
import { Admin, ConfigResourceTypes, Consumer, IncrementalAlterConfigOperationTypes, ListOffsetTimestamps } from '@platformatic/kafka'
import { BSON, MongoClient } from 'mongodb'
import { createConnection } from 'mysql2/promise'
import pg from 'pg'
import { Erasing } from '@jumun/core/runtime'
import { product } from '@jumun/systems'
import { type Kafka, needs, startKafka, startMariadb, startMongo, startPostgres } from '../tools/engines/index.ts'
import { folder, type Hosted, hosted, until } from './hosted.ts'
import { clean, filesWith, gone, order, others, pagesOf, serve, spellings, told } from './regulars.ts'

const { system } = product['cafeteria']!
type Test = { after(work: () => unknown): void }
/** The tables of a database whose rows hold one of the texts. */
type Search = (url: string, texts: readonly string[]) => Promise<readonly string[]>

const holds = (row: object, texts: readonly string[]): boolean => {
  const text = Object.values(row)
    .map(cell => (cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') : JSON.stringify(cell)))
    .join('\n')
  return texts.some(t => text.includes(t))
}
const inPostgres: Search = async (url, texts) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of tables) if ((await client.query(`SELECT * FROM ${name}`)).rows.some(row => holds(row, texts))) found.push(name)
    return found
  } finally {
    await client.end()
  }
}
const inMariadb: Search = async (url, texts) => {
  const client = await createConnection(url.replace('mariadb:', 'mysql:'))
  try {
    const [tables] = (await client.query(
      `SELECT table_schema AS s, table_name AS n FROM information_schema.tables
       WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')`,
    )) as any
    const found: string[] = []
    for (const { s, n } of tables) {
      const [rows] = (await client.query(`SELECT * FROM \`${s}\`.\`${n}\``)) as any
      if (rows.some((row: object) => holds(row, texts))) found.push(`${s}.${n}`)
    }
    return found
  } finally {
    await client.end()
  }
}
const inMongo: Search = async (url, texts) => {
  const client = await new MongoClient(url).connect()
  try {
    const found: string[] = []
    for (const { name } of (await client.db('admin').admin().listDatabases()).databases)
      for (const { collectionName } of await client.db(name).collections())
        for await (const document of client.db(name).collection(collectionName).find())
          if (holds({ document: BSON.serialize(document) }, texts)) {
            found.push(`${name}.${collectionName}`)
            break
          }
    return found
  } finally {
    await client.close()
  }
}

/** What is slow here is the machine. */
const slow = ['--request-time', '30000']
/** Every context that runs has told and heard everything, by whatever bus. */
const heard = (here: Hosted): Promise<unknown> =>
  until(
    'everything is told and heard',
    async () => {
      const lags = await Promise.all([...here.board.running.live.values()].map(live => live.lag()))
      return lags.every(lag => Object.values(lag).every(n => n === 0))
    },
    120_000,
  )
/** A café where people have come and gone for a while, one of them twice. */
const lived = async (t: Test, data: string, settings: readonly string[], people = [gone, others[0]!, gone]): Promise<Hosted> => {
  const here = await hosted(system, data, [...settings, ...slow])
  t.after(here.stop)
  for (const phone of people) await serve(here, await order(here, phone, { language: 'ko' }))
  await told(here, 4 * people.length)
  await heard(here)
  return here
}
const mypages = async (here: Hosted): Promise<readonly any[]> => (await here.get('/mypages?size=100')).body._embedded.mypages
/** The audit is clean, and the view is what it was when it is made anew. */
const isWhole = async (here: Hosted, before: unknown): Promise<void> => {
  assert.deepEqual(await pagesOf(here), before)
  await clean(here)
  const pages = await mypages(here)
  assert.equal((await here.post('/operations/views/cafeteria/customercenter/mypage/rebuild', { reason: 'to see' })).status, 200)
  await until('the view', async () => (await here.get('/operations/views')).body.views.every((v: any) => !v.filling))
  assert.deepEqual(await mypages(here), pages)
  assert.deepEqual((await here.get(`/operations/people?phone=${gone}`)).body.people[0].things, {})
}

const engines = {
  mariadb: { start: startMariadb, search: inMariadb, what: 'MariaDB' },
  mongo: { start: startMongo, search: inMongo, what: 'MongoDB (an emulator)' },
} as const
suite('a person is erased from a café on a database that has run for a while', () => {
  for (const [name, { start, search, what }] of Object.entries(engines))
    if (needs([name as keyof typeof engines], `erasing a person on ${what}`))
      test(`${what}: nothing of them is left in any table or file, the audit is clean, and views are made anew alike`, async t => {
        const engine = await start()
        t.after(() => engine.stop())
        const data = folder(t)
        const here = await lived(t, data, ['--store', engine.url])
        const before = await pagesOf(here)
        assert.ok((await search(engine.url, spellings)).length > 5, 'there was something to erase')
        const done = await here.post('/operations/people/erase', { system: 'cafeteria', phone: gone, reason: `${gone} asked for it` })
        assert.deepEqual([done.status, done.body.cases], [200, 2], JSON.stringify(done.body))
        await isWhole(here, before)
        await here.stop()
        assert.deepEqual([await search(engine.url, spellings), filesWith(data, spellings)], [[], []])
      })
})

const people = async (...words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> => {
  const run = promisify(execFile)(process.execPath, [join(import.meta.dirname, '../tools/people.ts'), ...words])
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: any) => ({ code: error.code, said: error.stdout + error.stderr }),
  )
}
/** Where each partition of the topic begins and ends. */
const reachOf = async (kafka: Kafka): Promise<{ readonly first: readonly bigint[]; readonly end: readonly bigint[] }> => {
  const reader = new Consumer({ clientId: 'reach', groupId: 'reach', bootstrapBrokers: [kafka.url.slice('kafka://'.length)] })
  try {
    const list = async (timestamp: bigint) => (await reader.listOffsets({ topics: ['cafeteria'], timestamp })).get('cafeteria')!
    return { first: await list(ListOffsetTimestamps.EARLIEST), end: await list(ListOffsetTimestamps.LATEST) }
  } finally {
    await reader.close()
  }
}
const sum = (offsets: readonly bigint[]): number => Number(offsets.reduce((a, b) => a + b, 0n))

if (needs(['postgres', 'kafka'], 'erasing a person on PostgreSQL and Kafka'))
  suite('a person is erased from a café on PostgreSQL and Kafka that has run for a while', () => {
    test('no table, file or message tells of them; who had not read all that was told of others has it from the logs', async t => {
      const [postgres, kafka] = await Promise.all([startPostgres(), startKafka()])
      t.after(() => Promise.all([postgres.stop(), kafka.stop()]))
      const data = folder(t)
      const settings = ['--store', postgres.url, '--bus', kafka.url]
      const here = await lived(t, data, settings)
      // the view is away while somebody else is served: what it missed lies on the topic, and in the logs
      await here.host.stopContext(here.board, 'customercenter')
      const missed = await order(here, others[0]!)
      await serve(here, missed)
      await heard(here)
      await here.stop()
      assert.ok((await inPostgres(postgres.url, spellings)).length > 5)
      assert.ok(filesWith(kafka.dir, spellings).length > 0, 'the topic tells of them, in words that can be searched for')

      const erase = ['erase', 'cafeteria', '--phone', gone, '--data', data, ...settings]
      const brokers = new Admin({ clientId: 'books', bootstrapBrokers: [kafka.url.slice('kafka://'.length)] })
      t.after(() => brokers.close())
      const bookkeeper = async (offsets: readonly bigint[]) =>
        brokers.alterConsumerGroupOffsets({
          groupId: 'bookkeeper',
          topics: [{ name: 'cafeteria', partitionOffsets: offsets.map((offset, partition) => ({ partition, offset })) }],
        })
      const full = await reachOf(kafka)
      await bookkeeper(full.end.map(() => 0n))
      const no = await people(...erase)
      assert.equal(no.code, 1)
      assert.match(no.said, new RegExp(`bookkeeper has ${sum(full.end)} messages of the topic cafeteria to read`))
      assert.match(no.said, /Nothing was erased/)
      assert.ok((await inPostgres(postgres.url, spellings)).length > 5)
      await bookkeeper(full.end)
      const yes = await people(...erase)
      assert.deepEqual([yes.code, yes.said.split('\n')[0]], [0, 'Erased from 2 cases of cafeteria.'])

      const cut = await reachOf(kafka)
      assert.deepEqual([cut.first, cut.end], [full.end, full.end], 'nothing lies on the topic, and offsets go on from where they are')
      assert.deepEqual([await inPostgres(postgres.url, spellings), filesWith(data, spellings)], [[], []])
      // nobody can read it any more; the bytes go with the file that is written to, as the page of operators says
      const keepFor = (ms: number) =>
        brokers.incrementalAlterConfigs({
          resources: [
            {
              resourceType: ConfigResourceTypes.TOPIC,
              resourceName: 'cafeteria',
              configs: [{ name: 'retention.ms', configOperation: IncrementalAlterConfigOperationTypes.SET, value: String(ms) }],
            },
          ],
        })
      await keepFor(1000)
      await until('the broker has deleted the files', async () => !filesWith(kafka.dir, spellings).length, 120_000)
      await keepFor(7 * 86_400_000)

      const again = await hosted(system, data, [...settings, ...slow])
      t.after(again.stop)
      await until('the view has what it missed', async () => (await mypages(again)).some(page => page.orderId === missed), 120_000)
      await serve(again, await order(again, others[1]!))
      await heard(again)
      const before = await pagesOf(again)
      await isWhole(again, before)
      await again.stop()
      const after = await reachOf(kafka)
      assert.ok(sum(after.end) > sum(cut.end), 'the topic goes on')
      assert.deepEqual(
        [await inPostgres(postgres.url, spellings), filesWith(data, spellings), filesWith(kafka.dir, spellings)],
        [[], [], []],
      )
    })

    test('the broker is away: nothing is begun; in the middle: said, and gone on with at the next start; then by a request', async t => {
      const kafka = await startKafka()
      t.after(() => kafka.stop())
      const data = folder(t)
      const settings = ['--bus', kafka.url]
      const here = await lived(t, data, settings, [gone])
      const erasing = new Erasing(system, { names: [gone], marker: '123456789012' })
      for (const context of system.contexts)
        for await (const thing of here.board.running.live.get(context.name)!.store.dump()) erasing.look(context, thing)
      await here.stop()
      const erase = ['erase', 'cafeteria', '--phone', gone, '--data', data, ...settings]
      await kafka.kill()
      const none = await people(...erase)
      assert.notEqual(none.code, 0)
      assert.ok(filesWith(join(data, 'cafeteria'), spellings).length > 3)
      const journal = join(data, 'cafeteria', 'erasing.json')
      assert.ok(!existsSync(journal))
      // as it is left by who had begun when the broker went away
      writeFileSync(journal, JSON.stringify(erasing.found))
      const without = await hosted(system, data, settings)
      t.after(without.stop)
      await without.stop()
      assert.ok(existsSync(journal))
      const other = await people('erase', 'cafeteria', '--phone', others[0]!, '--data', data, ...settings)
      assert.match(other.said, /could not be taken away|somebody else is being erased/)
      assert.deepEqual(JSON.parse(readFileSync(journal, 'utf8')).names, [gone], 'nobody takes their place')
      await kafka.restart()
      const again = await hosted(system, data, [...settings, ...slow])
      t.after(again.stop)
      await heard(again)
      assert.ok(!existsSync(journal))
      const { first, end } = await reachOf(kafka)
      assert.deepEqual(first, end)

      // somebody comes again, and is erased while everything runs, by an operator's request
      await serve(again, await order(again, gone))
      await heard(again)
      const told = await reachOf(kafka)
      assert.ok(sum(told.end) > sum(told.first), 'the topic tells of them')
      const done = await again.post('/operations/people/erase', { system: 'cafeteria', phone: gone, reason: `${gone} asked for it` })
      assert.deepEqual([done.status, done.body.cases, done.body.problem], [200, 1, undefined], JSON.stringify(done.body))
      const cut = await reachOf(kafka)
      assert.deepEqual([cut.first, cut.end], [told.end, told.end], 'nothing lies on the topic')
      await serve(again, await order(again, others[0]!))
      await heard(again)
      await isWhole(again, await pagesOf(again))
      await again.stop()
      assert.deepEqual(filesWith(data, spellings), [])
    })
  })
