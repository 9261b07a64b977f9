// The pipelines: what lies there is what the models say, GitHub's own parser reads it, and only what changed is built.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { systems } from '@jumun/systems'
import { differing, rendered } from '../tools/pipelines/files.ts'
import { isMeant } from '../tools/pipelines/graph.ts'
import { pipelinesOf } from '../tools/pipelines/steps.ts'

const root = join(import.meta.dirname, '..')
const pipelines = pipelinesOf(Object.values(systems))
const files = rendered(pipelines)
/** Which pipelines a change of these files starts. */
const startedBy = (...paths: readonly string[]): readonly string[] =>
  pipelines.filter(p => paths.some(path => isMeant(path, p.paths))).map(p => `${p.system} ${p.context}`)

suite('which pipeline a change starts', () => {
  test('a change in one context’s folder: its own and its system’s gateway, and no other', () => {
    for (const path of ['systems/cafeteria/drink/drink.ts', 'systems/cafeteria/drink/new.ts', 'systems/cafeteria/drink/new.test.ts'])
      assert.deepEqual(startedBy(path), ['cafeteria drink', 'cafeteria gateway'])
    assert.deepEqual(startedBy('systems/cars/consign/policies.ts'), ['cars consign', 'cars gateway'])
  })
  test('what a context tells others: those who import it, too', () => {
    const started = startedBy('systems/cafeteria/order/events.ts')
    assert.deepEqual(started, ['cafeteria order', 'cafeteria drink', 'cafeteria customercenter', 'cafeteria gateway'])
  })
  test('what every process is made of: all of them', () => {
    for (const path of ['packages/core/src/runtime/node.ts', 'package-lock.json', 'deploy/image/Containerfile'])
      assert.equal(startedBy(path).length, pipelines.length, path)
  })
  test('what no process is made of: none', () => {
    for (const path of [
      'README.md',
      'docs/coverage.md',
      'test/races.test.ts',
      'systems/cafeteria/drink.md',
      'packages/testing/src/index.ts',
    ])
      assert.deepEqual(
        startedBy(path).filter(p => !p.endsWith('gateway')),
        [],
        path,
      )
  })
  test('no file of the systems that runs is forgotten', () => {
    const told = /\.test\.ts$|^systems\/([^/]+\/)?(story|museum|cast|day|audit|promises|deploy)\.ts$/
    const notRun = /^systems\/(index|differences|paid-at-once)\.ts$/
    const forgotten = globSync('systems/**/*.ts', { cwd: root }).filter(
      path => !told.test(path) && !notRun.test(path) && !startedBy(path).length,
    )
    assert.deepEqual(forgotten, [])
  })
  test('each pattern means something that is there', () => {
    for (const { paths } of pipelines)
      for (const pattern of paths) assert.ok(existsSync(join(root, pattern.replace(/\/\*\*$/, ''))), pattern)
  })
})

suite('what lies there', () => {
  test('is what the models say, a pipeline for each context and gateway', () => {
    assert.deepEqual(differing(files), [])
    const contexts = Object.values(systems).reduce((n, s) => n + s.contexts.length + 1, 0)
    assert.deepEqual([pipelines.length, files.size], [contexts, 3 * contexts])
  })
  test('is understood by GitHub’s own parser, which notices a misspelt step', async () => {
    registerHooks({
      load: (url, about, next) => next(url, url.endsWith('.json') ? { ...about, importAttributes: { type: 'json' } } : about),
    })
    const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')
    const wrongIn = (name: string, content: string) =>
      parseWorkflow({ name, content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(e => e.message)
    const workflows = [...files].filter(([path]) => path.startsWith('.github/'))
    assert.deepEqual(
      workflows.flatMap(([path, text]) => wrongIn(path, text)),
      [],
    )
    const [[path, text]] = workflows as [[string, string]]
    assert.match(wrongIn(path, text.replace('run: npm ci', 'runn: npm ci')).join(), /Unexpected value 'runn'/)
  })
  test('runs the same commands everywhere', () => {
    for (const { system, context, steps } of pipelines) {
      const at = (path: string) => parse(files.get(path)!)
      const github = at(`.github/workflows/${system}-${context}.yml`).jobs.pipeline.steps.flatMap((s: any) => s.run ?? [])
      assert.deepEqual(
        github,
        steps.map(s => s.run),
      )
      const { install, build } = at(`deploy/pipelines/aws/${system}-${context}.buildspec.yml`).phases
      const aws = [...install.commands, ...build.commands].join('\n')
      const google = at(`deploy/pipelines/google/${system}-${context}.cloudbuild.yaml`)
        .steps.map((s: any) => s.script)
        .join('\n')
      for (const { run } of steps) for (const text of [aws, google]) assert.ok(text.includes(run), `${run} in\n${text}`)
    }
  })
})

suite('npm run pipeline', () => {
  const run = async (...words: readonly string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [join(root, 'tools/pipeline.ts'), ...words], { cwd: root })).stdout
  test('runs the steps of one context here, and says which it leaves out', { timeout: 400_000 }, async () => {
    const said = await run('cafeteria', 'drink', '--without', 'install,check,play')
    assert.match(said, /^Test: npx node --test/m)
    assert.match(said, /^Keep what the last release promised: .*\ncafeteria: /m)
    assert.match(said, /^left out: Push it \(no REGISTRY in the environment\)$/m)
    assert.match(said, /^left out: Install \(as was asked\)$/m)
  })
  test('lists what a change concerns', async () => assert.equal(await run('changed', 'HEAD').then(t => /^(\w+ \w+\n)*$/.test(t)), true))
  test('a pipeline that is not there is refused with those that are', async () =>
    assert.rejects(run('cafeteria', 'kitchen'), (error: any) => error.code === 2 && /There are: .*cafeteria drink/.test(error.stderr)))
  test('the page says how', () =>
    assert.match(readFileSync(join(root, 'docs/operating/pipelines.md'), 'utf8'), /npm run pipeline -- changed/))
})
