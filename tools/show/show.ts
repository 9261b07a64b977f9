// npm run show: what is promised of running it, shown on this machine with real processes, databases, broker and proxy.
import { Refusal } from '@jumun/host'
import { command, exitCodes, systemsNamed, whole } from '../command.ts'
import { meshFigures } from '../deploy/mesh.ts'
import { engine, type Need } from '../engines/index.ts'
import { broker, brokerWords } from './broker.ts'
import { heal, healWords } from './heal.ts'
import { keep } from './keep.ts'
import { published } from './kubelet.ts'
import { retry, retryWords } from './retry.ts'
import { type RollingSettings, releasesAgain, rolling } from './rolling.ts'
import { keepLines, keptLines, lineOf, linesWords, oneLine, rollingWords } from './rolling-words.ts'
import { scale, scaleWords } from './scale.ts'

const usage = `npm run show -- rolling|scale|heal|retry|broker [system] [--users 20] [--pause 1000] [--goodbye 5000] [--warm 10000]
                    [--besiegers 100] [--request-time 2000] [--times 1] [--figures FILE]
                    [--every 5000] [--long 20000] [--goal 4] [--settle 300000] [--keep]

  rolling   every process is replaced, two of a kind behind Envoy, on PostgreSQL and Kafka, while people order; before that they order and
            nothing is released, afterwards it is released without readiness
  scale     replicas of one service come and go under load as the autoscaler of Kubernetes decides from their CPU, by the published figures;
            the others are not touched
  heal      one of two processes says that it does not live, and is replaced after five probes, while people order; beside it the crash loop
            of the original
  retry     one of two addresses of a service is dead: what the mesh asks again, and what customers see of it; then one of two answers nonsense:
            our breaker alone, and that of the mesh beside it
  broker    the broker is killed and comes back: orders are taken as ever, and what they cause comes later, once

  --times      releases so often, with readiness only: a line each, and all together
  --figures    the file that these lines are appended to; those that are there count, so what was broken off goes on where it was
  --warm       how long a new process is looked at beside the old one, and gets less than its share, in ms (minReadySeconds, slow start)
  --request-time  how long a person's request may take in all, in ms, as npm start takes it
  --users      how many order, look and pause, and remember what they were told
  --besiegers  how many more siege sends (siege -c), GET and POST by turns; 0: none
  --pause      how long each of them pauses, in ms
  --every      how long it is between two probes of what keeps processes alive, and between two looks at the CPU, in ms
  --goal       how many replicas there are to be at the most crowded moment; then most people go home
  --settle     for how long fewer must have been enough before any is ended, in ms (300 s in Kubernetes)
  --goodbye    how long an old process stays when nobody is sent to it any more, in ms (preStop)
  --long       how long each act of retry is, how long the broker is away, and how long people order before anything is released, in ms
  --keep       writes what was seen into docs/operating/shown.md, where nothing is wrong

  The figures of the originals beside ours: docs/operating/shown.md.`
const figures = {
  times: { type: 'string', default: '1' },
  users: { type: 'string', default: '20' },
  besiegers: { type: 'string', default: '100' },
  pause: { type: 'string', default: '1000' },
  goodbye: { type: 'string', default: '5000' },
  warm: { type: 'string', default: String(meshFigures.warm) },
  'request-time': { type: 'string', default: '2000' },
  every: { type: 'string', default: String(published.every) },
  long: { type: 'string', default: '20000' },
  goal: { type: 'string', default: '4' },
  settle: { type: 'string', default: '300000' },
} as const
const options = { ...figures, figures: { type: 'string' }, keep: { type: 'boolean', default: false } } as const
type Values = { readonly [name in keyof typeof figures]: string } & { readonly figures?: string | undefined }

interface Show {
  readonly needs: readonly Need[]
  /** Plays it; resolves to what was seen, in words, and to what is wrong. */
  play(system: string, values: Values): Promise<Seen>
}
interface Seen {
  readonly words: string
  readonly wrong: readonly string[]
}
const stage: readonly Need[] = ['postgres', 'kafka', 'envoy']
const log = (text: string) => console.error(text)
const number = (values: Values, name: keyof typeof figures, least = 1) => whole(`--${name}`, values[name], least)

/** Many releases, each told when it is over, after those that are in the file already. */
const again = async (settings: RollingSettings, times: number, file: string | undefined): Promise<Seen> => {
  const lines = file === undefined ? [] : [...keptLines(file)]
  await releasesAgain(settings, lines.length, times, release => {
    const line = lineOf(lines.length + 1, release)
    lines.push(line)
    if (file !== undefined) keepLines(file, lines)
    log(oneLine(line))
  })
  return { words: linesWords(lines), wrong: lines.flatMap(({ n, wrong }) => wrong.map(what => `release ${n}: ${what}`)) }
}

const shows: { readonly [name: string]: Show } = {
  rolling: {
    needs: [...stage, 'siege'],
    play: async (system, values) => {
      const settings = {
        system,
        users: number(values, 'users'),
        besiegers: number(values, 'besiegers', 0),
        pause: number(values, 'pause'),
        goodbye: number(values, 'goodbye', 0),
        warm: number(values, 'warm', 0),
        calm: number(values, 'long'),
        requestTime: number(values, 'request-time'),
        log,
      }
      const times = number(values, 'times')
      if (times > 1) return again(settings, times, values.figures)
      const releases = await rolling(settings)
      return { words: rollingWords(releases), wrong: releases.flatMap(({ act, wrong }) => wrong.map(what => `${act}: ${what}`)) }
    },
  },
  scale: {
    needs: stage,
    play: async (system, values) => {
      const seen = await scale({
        system,
        users: number(values, 'users'),
        pause: number(values, 'pause'),
        goal: number(values, 'goal'),
        every: number(values, 'every'),
        settle: number(values, 'settle'),
        goodbye: number(values, 'goodbye', 0),
        log,
      })
      return { words: scaleWords(seen), wrong: seen.wrong }
    },
  },
  heal: {
    needs: stage,
    play: async (system, values) => {
      const healing = await heal({
        system,
        users: number(values, 'users'),
        pause: number(values, 'pause'),
        every: number(values, 'every'),
        goodbye: number(values, 'goodbye', 0),
        log,
      })
      return { words: healWords(healing), wrong: healing.wrong }
    },
  },
  retry: {
    needs: stage,
    play: async (system, values) => {
      const seen = await retry({
        system,
        users: number(values, 'users'),
        pause: number(values, 'pause'),
        long: number(values, 'long'),
        log,
      })
      return { words: retryWords(seen), wrong: seen.wrong }
    },
  },
  broker: {
    needs: stage,
    play: async (system, values) => {
      const seen = await broker({
        system,
        users: number(values, 'users'),
        pause: number(values, 'pause'),
        away: number(values, 'long'),
        log,
      })
      return { words: brokerWords(seen), wrong: seen.wrong }
    },
  },
}

await command(usage, options, async (values, [name = '', ...rest]) => {
  const show = Object.hasOwn(shows, name) ? shows[name]! : undefined
  if (!show) throw new Refusal(`There is no show "${name}". There are: ${Object.keys(shows).join(', ')}.`)
  if (rest.length > 1) throw new Refusal('One system at a time.')
  const [system] = systemsNamed(rest, ['cafeteria'])
  const lacking = show.needs.flatMap(need => {
    const it = engine(need)
    return it.runs ? [] : [`${it.why}; ${it.how}`]
  })
  if (lacking.length) {
    console.error(lacking.join('\n'))
    return exitCodes.wrong
  }
  const { words, wrong } = await show.play(system!, values)
  console.log(words)
  if (values.keep && !wrong.length)
    keep(
      name,
      `npm run show -- ${process.argv
        .slice(2)
        .filter(w => w !== '--keep')
        .join(' ')}`,
      words,
    )
  if (wrong.length) console.log(`\n${wrong.length} THINGS ARE WRONG:\n  ${wrong.slice(0, 50).join('\n  ')}`)
  return wrong.length ? exitCodes.wrong : exitCodes.fine
})
