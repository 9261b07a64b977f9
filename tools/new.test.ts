// A board of one's own: what is generated type-checks, runs and keeps its promises as it is.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readStickies, writeStickies } from '@jumun/board'
import { Refusal } from '@jumun/host'
import { product } from '@jumun/systems'
import { boardFrom, smallBoard, write } from './new.ts'

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
})

test('what is generated from a small board, and from the boards of all systems, type-checks', () =>
  assert.equal(node(join(root, 'node_modules/typescript/bin/tsc'), '--singleThreaded', '-p', place), ''))
test('a new system passes its tests, in a storm, too', () => assert.match(node('--test', 'tavern/tavern.test.ts'), /(# |ℹ )fail 0/))
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
