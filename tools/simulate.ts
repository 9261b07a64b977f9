import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import {
  type Build,
  buildOf,
  harsh,
  type Museum,
  policiesOf,
  type Report,
  rough,
  seeds,
  type Stories,
  storm,
  tell,
  weather as weatherOf,
} from '@jumun/testing'
import { Refusal } from '@jumun/host'
import { through } from '@jumun/payments/testing'
import { command, exitCodes, partOf, systemsNamed, whole } from './command.ts'

const usage = `npm run simulate -- [system] [stories] [first seed] [--story main] [--harsh | --rough] [--break rule] [--without context.policy]
                 [--payments stripe|toss] [--release] [--workers 2]

  Tells stories of a system (cafeteria, 300 of them) and counts the promises that were broken. One seed alone prints its story.
  --story NAME       another story than the main one
  --harsh            three times the pauses, 2.4 times the crashes, twice the lost messages, half of all calls to the provider fail
  --rough            besides, policies throw for a while, the guard holds questions back, and others tell nonsense on the topic
  --break RULE       breaks a rule of the museum
  --without POLICY   removes a policy, such as order.undo
  --payments NAME    money goes through our adapter of stripe or toss, to a provider that misbehaves in each way of the real ones
  --release          begins with a release whose words are others; in the middle each context becomes the present one
  --workers N        so many threads`

/** What is told, as it travels to the threads. */
interface Wanted {
  readonly system: string
  readonly story: string
  readonly weather: 'storm' | 'harsh' | 'rough'
  /** A rule that is broken, or a policy that is removed. */
  readonly broken: string | undefined
  readonly payments: string | undefined
  readonly release: boolean
}
const batch = 50
const worsts = { storm, harsh, rough }

/** The story and the build of it. Throws a Refusal that lists what there is where a name is not known. */
const telling = async ({ system, story: name, broken, payments, release }: Wanted) => {
  if (payments !== undefined && payments !== 'stripe' && payments !== 'toss')
    throw new Refusal(`--payments takes stripe or toss, not "${payments}".`)
  const paid: Build = { ...(payments ? { provider: through(payments) } : {}), release }
  const { stories } = (await partOf(system, 'story')) as { stories: Stories }
  const story = stories[name]
  if (!story) throw new Refusal(`${system} has no story "${name}". It has: ${Object.keys(stories).join(', ')}.`)
  if (!broken) return { story, build: paid }
  const { museum } = (await partOf(system, 'museum')) as { museum: Museum }
  const known = [...Object.keys(museum.bugs), ...policiesOf(museum.system)]
  if (!known.includes(broken)) throw new Refusal(`${system} has no rule or policy "${broken}". It has: ${known.join(', ')}.`)
  return { story, build: { ...buildOf(museum, broken), ...paid } }
}

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
    for (const part of ['happened', 'met'] as const)
      for (const [what, often] of report[part]) this[part].set(what, (this[part].get(what) ?? 0) + often)
  }
  get bad(): number {
    return new Set([...this.broken.values()].flat()).size
  }
}

const one = async (wanted: Wanted, seed: number): Promise<number> => {
  const { story, build } = await telling(wanted)
  const { story: lines, violations } = await story(seed, weatherOf(seed, worsts[wanted.weather]), build)
  console.log(lines.join('\n'))
  for (const v of violations) console.log(`broken: ${v}`)
  return violations.length ? exitCodes.wrong : exitCodes.fine
}

/** Says how far it is: on its own line where somebody watches, else twice a minute. */
const progress = (all: number, seconds: () => number) => {
  let last = 0
  const known = new Set<string>()
  return ({ told, bad, broken }: Sum): void => {
    // at once: one seed is a bug report, and thousands of stories take long
    for (const [promise, [seed]] of broken)
      if (!known.has(promise)) process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}broken at seed ${seed}: ${promise}\n`)
    for (const promise of broken.keys()) known.add(promise)
    if (process.stderr.isTTY) process.stderr.write(`\r${told} of ${all}, ${bad} broken, ${seconds()} s `)
    else if (seconds() - last >= 30 && told < all) {
      last = seconds()
      process.stderr.write(`${told} of ${all}, ${bad} broken, ${last} s\n`)
    }
  }
}

/** Batches are given to whoever is free. */
const many = async (wanted: Wanted, first: number, all: number, workers: number): Promise<number> => {
  await telling(wanted) // what is not known is said once, not by each thread
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const sum = new Sum()
  const show = progress(all, seconds)
  const last = first + all
  let next = first
  const worker = () =>
    new Promise<void>((done, fail) => {
      const w = new Worker(new URL(import.meta.url), { workerData: wanted })
      const give = () => {
        if (next >= last) return void w.terminate().then(() => done())
        w.postMessage([next, Math.min(batch, last - next)])
        next += batch
      }
      w.on('message', (report: Report) => {
        sum.add(report)
        show(sum)
        give()
      })
      w.on('error', fail)
      give()
    })
  await Promise.all(Array.from({ length: Math.min(workers, Math.ceil(all / batch)) }, worker))
  if (process.stderr.isTTY) process.stderr.write('\r')
  const { system, story, broken, weather, payments } = wanted
  const what = `${system}${payments ? ` by ${payments}` : ''}${story === 'main' ? '' : `/${story}`}${broken ? ` without ${broken}` : ''}${weather === 'storm' ? '' : `, ${weather}`}${wanted.release ? ', with a release' : ''}`
  const verdict = sum.bad ? `${sum.bad} with a broken promise` : 'all promises kept'
  console.log(`${what}: ${sum.told} stories from seed ${first} in ${seconds()} s, ${verdict}`)
  for (const [promise, where] of [...sum.broken].sort((a, b) => b[1].length - a[1].length))
    console.log(`  ${String(where.length).padStart(5)}  ${promise}  (seeds ${where.slice(0, 5).join(', ')})`)
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort((a, b) => a[1] - b[1])
      .map(([what, often]) => `${what} ${often}`)
      .join(', ')
  console.log(`in how many stories it happened: ${list(sum.happened)}`)
  console.log(`what the world did, in all: ${list(sum.met)}`)
  return sum.bad ? exitCodes.wrong : exitCodes.fine
}

const options = {
  story: { type: 'string', default: 'main' },
  harsh: { type: 'boolean', default: false },
  rough: { type: 'boolean', default: false },
  break: { type: 'string' },
  without: { type: 'string' },
  payments: { type: 'string' },
  release: { type: 'boolean', default: false },
  workers: { type: 'string', default: '2' },
} as const
if (isMainThread)
  await command(usage, options, async (values, [system = 'cafeteria', count = '300', first = '1']) => {
    const broken = values.break ?? values.without
    const wanted = {
      system: systemsNamed([system])[0]!,
      story: values.story,
      weather: values.rough ? ('rough' as const) : values.harsh ? ('harsh' as const) : ('storm' as const),
      broken,
      payments: values.payments,
      release: values.release,
    }
    const [all, seed, workers] = [whole('How many stories', count), whole('The first seed', first), whole('--workers', values.workers)]
    return all === 1 ? one(wanted, seed) : many(wanted, seed, all, workers)
  })
else {
  const wanted = workerData as Wanted
  const { story, build } = await telling(wanted)
  parentPort!.on(
    'message',
    ([from, many]: [number, number]) =>
      void tell(story, seeds(from, many), build, { worst: worsts[wanted.weather] }).then(report => parentPort!.postMessage(report)),
  )
}
