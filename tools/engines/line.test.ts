import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { lineTo } from './index.ts'

/** A server that says everything back, a line to it, and one more that cannot be cut. */
const echo = async (t: TestContext) => {
  const ends = new Set<Socket>()
  const server = createServer(socket => {
    ends.add(socket)
    socket.on('error', () => {}).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const [line, other] = [await lineTo(port), await lineTo(port)]
  t.after(async () => {
    await line.close()
    await other.close()
    for (const end of ends) end.destroy()
    server.close()
  })
  return { line, other, ends }
}
const client = (t: TestContext, port: number) => {
  const socket = connect({ host: '127.0.0.1', port })
  t.after(() => socket.destroy())
  let heard = ''
  const events: string[] = []
  socket.on('data', data => (heard += data)).on('error', error => events.push((error as NodeJS.ErrnoException).code ?? ''))
  for (const event of ['end', 'close']) socket.on(event, () => events.push(event))
  return { socket, events, heard: () => heard }
}
const until = async (holds: () => boolean) => {
  const patience = AbortSignal.timeout(10_000)
  while (!holds()) {
    if (patience.aborted) assert.fail('it did not come to that')
    await new Promise(setImmediate)
  }
}
/** When this has been there and back through a line that is not cut, what could pass has passed. */
const roundTrip = async (t: TestContext, port: number) => {
  const { socket, heard } = client(t, port)
  socket.write('round trip')
  await until(() => heard() === 'round trip')
}

test('a cut line holds back what is said, without a word to either end, and gives it on in order when it is mended', async t => {
  const { line, other } = await echo(t)
  const { socket, heard, events } = client(t, line.port)
  socket.write('before;')
  await until(() => heard() === 'before;')
  line.cut()
  socket.write('one;')
  const late = client(t, line.port)
  late.socket.write('late')
  await roundTrip(t, other.port)
  socket.write('two;')
  await roundTrip(t, other.port)
  assert.equal(heard(), 'before;')
  assert.equal(late.heard(), '')
  assert.deepEqual([...events, ...late.events], [])
  line.mend()
  await until(() => heard() === 'before;one;two;' && late.heard() === 'late')
  assert.deepEqual([...events, ...late.events], [])
})

test('who gives up while the line is cut is missed by the other end only when it is mended', async t => {
  const { line, other, ends } = await echo(t)
  const { socket, heard } = client(t, line.port)
  socket.write('before')
  await until(() => heard() === 'before')
  const [far] = ends
  line.cut()
  socket.destroy()
  await roundTrip(t, other.port)
  assert.equal(far!.destroyed, false)
  line.mend()
  await until(() => far!.destroyed)
})

test('a reset breaks what is connected and lets new connections through', async t => {
  const { line } = await echo(t)
  const { socket, heard, events } = client(t, line.port)
  socket.write('before')
  await until(() => heard() === 'before')
  line.reset()
  await until(() => events.includes('close'))
  assert.ok(events.includes('ECONNRESET'), events.join())
  await roundTrip(t, line.port)
})
