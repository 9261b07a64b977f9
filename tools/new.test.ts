// A board of one's own: what is generated type-checks, runs and keeps its promises as it is.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { readStickies, writeStickies } from '@jumun/board'
import { Refusal } from '@jumun/host'
import { product } from '@jumun/systems'
import { boardFrom, smallBoard, write } from './new.ts'
import { boardOf, tutorial, typed } from './tutorial.ts'

const root = join(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'jumun-new-'))
after(() => rmSync(place, { recursive: true, force: true }))
const { NODE_TEST_CONTEXT: _, ...env } = process.env
const node = (...args: string[]): string => {
  try {
    return execFileSync(process.execPath, args, { cwd: place, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`${stdout ?? ''}${stderr ?? ''}`.slice(-4000), { cause: error })
  }
}

/** Does what the tutorial says, and keeps what there is after each section: a folder for each. */
const followTutorial = (): readonly string[] => {
  const page = readFileSync(join(root, tutorial), 'utf8')
  const board = boardOf(page)
  const all = new Map<string, string>()
  return typed(page).flatMap(({ step, files }) => {
    for (const [path, code] of files) all.set(path.replace('examples/hotel/', ''), code)
    if (!files.size) return []
    const folder = join(place, `after-${step}`, 'hotel')
    write(boardFrom(board), board, folder)
    for (const [path, code] of all) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), code)
    }
    return [folder]
  })
}
let steps: readonly string[] = []
before(() => {
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
  writeFileSync(join(place, 'package.json'), '{"type":"module"}')
  const compilerOptions = { typeRoots: [join(root, 'node_modules/@types')], declaration: false }
  writeFileSync(
    join(place, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['.'], exclude: ['node_modules'] }),
  )
  write(boardFrom(smallBoard('tavern')), smallBoard('tavern'), join(place, 'tavern'))
  for (const { system, folder } of Object.values(product)) {
    const text = readFileSync(join(folder!, 'board.txt'), 'utf8')
    write(boardFrom(text), text, join(place, system.name))
  }
  steps = followTutorial()
})

test('what is generated from a small board and from all systems, and what the tutorial has after each step, type-checks', () =>
  assert.equal(node(join(root, 'node_modules/typescript/bin/tsc'), '--singleThreaded', '-p', place), ''))
test('a new system passes its tests, in a storm, too', () => assert.match(node('--test', 'tavern/tavern.test.ts'), /(# |ℹ )fail 0/))
test('who types what the tutorial prints has the hotel of the examples, and nothing besides', () => {
  const sources = (folder: string) =>
    Object.fromEntries(
      globSync('**/*.ts', { cwd: folder })
        .sort()
        .map(f => [f, readFileSync(join(folder, f), 'utf8')]),
    )
  assert.deepEqual(sources(steps.at(-1)!), sources(join(root, 'examples/hotel')))
})
for (const step of [4, 5, 6])
  test(`what the tutorial starts after step ${step} is a system`, () =>
    assert.match(node('--input-type=module', '-e', `console.log((await import('./after-${step}/hotel/system.ts')).hotel.name)`), /hotel/))
test("a system of one's own goes before an example of its name", () => {
  const town = join(place, 'town')
  cpSync(join(root, 'systems/index.ts'), join(town, 'systems/index.ts'))
  cpSync(join(root, 'examples'), join(town, 'examples'), { recursive: true })
  const folder = () =>
    node('--input-type=module', '-e', "console.log((await import('./town/systems/index.ts')).nameable.hotel.folder)").trim()
  assert.equal(folder(), join(town, 'examples/hotel'))
  cpSync(steps.at(-1)!, join(town, 'systems/hotel'), { recursive: true })
  assert.equal(folder(), join(town, 'systems/hotel'))
})
test('a board that is written is read as the same board', () => {
  for (const { folder } of Object.values(product)) {
    const text = readFileSync(join(folder!, 'board.txt'), 'utf8').replace(/^#.*\n/, '')
    assert.equal(writeStickies(readStickies(text)), text)
  }
})
test('what is no note is refused with its line and with what a note looks like', () => {
  const refused = (text: string, says: RegExp) =>
    assert.throws(
      () => boardFrom(text),
      (e: unknown) => e instanceof Refusal && says.test(e.message),
    )
  refused('system inn\n\ncontext desk core\n  booking', /line 4, "booking", is no note: .*aggregate booking by/s)
  refused('system inn\n  aggregate stay', /line 2.*no context before it/)
  refused('context desk core', /system hotel/)
  refused('system inn\ncontext desk core\n aggregate stay\n  Book -> Booked\n whenever Paid -> Book', /desk hears Paid, which nobody tells/)
  refused(
    'system inn\ncontext desk core\n aggregate stay\n  Book -> Booked\n whenever Booked -> Clean',
    /asks for Clean, which nobody decides/,
  )
})
test('a folder that is there is not written over', () =>
  assert.throws(() => write(boardFrom(smallBoard('tavern')), '', join(place, 'tavern')), /there already/))
