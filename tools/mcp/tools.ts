// What an agent may ask: the boards and models of this repository, stories of the simulation, and what operators see of a product that runs.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contextCard, stickiesOf, writeStickies } from '@jumun/board'
import { Type } from '@jumun/core/model'
import { businesses, businessOf } from '../command.ts'
import type { Product } from './product.ts'

/** A tool: what it says, what it takes, and whether it changes something. */
export interface Tool {
  readonly description: string
  readonly input: { readonly [field: string]: object }
  readonly writes?: true
  readonly run: (given: any) => Promise<string>
}
const root = join(import.meta.dirname, '../..')
/** An answer is read by a machine with little room: so many characters, and what was left out is said. */
const most = 60_000
export const cut = (text: string): string =>
  text.length <= most ? text : `${text.slice(0, most)}\n… ${text.length - most} characters more were left out.`

const System = Type.String({ description: 'a system by its name, as the tool systems lists them' })
const cardOf = (name: string, context: string): string => {
  const { system } = businessOf(name)
  const found = system.contexts.find(c => c.name === context)
  if (!found) throw new Error(`${name} has no context ${context}. Its contexts are ${system.contexts.map(c => c.name).join(', ')}.`)
  return contextCard(system, found)
}
/** Runs a command of this repository; what it prints is the answer, however it ends. */
const command = (file: string, args: readonly string[], ms: number): Promise<string> =>
  new Promise(done => {
    execFile(process.execPath, [join(root, file), ...args], { cwd: root, timeout: ms, maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
      done([stdout, stderr, error?.killed ? `It was ended after ${ms / 1000} s.` : ''].filter(Boolean).join('\n')),
    )
  })

/** What can be read of the repository itself. */
const boards: { readonly [name: string]: Tool } = {
  systems: {
    description: 'The systems that there are, each with its contexts.',
    input: {},
    run: async () =>
      Object.values(businesses)
        .map(({ system }) => `${system.name} (${system.title.en}): ${system.contexts.map(c => c.name).join(', ')}`)
        .join('\n'),
  },
  board: {
    description:
      'The event-storming board of a system as text: contexts, aggregates with their commands, policies, views. The same notation builds a new one.',
    input: { system: System },
    run: async ({ system }) => writeStickies(stickiesOf(businessOf(system).system)),
  },
  context: {
    description: 'The card of one context: all that it can be asked and by whom, all that it tells, all that it waits for.',
    input: { system: System, context: Type.String({ description: 'the name of a context' }) },
    run: async ({ system, context }) => cardOf(system, context),
  },
  story: {
    description: 'A day of a system, played and written down: a good one, a declined card, a payment that nobody knows of, a cancellation.',
    input: { system: System },
    run: async ({ system }) => readFileSync(join(businessOf(system).folder ?? '', 'story.md'), 'utf8'),
  },
  simulate: {
    description:
      'Plays a whole-system story under faults. One seed is one story and is told line by line; the promises that it broke are named.',
    input: { system: System, seed: Type.Integer({ minimum: 1 }), break: Type.Optional(Type.String({ description: 'a rule to break' })) },
    run: ({ system, seed, break: rule }) =>
      command('tools/simulate.ts', [system, '1', String(seed), '--workers', '1', ...(rule ? ['--break', rule] : [])], 120_000),
  },
  check_model: {
    description: 'Compares the model of now with data on disk: what a start would refuse and the line to write for it. Changes nothing.',
    input: { system: System, data: Type.String({ description: 'the folder of the data' }) },
    run: ({ system, data }) => command('tools/check-model.ts', [system, '--data', data], 120_000),
  },
  scaffold: {
    description: 'Writes a new system from a board that is a text: folders, tables to fill, tests that run, a story, promises.',
    input: {
      name: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
      board: Type.String({ description: 'the sticky notes, as board says them' }),
      to: Type.Optional(Type.String({ description: 'the folder that it is written to (systems)' })),
    },
    writes: true,
    run: async ({ name, board, to }) => {
      const folder = mkdtempSync(join(tmpdir(), 'jumun-board-'))
      try {
        writeFileSync(join(folder, 'board.txt'), board)
        return await command('tools/new.ts', [name, '--board', join(folder, 'board.txt'), ...(to ? ['--to', to] : [])], 60_000)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  },
}
const path = (...parts: readonly string[]): string => `/operations/${parts.map(encodeURIComponent).join('/')}`

/** What operators see of a product that runs, and can do. */
const operations = (product: Product): { readonly [name: string]: Tool } => ({
  find: {
    description: 'Finds cases of the running product by what people call them: a number, a phone, a plate, a customer.',
    input: { q: Type.String({ minLength: 1 }) },
    run: ({ q }) => product.get(`/operations/find?${new URLSearchParams({ q })}`),
  },
  why_stuck: {
    description: 'What does not go on by itself in the running product: causes with how many cases each, and who can act.',
    input: {},
    run: async () => `causes: ${await product.get('/operations/causes')}\ntasks: ${await product.get('/operations/tasks')}`,
  },
  history: {
    description:
      'All that happened to one case of the running product, over all contexts; with `at` what everybody saw of it at that moment.',
    input: {
      system: System,
      kind: Type.String({ description: 'what a case is named by: orderId' }),
      key: Type.String(),
      at: Type.Optional(Type.String({ description: '2027-03-08T14:33:08.040Z' })),
    },
    run: ({ system, kind, key, at }) => product.get(`${path('cases', system, kind, key)}${at ? `?${new URLSearchParams({ at })}` : ''}`),
  },
  audit: {
    description: 'Reads all stores of the running product and names every broken promise.',
    input: {},
    run: () => product.get('/operations/audit'),
  },
  retry_cause: {
    description: 'Tries again all cases that were put aside for one cause. The reason is kept with the act.',
    input: { cause: Type.String({ description: 'the id of a cause' }), reason: Type.String({ minLength: 3 }) },
    writes: true,
    run: ({ cause, reason }) => product.post(path('causes', cause, 'retry'), { reason }),
  },
})

/** All tools by name. Those that change something only where it `mayWrite`. */
export const toolsFor = (product: Product, mayWrite: boolean): { readonly [name: string]: Tool } =>
  Object.fromEntries(Object.entries({ ...boards, ...operations(product) }).filter(([, tool]) => mayWrite || !tool.writes))
