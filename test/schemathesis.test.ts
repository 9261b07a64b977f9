// Schemathesis asks the running product what its OpenAPI documents allow and forbid: it never breaks, and every answer is documented.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { product, systems } from '@jumun/systems'
import { needs, schemathesis, schemathesisVersion } from '../tools/engines/index.ts'
import { folder } from './hosted.ts'

const config = join(import.meta.dirname, '../tools/engines/schemathesis/schemathesis.toml')
/** Without `default`, which documents whatever comes: a status that has no words of its own is a failure here. */
const withoutDefault = (document: any): any =>
  JSON.parse(JSON.stringify(document), (key, value) => {
    if (key !== 'responses' || !('default' in value)) return value
    const { default: _, ...rest } = value
    return rest
  })

if (needs(['schemathesis'], 'the OpenAPI documents by Schemathesis'))
  test('what the five systems answer is what their OpenAPI documents say, by Schemathesis', { timeout: 900_000 }, async t => {
    t.diagnostic(`Schemathesis ${schemathesisVersion}`)
    const data = folder(t)
    const host = new Host(settingsFrom(['--data', data, '--port', '0', '--log', 'silent'], {}, product), product)
    await host.start()
    t.after(() => host.stop())
    const seen = async (name: string): Promise<string> => {
      const document: any = await (await fetch(`${host.address}/docs/${name}/openapi.json`)).json()
      const file = join(data, `${name}.json`)
      writeFileSync(file, JSON.stringify(withoutDefault(document)))
      const [command, ...first] = schemathesis()
      const url = host.address + document.servers[0].url
      const budget = ['--phases', 'coverage,fuzzing', '--max-examples', '2', '--seed', '1', '--continue-on-failure', '--no-shrink']
      const nothingKept = ['--generation-database', 'none', '--no-color', '--warnings', 'off']
      // it writes into the folder where it runs
      const run = spawn(command!, [...first, '--config-file', config, 'run', file, '--url', url, ...budget, ...nothingKept], {
        cwd: data,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      t.after(() => run.kill('SIGKILL'))
      const [said, cried, [status]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, 'close')])
      const asked = Number(/^\s*(\d+) generated/m.exec(said)?.[1] ?? 0)
      t.diagnostic(`${name}: ${asked} requests, exit code ${status}`)
      // 100 at least: who could ask nothing has shown nothing
      return status === 0 && asked > 100 ? '' : `${name}\n${said.slice(-20_000)}${cried.slice(-2000)}`
    }
    const failed = (await Promise.all(Object.keys(systems).map(seen))).filter(Boolean)
    assert.equal(failed.length, 0, failed.join('\n'))
  })
