// Not MongoDB but an emulator, mongo-java-server with its H2 backend: no package registry brings MongoDB itself.
// It has no sessions, no transactions and no pipeline updates. What it applies, it applies atomically: of forty writers that ask for one version
// one wins. (FerretDB 1.24 let all forty win.)
import { join } from 'node:path'
import { javaOf, missingJava } from './java.ts'
import type { Missing } from './missing.ts'
import { type Engine, greet, type Place, startEngine } from './process.ts'

export const missingMongo = (): Missing | undefined => missingJava('mongo', { compiler: true })

/** A server that knows after `kill` what it has answered. */
export const startMongo = async (place: Place = {}): Promise<Engine> => {
  const java = javaOf('mongo', '256m')
  return startEngine(
    {
      name: 'mongo',
      url: port => `mongodb://127.0.0.1:${port}`,
      // from its source: Java compiles it as it starts
      run: (data, port) => [...java, join(import.meta.dirname, 'mongo', 'Server.java'), String(port), data],
      version: port =>
        greet(port, asMessage({ isMaster: 1, $db: 'admin' }), answer =>
          answer.includes('maxWireVersion') ? 'mongo-java-server 1.47.0 (an emulator of MongoDB)' : undefined,
        ),
    },
    place,
  )
}

/** A command as MongoDB's OP_MSG. */
export const asMessage = (command: object): Buffer => {
  const document = bson(command)
  const header = Buffer.alloc(21)
  header.writeInt32LE(header.length + document.length)
  header.writeInt32LE(2013, 12)
  return Buffer.concat([header, document])
}
const bson = (document: object): Buffer => {
  const fields = Object.entries(document).map(([name, value]: [string, number | string | object]) => {
    const [kind, bytes] =
      typeof value === 'number'
        ? [0x10, int32(value)]
        : typeof value === 'string'
          ? [0x02, Buffer.concat([int32(Buffer.byteLength(value) + 1), Buffer.from(`${value}\0`)])]
          : [Array.isArray(value) ? 0x04 : 0x03, bson(value)]
    return Buffer.concat([Buffer.of(kind), Buffer.from(`${name}\0`), bytes])
  })
  const body = Buffer.concat([...fields, Buffer.of(0)])
  return Buffer.concat([int32(body.length + 4), body])
}
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
