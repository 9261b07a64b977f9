// npm run pipeline: each context is built, tested and brought out by itself; the same commands run here and in the clouds.
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Refusal } from '@jumun/host'
import { systems } from '@jumun/systems'
import { command, exitCodes } from './command.ts'
import { differing, rendered, write } from './pipelines/files.ts'
import { isMeant } from './pipelines/graph.ts'
import { type Pipeline, pipelinesOf } from './pipelines/steps.ts'

const usage = `npm run pipeline -- SYSTEM CONTEXT [--without install,image]
npm run pipeline -- changed [BASE]
npm run pipeline -- render|check

  SYSTEM CONTEXT  runs the steps of its pipeline here, one after the other, until one fails. Those that push an image want
                  REGISTRY in the environment, those that deploy CLUSTER (a context of kubectl); without they are left out, and it is said
  changed         lists the pipelines that a change since BASE (HEAD~1) concerns: those whose files it touches, found by what imports what
  render, check   writes .github/workflows and deploy/pipelines (AWS CodeBuild, Google Cloud Build), or says whether they are current
  --without A,B   leaves out steps whose name begins so`

const root = join(import.meta.dirname, '..')
const options = { without: { type: 'string', default: '' } } as const
const changedSince = (base: string): readonly string[] =>
  execFileSync('git', ['diff', '--name-only', base], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
/** Runs its steps. Resolves to how it ends. */
const run = ({ steps }: Pipeline, without: readonly string[]): number => {
  const env = { COMMIT: execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(), ...process.env }
  for (const { name, run, needs } of steps) {
    if (needs && !env[needs as keyof typeof env]) {
      console.log(`left out: ${name} (no ${needs} in the environment)`)
      continue
    }
    if (without.some(w => name.toLowerCase().startsWith(w.toLowerCase()))) {
      console.log(`left out: ${name} (as was asked)`)
      continue
    }
    console.log(`${name}: ${run}`)
    const { status } = spawnSync('bash', ['-c', run], { cwd: root, env, stdio: 'inherit' })
    if (status !== 0) {
      console.error(`${name} ended with ${status}.`)
      return exitCodes.wrong
    }
  }
  return exitCodes.fine
}

await command(usage, options, async ({ without }, [first, second, ...more]) => {
  const pipelines = pipelinesOf(Object.values(systems))
  if (more.length) throw new Refusal(`"${more[0]}" is not understood.`)
  if (first === 'changed') {
    const touched = changedSince(second ?? 'HEAD~1')
    for (const { system, context, paths } of pipelines) if (touched.some(path => isMeant(path, paths))) console.log(`${system} ${context}`)
    return exitCodes.fine
  }
  if (first === 'render' || first === 'check') {
    const files = rendered(pipelines)
    if (first === 'render') write(files)
    const wrong = differing(files)
    for (const path of wrong) console.error(`${path} is not what the models say: npm run pipeline -- render`)
    if (!wrong.length) console.log(`${files.size} files, as the models say`)
    return wrong.length ? exitCodes.wrong : exitCodes.fine
  }
  const found = pipelines.find(p => p.system === first && p.context === second)
  if (!found) {
    const names = pipelines.map(p => `${p.system} ${p.context}`).join(', ')
    throw new Refusal(`There is no pipeline "${[first, second].filter(Boolean).join(' ')}". There are: ${names}.`)
  }
  return run(found, without.split(',').filter(Boolean))
})
