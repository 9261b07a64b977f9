import { parseArgs } from 'node:util'
import { breaker } from './breaker.ts'
import { engines } from './engines.ts'
import { latency } from './latency.ts'
import { appends, calm, load, machine } from './machine.ts'
import { memory } from './memory.ts'
import { peak } from './peak.ts'
import { markdown, note, type Options, round, type Section } from './report.ts'
import { restart } from './restart.ts'
import { start } from './start.ts'
import { throughput } from './throughput.ts'

const sections: { readonly [name: string]: (options: Options) => Promise<Section> } = { start, throughput, latency, memory, restart, breaker }
/** What needs more than this repository: measured only when it is named. */
const onEngines: typeof sections = { engines, peak }
const all = { ...sections, ...onEngines }

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, million: { type: 'boolean' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
  allowPositionals: true,
})
const unknown = positionals.filter(name => !(name in all))
if (values.help || unknown.length) {
  console.log(`npm run bench -- [${Object.keys(all).join('] [')}] [--runs 3] [--million] [--quick]

  Measures the café beside the limits of this machine, and prints Markdown. Without names: everything but what needs engines (${Object.keys(onEngines).join(', ')}), about 15 minutes.
  --million   fills the memory with a million orders instead of 100,000
  --quick     short runs, to see that everything works
  BENCH_DIR   where the data lie while it runs; BENCH_PATIENCE: so many seconds it waits for a calm moment; BENCH_PROF: a folder for CPU profiles`)
  process.exit(unknown.length ? 1 : 0)
}
const options: Options = {
  runs: values.quick ? 1 : Number(values.runs),
  orders: values.million ? 1_000_000 : values.quick ? 20_000 : 100_000,
  quick: values.quick ?? false,
}
const others = await calm()
const disk = appends()
console.log(`${machine()}.
Load average before: ${load()}; others used ${round(others * 100)} % of the machine in the second before.${others > 0.25 ? ' **The machine was busy: read shares, not rates.**' : ''}
Disk: ${round(disk.perSecond)} appends/s (1,200 bytes and fdatasync: p50 ${round(disk.p50, 2)} ms, p99 ${round(disk.p99, 2)} ms). Medians of ${options.runs} runs.
`)
for (const name of positionals.length ? positionals : Object.keys(sections)) {
  note(`— ${name}, load ${load()}`)
  try {
    console.log(markdown(await all[name]!(options)))
  } catch (error) {
    console.log(`### ${name}\n\nIt could not be measured: ${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
process.exit()
