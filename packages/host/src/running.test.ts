import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemOf } from '@jumun/core/model'
import { around, product } from '@jumun/systems'
import { until } from '@jumun/testing/cast'
import { needs, startPostgres } from '../../../tools/engines/index.ts'
import { Host, settingsFrom } from './index.ts'

const cafeteria = product['cafeteria']!.system

if (needs(['postgres'], 'a start on PostgreSQL'))
  test('a database that goes away while a context starts is waited for', async t => {
    const engine = await startPostgres()
    t.after(() => engine.stop())
    let back: Promise<void> | undefined
    // asked when the start has begun to work with the database, and has more to do there
    const contexts = cafeteria.contexts.map(c =>
      c.name === 'order'
        ? {
            ...c,
            seeds: (...of: Parameters<typeof c.seeds>) => {
              back ??= engine.kill().then(() => engine.restart())
              return c.seeds(...of)
            },
          }
        : c,
    )
    const known = { cafeteria: around(systemOf('cafeteria', { ...cafeteria, contexts })) }
    const alone = ['--peers', 'http://{context}.invalid', '--port', '0', '--log', 'silent'] // nobody else of this machine is asked
    const settings = settingsFrom(['cafeteria/order', ...alone, '--store', engine.url], {}, known)
    const host = new Host(settings, known)
    t.after(() => host.stop())
    await host.start() // who takes long is not waited for
    assert.ok(await until(() => back !== undefined, 60_000), 'it has begun')
    await back
    const live = () => host.boards.get('cafeteria')!.running.live.get('order')
    assert.ok(await until(() => live() !== undefined, 60_000), 'it runs')
    assert.ok((await live()!.store.counts())['menu']! > 0, 'the menu is there')
  })
