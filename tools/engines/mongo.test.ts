import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { needs, startMongo } from './index.ts'
import { asMessage } from './mongo.ts'
import { greet } from './process.ts'

if (needs(['mongo'], 'what the emulator of MongoDB has answered'))
  test('the emulator of MongoDB knows what it has answered, killed at any moment', async t => {
    const engine = await startMongo()
    t.after(() => engine.stop())
    const port = Number(new URL(engine.url).port)
    let answered = 0
    let kill: Promise<void> | undefined
    /** Inserts one after the other, until there is nobody to answer. */
    const insert = (writer: number) =>
      new Promise<void>(done => {
        let next = 0
        let rest = Buffer.alloc(0)
        const send = () => socket.write(asMessage({ insert: 'things', documents: [{ _id: writer * 1_000_000 + next++ }], $db: 'jumun' }))
        const socket = connect({ host: '127.0.0.1', port })
          .on('connect', send)
          .on('error', () => {})
          .on('close', () => done())
          .on('data', data => {
            rest = Buffer.concat([rest, data])
            if (rest.length < 4 || rest.length < rest.readInt32LE()) return
            assert.ok(rest.includes('\x10n\0\x01\0\0\0'), rest.toString('latin1'))
            rest = Buffer.alloc(0)
            answered++
            if (answered >= 400) kill ??= engine.kill()
            send()
          })
      })
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(insert))
    await kill
    await engine.restart()
    const found = await greet(port, asMessage({ count: 'things', query: {}, $db: 'jumun' }), answer => {
      const at = answer.indexOf('\x10n\0')
      return at < 0 || answer.length < answer.readInt32LE() ? undefined : answer.readInt32LE(at + 3)
    })
    t.diagnostic(`${answered} answered, ${found} found`)
    assert.ok(found >= answered, `${answered} were answered, ${found} are there`)
    assert.ok(found <= answered + 8, `${found} are there, and only ${answered} were answered`)
  })
