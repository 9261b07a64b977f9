/**
 * npm run simulate -- cafeteria 10000 [first seed] [--story main] [--harsh] [--break rule] [--without context.policy] [--workers 2]
 *
 * Tells stories of a system and counts the promises that were broken. One seed alone prints its story. `--harsh`: three times the
 * pauses, 2.4 times the crashes, twice the lost messages, and half of all calls to the provider fail.
 */
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { type Build, buildOf, harsh, type Museum, type Report, seeds, type Stories, storm, tell, weather } from '@jumun/core/testing'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    story: { type: 'string', default: 'main' },
    harsh: { type: 'boolean', default: false },
    break: { type: 'string' },
    without: { type: 'string' },
    workers: { type: 'string', default: '2' },
  },
})
const [system = 'cafeteria', count = '300', first = '1'] = positionals
const worst = values.harsh ? harsh : storm
const { stories } = (await import(`../systems/${system}/story.ts`)) as { stories: Stories }
const story = stories[values.story]
if (!story) throw new Error(`${system} has no story ${values.story}: ${Object.keys(stories).join(', ')}`)
const broken = values.break ?? values.without
const build: Build = broken ? buildOf(((await import(`../systems/${system}/museum.ts`)) as { museum: Museum }).museum, broken) : {}

const batch = 50
const all = Number(count)
const last = Number(first) + all

/** What all batches said together. */
class Sum {
  told = 0
  readonly broken = new Map<string, number[]>()
  readonly happened = new Map<string, number>()
  readonly met = new Map<string, number>()
  add(report: Report): void {
    this.told += report.told
    for (const [promise, where] of report.broken)
      this.broken.set(
        promise,
        [...(this.broken.get(promise) ?? []), ...where].sort((a, b) => a - b),
      )
    for (const part of ['happened', 'met'] as const) for (const [what, often] of report[part]) this[part].set(what, (this[part].get(what) ?? 0) + often)
  }
  get bad(): number {
    return new Set([...this.broken.values()].flat()).size
  }
}

const one = async () => {
  const { story: lines, violations } = await story(Number(first), weather(Number(first), worst), build)
  console.log(lines.join('\n'))
  for (const v of violations) console.log(`broken: ${v}`)
  process.exitCode = violations.length ? 1 : 0
}

/** Batches are given to whoever is free. */
const many = async () => {
  const began = Date.now()
  const sum = new Sum()
  let next = Number(first)
  const seconds = () => ((Date.now() - began) / 1000).toFixed(0)
  const worker = () =>
    new Promise<void>((done, fail) => {
      const w = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) })
      const give = () => {
        if (next >= last) return void w.terminate().then(() => done())
        w.postMessage([next, Math.min(batch, last - next)])
        next += batch
      }
      w.on('message', (report: Report) => {
        sum.add(report)
        if (process.stderr.isTTY) process.stderr.write(`\r${sum.told} of ${all}, ${sum.bad} broken, ${seconds()} s `)
        give()
      })
      w.on('error', fail)
      give()
    })
  await Promise.all(Array.from({ length: Math.min(Number(values.workers), Math.ceil(all / batch)) }, worker))
  if (process.stderr.isTTY) process.stderr.write('\r')
  console.log(
    `${system}${values.story === 'main' ? '' : `/${values.story}`}${broken ? ` without ${broken}` : ''}${values.harsh ? ', harsh' : ''}: ${sum.told} stories from seed ${first} in ${seconds()} s, ${sum.bad ? `${sum.bad} with a broken promise` : 'all promises kept'}`,
  )
  for (const [promise, where] of [...sum.broken].sort((a, b) => b[1].length - a[1].length))
    console.log(`  ${String(where.length).padStart(5)}  ${promise}  (seeds ${where.slice(0, 5).join(', ')})`)
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort((a, b) => a[1] - b[1])
      .map(([what, often]) => `${what} ${often}`)
      .join(', ')
  console.log(`in how many stories it happened: ${list(sum.happened)}`)
  console.log(`what the world did, in all: ${list(sum.met)}`)
  process.exitCode = sum.bad ? 1 : 0
}

if (!isMainThread)
  parentPort!.on(
    'message',
    ([from, many]: [number, number]) => void tell(story, seeds(from, many), build, { worst }).then(report => parentPort!.postMessage(report)),
  )
else if (all === 1) await one()
else await many()
