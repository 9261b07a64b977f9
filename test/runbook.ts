import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
/** What a section of the page consists of. */
export const parts = ['You notice', 'You do', 'It is over'] as const
export type Part = (typeof parts)[number]
export interface Section {
  readonly heading: string
  readonly text: string
  /** Commands of each part, block by block. */
  readonly blocks: { readonly [part in Part]: readonly string[] }
  /** Commands that are said to whoever reads, and cannot run everywhere. */
  readonly elsewhere: readonly string[]
}

const fenced = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, commands]) => commands!)
/** Each part goes from its bold words to those of the next. */
const partsOf = (text: string): Section['blocks'] => {
  const found = [...text.matchAll(/^\*\*(You notice|You do|It is over)\b/gm)]
  assert.deepEqual(
    found.map(f => f[1]),
    parts,
    `a section has each of these once: ${text.slice(0, 80)}`,
  )
  const from = (i: number) => found[i]?.index ?? text.length
  return Object.fromEntries(parts.map((part, i) => [part, fenced(text.slice(from(i), from(i + 1)), 'sh')])) as Section['blocks']
}

const page = readFileSync(join(root, 'docs/operating/runbooks.md'), 'utf8')
const [incidents, copies] = page.split(/^# Copies of databases$/m)
const [before, ...after] = incidents!.split(/^## /m)
/** What is said once, before anything else, and what is asked first. */
export const [preamble, first] = fenced(before!, 'sh') as [string, string]
/** How databases are copied, and the copy taken up. */
export const [copying, takingUp] = fenced(copies!, 'sh') as [string, string]
export const sections: readonly Section[] = after.map(text => {
  const heading = text.slice(0, text.indexOf('\n'))
  return { heading, text, blocks: partsOf(text), elsewhere: fenced(text, 'console') }
})
export const sectionOf = (heading: string): Section => {
  const found = sections.find(s => s.heading === heading)
  assert.ok(found, `runbooks.md has no section "${heading}"`)
  return found
}

/** The product, started by the page, with what was said before. */
export interface Started {
  readonly address: string
  readonly said: string
  stop(): Promise<void>
}
export interface Shell {
  /** The commands of a part, or those of its block from 0; resolves to what they said. A command that fails is an error. */
  run(part: Part, block?: number): Promise<string>
  /** The same where the last command of the block starts the product, which then runs until `stop`. Resolves when it answers. */
  start(part: Part, block?: number): Promise<Started>
  /** Commands of the reader's own. */
  say(commands: string): Promise<string>
}
/** The shell of somebody who has said the preamble, and now goes through a section. */
export const shellOf = (heading: string, env: { readonly [name: string]: string }): Shell => {
  const { blocks } = sectionOf(heading)
  const say = (commands: string): Promise<string> =>
    new Promise((done, failed) => {
      const child = spawn('sh', ['-e', '-c', `${preamble}\n${commands}`], { cwd: root, env: { ...process.env, ...env } })
      let said = ''
      child.stdout.on('data', part => (said += part))
      child.stderr.on('data', part => (said += part))
      child.once('close', code => (code === 0 ? done(said) : failed(new Error(`"${heading}" ended with ${code}: ${commands}\n${said}`))))
    })
  const start = (commands: string): Promise<Started> =>
    new Promise((done, failed) => {
      const settings = { JUMUN_PORT: '0', JUMUN_BANNER: 'json', JUMUN_LOG: 'error' }
      const options = { cwd: root, detached: true, env: { ...process.env, ...settings, ...env } }
      const child = spawn('sh', ['-e', '-c', `${preamble}\n${commands}`], options)
      const ended = new Promise<void>(gone => child.once('close', () => gone()))
      const stop = async (): Promise<void> => {
        if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGTERM')
        await ended
      }
      let said = ''
      const hear = (part: string): void => {
        said += part
        const line = /^\{"gateway":"([^"]+)".*\}$/m.exec(said)
        if (line) done({ address: line[1]!, said, stop })
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      void ended.then(() => failed(new Error(`"${heading}" ended: ${commands}\n${said}`)))
    })
  return {
    say,
    start: (part, block = 0) => start(blocks[part][block]!),
    run: async (part, block) => {
      const some = block === undefined ? blocks[part] : [blocks[part][block]!]
      let said = ''
      for (const commands of some) said += await say(commands)
      return said
    },
  }
}
