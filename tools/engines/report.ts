// How `npm test` reports: as Node does, and at its end what was left out, where nobody can overlook it.
import { Readable } from 'node:stream'
import { spec, type TestEvent } from 'node:test/reporters'

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const said: string[] = []
  const listening = async function* () {
    for await (const event of source) {
      if (event.type === 'test:stderr') said.push(event.data.message)
      yield event
    }
  }
  for await (const text of Readable.from(listening()).pipe(new spec())) yield String(text)
  const leftOut = new Set(said.join('').match(/^left out: .*$/gm))
  if (leftOut.size) yield `\n${[...leftOut].join('\n')}\n`
}
