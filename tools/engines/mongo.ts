// Not MongoDB but an emulator, mongo-java-server with its H2 backend: no package registry brings MongoDB itself.
// It has no sessions, no transactions and no pipeline updates. What it applies, it applies atomically: of forty writers that ask for one version
// one wins. (FerretDB 1.24 let all forty win.)
import { join } from 'node:path'
import { javaOf, missingJava } from './java.ts'
import type { Missing } from './missing.ts'
import { type Engine, greet, type Place, startEngine } from './process.ts'

export const missingMongo = (): Missing | undefined => missingJava('mongo', { compiler: true })

export const startMongo = async (place: Place = {}): Promise<Engine> => {
  const java = javaOf('mongo', '256m')
  return startEngine(
    {
      name: 'mongo',
      url: port => `mongodb://127.0.0.1:${port}/jumun`,
      // from its source: Java compiles it as it starts
      run: (data, port) => [...java, join(import.meta.dirname, 'mongo', 'Server.java'), String(port), data],
      version: port => greet(port, isMaster, answer => (answer.includes('maxWireVersion') ? 'mongo-java-server 1.47.0 (an emulator of MongoDB)' : undefined)),
    },
    place,
  )
}

/** `{isMaster: 1, $db: 'admin'}` as an OP_MSG. */
const isMaster = (() => {
  const document = Buffer.from('\0\0\0\0\x10isMaster\0\x01\0\0\0\x02$db\0\x06\0\0\0admin\0\0', 'latin1')
  document.writeInt32LE(document.length)
  const message = Buffer.alloc(21)
  message.writeInt32LE(message.length + document.length)
  message.writeInt32LE(2013, 12)
  return Buffer.concat([message, document])
})()
