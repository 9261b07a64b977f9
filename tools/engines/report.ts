// How `npm test` reports: as Node does, and at its end what was left out, where nobody can overlook it.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { spec, type TestEvent } from 'node:test/reporters'

// Read before the first file of tests is started, which inherits it, as do the commands that it starts: code is stripped of its types and
// compiled once, not by each of them. That is half of what a start costs.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache')

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
