// Writes what is generated from the model: boards, diagrams, OpenAPI, AsyncAPI, and the shapes that the web app sees.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { asyncapi, documents } from '@jumun/board'
import type { System } from '@jumun/core/model'
import { protoOf } from '@jumun/grpc/proto'
import { type Day, storyPage } from '@jumun/testing'
import { settingsPage } from '@jumun/host'
import { talk as cafeteria } from '../systems/cafeteria/customercenter/words.ts'
import { talk as delivery } from '../systems/delivery/customer/words.ts'
import { systems } from '@jumun/systems'
import { shapesOf } from '@jumun/web/shapes'
import { observeFiles } from './observe-files.ts'
import { rendered } from './pipelines/files.ts'
import { pipelinesOf } from './pipelines/steps.ts'
import { businessOf, command, exitCodes, systemsNamed } from './command.ts'
import { type AsyncApi, pythonEvents } from './python-events.ts'
import { referencePages } from './reference.ts'
import { tutorial, withFiles } from './tutorial.ts'

const root = join(import.meta.dirname, '..')
const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The documents of a system that are not what the model says, with what they should be. */
export const stale = async (name: string): Promise<{ readonly path: string; readonly text: string }[]> => {
  const { system, folder } = businessOf(name)
  const drawn = documents(system)
  const all = [...drawn].map(([path, text]) => ({ path: relative(root, join(folder!, path)), text }))
  const story = await storyOf(folder!, system)
  const shapes = { path: join('packages/web/src/api/generated', `${name}.ts`), text: await shapesOf(drawn.get('openapi.json')!) }
  const path = relative(root, join(folder!, `${name}.proto`))
  const proto = { path, text: protoOf(system, JSON.parse(drawn.get('openapi.json')!), textOf(join(root, path))) }
  return [...all, ...story, shapes, proto].filter(({ path, text }) => textOf(join(root, path)) !== text)
}

/** The day that a system plays for its story.md, where it has one. */
const storyOf = async (folder: string, system: System): Promise<readonly { readonly path: string; readonly text: string }[]> => {
  const path = join(folder, 'day.ts')
  if (!existsSync(path)) return []
  const { day } = (await import(path)) as { readonly day: Day }
  return [{ path: relative(root, join(folder, 'story.md')), text: await storyPage(system, day) }]
}

/**
 * The pages of docs/operating, docs/reference and docs/tutorial, and files of deploy/observe that are not what the code says, with what
 * they should be.
 */
export const stalePages = async (): Promise<{ readonly path: string; readonly text: string }[]> =>
  [
    { path: 'docs/operating/settings.md', text: settingsPage() },
    ...observeFiles(),
    ...pipelineFiles(),
    ...referencePages(),
    ...pythonFiles(),
    { path: tutorial, text: withFiles(textOf(join(root, tutorial))!) },
    forMachines(),
  ].filter(({ path, text }) => textOf(join(root, path)) !== text)

/** A pipeline for each context, for each service that runs them. */
const pipelineFiles = (): readonly { readonly path: string; readonly text: string }[] =>
  [...rendered(pipelinesOf(Object.values(systems)))].map(([path, text]) => ({ path, text }))

/** The pages of this repository with a word about each, for machines that read (https://llmstxt.org). */
const forMachines = (): { readonly path: string; readonly text: string } => {
  const headingOf = (path: string): string => /^# (.+)$/m.exec(textOf(join(root, path)) ?? '')?.[1] ?? path
  const pages = (...patterns: string[]): readonly string[] =>
    patterns.flatMap(pattern => globSync(pattern, { cwd: root }).sort()).map(path => `- [${headingOf(path)}](${path})`)
  const text = [
    '# Jumun 주문',
    '',
    '> Event-driven ordering systems whose code is the event-storming board: sticky notes as tables and pure functions, run so that no order is lost. TypeScript, Node; one machine with embedded storage, or services on Kafka, PostgreSQL, MariaDB, MongoDB.',
    '',
    'Agents ask over the Model Context Protocol: `npm run --silent mcp`. A system is its folder in `systems/`; `npm run new` writes one from a board that is a text.',
    '',
    '## Begin',
    '',
    '- [README](README.md): two commands, what it is, every command',
    ...pages('docs/tutorial/*.md', 'docs/how-to/*.md', 'docs/how-to-*.md'),
    '',
    '## Systems',
    '',
    ...pages('systems/*/story.md', 'systems/*/board.md', 'systems/*/docs/card-*.md'),
    '',
    '## Reference and why',
    '',
    ...pages('docs/reference/*.md', 'docs/*.md', 'docs/operating/*.md').filter(line => !line.includes('how-to')),
    '',
    '## Decisions',
    '',
    ...pages('docs/decisions/*.md'),
    '',
  ].join('\n')
  return { path: 'llms.txt', text }
}

/** What people read, and what happens, for who tells it in another language. */
const pythonFiles = (): readonly { readonly path: string; readonly text: string }[] => {
  const folder = 'clients/python/jumun_messages'
  const words = `${JSON.stringify({ cafeteria: cafeteria.words, delivery: delivery.words }, null, 2)}\n`
  const events = ['cafeteria', 'delivery'].map(name => ({
    path: `${folder}/${name}.py`,
    text: pythonEvents(asyncapi(systems[name]!) as AsyncApi),
  }))
  return [{ path: `${folder}/words.json`, text: words }, ...events]
}

const usage = `npm run docs [-- system …] [--check]

  Draws boards, state diagrams, cards, OpenAPI, AsyncAPI and proto from the model, plays the stories, some seconds for each system, and the
  tables of docs/operating and the reference of the libraries from the code.
  --check   writes nothing, says what is stale`
if (import.meta.main)
  await command(usage, { check: { type: 'boolean', default: false } }, async ({ check }, positionals) => {
    let count = 0
    const deal = (of: string, found: readonly { readonly path: string; readonly text: string }[]): void => {
      count += found.length
      console.log(`${of}: ${found.length ? `${found.length} ${check ? 'are stale' : 'written'}` : 'nothing new'}`)
      for (const { path, text } of found) {
        console.log(`  ${path}`)
        if (check) continue
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), text)
      }
    }
    const names = systemsNamed(positionals)
    deal('docs', await stalePages())
    for (const name of names) deal(name, await stale(name))
    if (!check || !count) return exitCodes.fine
    console.error(`${count} generated documents are stale: npm run docs`)
    return exitCodes.wrong
  })
