// npm run show: what is promised of running it, shown on this machine with real processes, databases, broker and proxy.
import { Refusal } from '@jumun/host'
import { command, exitCodes, systemsNamed, whole } from '../command.ts'
import { engine, type Need } from '../engines/index.ts'
import { heal, healWords } from './heal.ts'
import { published } from './kubelet.ts'
import { retry, retryWords } from './retry.ts'
import { rolling, rollingWords } from './rolling.ts'

const usage = `npm run show -- rolling|heal|retry [system] [--users 20] [--pause 1000] [--goodbye 5000] [--rounds 1] [--besiegers 100] [--every 5000]
                    [--long 20000]

  rolling   every process is replaced, one after the other, two of a kind behind Envoy, on PostgreSQL and Kafka, while people order; then once
            more without readiness
  heal      one of two processes says that it does not live, and is replaced after five probes, while people order; beside it the crash loop
            of the original
  retry     one of two addresses of a service is dead: what the mesh asks again, and what customers see of it

  --rounds     how often everything is replaced
  --users      how many order, look and pause, and remember what they were told
  --besiegers  how many more siege sends (siege -c), GET and POST by turns; 0: none
  --pause      how long each of them pauses, in ms
  --every      how long it is between two probes of what keeps processes alive, in ms
  --goodbye    how long an old process stays when nobody is sent to it any more, in ms (preStop)
  --long       how long each act of retry is, in ms

  The figures of the originals beside ours: docs/operating/shown.md.`
const options = {
  rounds: { type: 'string', default: '1' },
  users: { type: 'string', default: '20' },
  besiegers: { type: 'string', default: '100' },
  pause: { type: 'string', default: '1000' },
  goodbye: { type: 'string', default: '5000' },
  every: { type: 'string', default: String(published.every) },
  long: { type: 'string', default: '20000' },
} as const
type Values = { readonly [name in keyof typeof options]: string }

interface Show {
  readonly needs: readonly Need[]
  /** Plays it and prints what was seen; resolves to what is wrong. */
  play(system: string, values: Values): Promise<readonly string[]>
}
const stage: readonly Need[] = ['postgres', 'kafka', 'envoy']
const log = (text: string) => console.error(text)
const number = (values: Values, name: keyof Values, least = 1) => whole(`--${name}`, values[name], least)

const shows: { readonly [name: string]: Show } = {
  rolling: {
    needs: [...stage, 'siege'],
    play: async (system, values) => {
      const releases = await rolling({
        system,
        rounds: number(values, 'rounds'),
        users: number(values, 'users'),
        besiegers: number(values, 'besiegers', 0),
        pause: number(values, 'pause'),
        goodbye: number(values, 'goodbye', 0),
        log,
      })
      console.log(rollingWords(releases))
      return releases.flatMap(({ act, wrong }) => wrong.map(what => `${act}: ${what}`))
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
      console.log(healWords(healing))
      return healing.wrong
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
      console.log(retryWords(seen))
      return seen.wrong
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
  const wrong = await show.play(system!, values)
  if (wrong.length) console.log(`\n${wrong.length} THINGS ARE WRONG:\n  ${wrong.slice(0, 50).join('\n  ')}`)
  return wrong.length ? exitCodes.wrong : exitCodes.fine
})
