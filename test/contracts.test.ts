// COM-74, CHK-34: those who ask a context and those who hear of it say what they need, as Pact; the running product keeps it, and a
// break is seen.
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { json, text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { systems } from '@jumun/systems'
import { contractsFolder, contractsNow, keptContracts } from '../tools/contracts/contracts.ts'
import { wrongWith } from '../tools/contracts/verify.ts'
import { needs } from '../tools/engines/index.ts'
import { folder, type Hosted, hosted } from './hosted.ts'
import { toldOf } from './told-of.ts'

if (needs(['python-checks'], 'the contracts as they are played now'))
  test('what is asked and heard is what the contracts say', async () =>
    assert.deepEqual(await contractsNow(), keptContracts(), 'npm run contracts'))

const files = [...keptContracts()].map(([name, kept]) => {
  const { consumer, provider, interactions } = JSON.parse(kept) as {
    readonly consumer: { readonly name: string }
    readonly provider: { readonly name: string }
    readonly interactions: readonly {
      readonly type: string
      readonly description: string
      readonly providerStates?: readonly { name: string }[]
    }[]
  }
  const ofMessages = interactions.some(i => i.type === 'Asynchronous/Messages')
  return { path: join(contractsFolder, name), consumer: consumer.name, provider: provider.name, interactions, ofMessages }
})
type File = (typeof files)[number]

const opened = async (t: { after(work: () => unknown): void }, server: Server): Promise<number> => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
const asked = (file: File, port: number, states: number): Promise<string | undefined> =>
  wrongWith({
    provider: file.provider,
    providerBaseUrl: `http://127.0.0.1:${port}`,
    pactUrls: [file.path],
    timeout: 60_000,
    providerStatesSetupUrl: `http://127.0.0.1:${states}`,
    ...(file.ofMessages ? { transports: [{ protocol: 'message', port, path: '/' }] } : {}),
  })
/** What throws is an answer that never ends well. */
const answering = (answer: (asked: IncomingMessage, answer: ServerResponse) => Promise<unknown>): Server =>
  createServer((asked, out) => void answer(asked, out).catch(() => out.destroy()))
/** What comes from a port, with a field of another name. */
const renaming = (port: number, from: string, to: string): Server =>
  createServer((asked, answer) => {
    const { 'accept-encoding': _, ...headers } = asked.headers
    const out = request({ port, host: '127.0.0.1', method: asked.method!, path: asked.url!, headers }, said => {
      const { 'content-length': __, ...kept } = said.headers
      const renamed = text(said).then(body => answer.writeHead(said.statusCode!, kept).end(body.replaceAll(`"${from}":`, `"${to}":`)))
      renamed.catch(() => answer.destroy())
    })
    out.on('error', () => answer.destroy())
    asked.pipe(out)
  })

/** By the file: a field that somebody needs. */
const needed: { readonly [consumer: string]: string } = {
  'cafeteria-order': 'accepted',
  'cafeteria-gateway': '_links',
  'cafeteria-customercenter': 'pickupNumber',
  'messages-in-python': 'orderId',
}
for (const system of ['cafeteria', 'delivery'])
  describe(`the contracts with ${system}`, () => {
    let it: Hosted
    let messages: Awaited<ReturnType<typeof toldOf>>
    const mine = files.filter(f => f.provider.startsWith(system))
    const data = { after }
    before(async () => {
      it = await hosted(systems[system]!, folder(data))
      messages = await toldOf(
        it,
        mine.filter(f => f.ofMessages).flatMap(f => f.interactions.map(i => i.description)),
      )
    })
    after(() => it?.stop())
    /** Where the provider of a contract answers: a context, or who gives the messages of the topic one by one. */
    const portOf = async (t: Parameters<typeof opened>[0], file: File): Promise<number> =>
      file.ofMessages
        ? opened(
            t,
            answering(async (asked, answer) => {
              const { description } = (await json(asked)) as { readonly description: string }
              const { value, headers } = messages.get(description)!
              const metadata = Buffer.from(JSON.stringify(Object.fromEntries(headers))).toString('base64')
              answer.writeHead(200, { 'content-type': 'application/json', 'pact-message-metadata': metadata }).end(value)
            }),
          )
        : it.board.places.get(file.provider.slice(system.length + 1))!.port!
    const statesAt = (t: Parameters<typeof opened>[0]): Promise<number> =>
      opened(
        t,
        answering(async (asked, answer) => {
          const { state } = (await json(asked)) as { readonly state: string }
          // the stories that were played before have brought it there
          answer.writeHead(state === 'somebody has ordered' || state === '' ? 200 : 404).end()
        }),
      )
    for (const file of mine) {
      test(`${file.provider} keeps what ${file.consumer} needs`, async t => {
        const wrong = await asked(file, await portOf(t, file), await statesAt(t))
        assert.equal(wrong, undefined, wrong)
      })
      test(`${file.consumer} is seen to be broken by ${file.provider} when a field gets another name`, async t => {
        const field = needed[file.consumer]!
        const port = await opened(t, renaming(await portOf(t, file), field, `${field}Renamed`))
        const wrong = await asked(file, port, await statesAt(t))
        assert.match(wrong ?? 'nothing is wrong', new RegExp(field))
      })
    }
  })
