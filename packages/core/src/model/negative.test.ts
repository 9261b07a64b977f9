import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { right, wrong } from './negative.ts'

const here = import.meta.dirname
const compiler = join(dirname(fileURLToPath(import.meta.resolve('typescript/package.json'))), 'bin', 'tsc')
const directive = '// @ts-expect-error '

/** What the compiler says about a text, by line (from 1). It stands elsewhere, but imports what this folder exports. */
const said = async (text: string): Promise<Map<number, string>> => {
  const folder = await mkdtemp(join(tmpdir(), 'negative-'))
  try {
    await writeFile(join(folder, 'copy.mts'), text.replace("'./index.ts'", `'${join(here, 'index.ts')}'`))
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(here, '../../../../tsconfig.json'), compilerOptions: { types: [] }, files: ['copy.mts'] }),
    )
    const output = await new Promise<string>(done =>
      execFile(process.execPath, [compiler, '--singleThreaded', '-p', folder, '--pretty', 'false'], (_, out) => done(out)),
    )
    return new Map([...output.matchAll(/copy\.mts\((\d+),\d+\): (.*)/g)].map(([, line, words]) => [Number(line), words!]))
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('what is wrong is said by the compiler, in the words that the file expects', async () => {
  const lines = (await readFile(join(here, 'negative.ts'), 'utf8')).split('\n')
  const expected = new Map<number, string>()
  const bare = lines.map((line, i) => {
    const at = line.indexOf(directive)
    if (at < 0) return line
    expected.set(i + 2, line.slice(at + directive.length))
    return ''
  })
  assert.ok(expected.size > 20)
  const errors = await said(bare.join('\n'))
  assert.deepEqual([...errors.keys()], [...expected.keys()], 'the lines with an error are those that expect one')
  for (const [line, words] of expected)
    assert.ok(errors.get(line)!.includes(words), `line ${line}: ${errors.get(line)} does not say: ${words}`)
})
test('the same without the faults compiles and works', () => assert.deepEqual([right().name, typeof wrong], ['order', 'function']))
