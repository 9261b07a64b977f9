import { Refusal } from '@jumun/host'
import { command, exitCodes, whole } from '../tools/command.ts'
import { breaker } from './breaker.ts'
import { engines } from './engines.ts'
import { identity } from './identity.ts'
import { latency } from './latency.ts'
import { live } from './live.ts'
import { appends, calm, load, machine } from './machine.ts'
import { memory } from './memory.ts'
import { peak } from './peak.ts'
import { markdown, note, type Options, round, type Section } from './report.ts'
import { restart } from './restart.ts'
import { rows } from './rows.ts'
import { start } from './start.ts'
import { throughput } from './throughput.ts'

const sections: { readonly [name: string]: (options: Options) => Promise<Section> } = {
  start,
  throughput,
  latency,
  memory,
  restart,
  breaker,
  live,
  identity,
}
/** What needs more than this repository: measured only when it is named. */
const onEngines: typeof sections = { engines, peak, rows }
const all = { ...sections, ...onEngines }

const usage = `npm run bench -- [${Object.keys(all).join('] [')}] [--runs 3] [--million] [--quick]

  Measures the café beside the limits of this machine, and prints Markdown. Without names: everything but what needs engines (${Object.keys(onEngines).join(', ')}), about 15 minutes.
  --million   fills the memory with a million orders instead of 100,000
  --quick     short runs, to see that everything works
  BENCH_DIR   where the data lie while it runs; BENCH_PATIENCE: so many seconds it waits for a calm moment; BENCH_PROF: a folder for CPU profiles`

const settings = {
  runs: { type: 'string', default: '3' },
  million: { type: 'boolean' },
  quick: { type: 'boolean', default: false },
} as const
await command(usage, settings, async ({ runs, million, quick }, positionals) => {
  const unknown = positionals.find(name => !Object.hasOwn(all, name))
  if (unknown) throw new Refusal(`There is no measurement "${unknown}". There are: ${Object.keys(all).join(', ')}.`)
  const options: Options = { runs: quick ? 1 : whole('--runs', runs), orders: million ? 1_000_000 : quick ? 20_000 : 100_000, quick }
  const others = await calm()
  const disk = appends()
  const busy = others > 0.25 ? ' **The machine was busy: read shares, not rates.**' : ''
  console.log(`${machine()}.
Load average before: ${load()}; others used ${round(others * 100)} % of the machine in the second before.${busy}
Disk: ${round(disk.perSecond)} appends/s (1,200 bytes and fdatasync: p50 ${round(disk.p50, 2)} ms, p99 ${round(disk.p99, 2)} ms). Medians of ${options.runs} runs.
`)
  let code: number = exitCodes.fine
  for (const name of positionals.length ? positionals : Object.keys(sections)) {
    note(`— ${name}, load ${load()}`)
    try {
      console.log(markdown(await all[name]!(options)))
    } catch (error) {
      console.log(`### ${name}\n\nIt could not be measured: ${(error as Error).message}\n`)
      code = exitCodes.wrong
    }
  }
  return code
})
