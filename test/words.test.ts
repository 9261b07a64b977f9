// What the documentation shows is in files that are tested, and what it points to is there.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { tutorial, withFiles } from '../tools/tutorial.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const excerpts = (text: string) =>
  [...text.matchAll(/<!-- (?:all of )?(\S+) -->\n```ts\n([^]*?)\n```/g)].map(([, path, code]) => [path!, code!] as const)
const isCurrent = (code: string, file: string): boolean => file.includes(code)
/** Links into this repository that lead nowhere. */
const dead = (page: string, text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, to]) => to!).filter(to => !existsSync(join(root, dirname(page), to)))

for (const [path, code] of excerpts(read(tutorial)))
  test(`the tutorial shows ${path} as it is: ${code.slice(0, 40)}`, () =>
    assert.ok(isCurrent(code, read(path)), `this is not in ${path}:\n${code}`))
test('all code of the tutorial names its file, and what is not in it is seen', () => {
  assert.equal(read(tutorial).match(/```ts/g)!.length, excerpts(read(tutorial)).length)
  assert.equal(isCurrent('export const nothing = 1', read('examples/hotel/audit.ts')), false)
})
const pages = globSync('docs/{README,tutorial/*,how-to/*,reference/*}.md', { cwd: root })
for (const page of pages) test(`every link of ${page} leads somewhere`, () => assert.deepEqual(dead(page, read(page)), []))
/** Commands of npm that a text names and no package has. */
const unknownCommands = (text: string): string[] =>
  [...text.matchAll(/npm run (?:--silent )?([a-z][a-z-]*(?::[a-z-]+)*)([^`\n]*)/g)].flatMap(([, name, rest]) => {
    const of = / -w @jumun\/(\w+)/.exec(rest!)?.[1]
    return name! in JSON.parse(read(of ? `packages/${of}/package.json` : 'package.json')).scripts ? [] : [name!]
  })
const tellsOfCommands = globSync(
  ['*.md', '{docs,packages,systems,bench,deploy,examples,tools,test}/**/*.{md,ts,tsx,yaml,yml}', '.github/**/*.yml'],
  { cwd: root },
)
test('every command that anything names is there', () => {
  const files = tellsOfCommands.filter(path => !path.includes('node_modules') && path !== 'test/words.test.ts')
  assert.ok(files.length > 500)
  assert.deepEqual(
    files.flatMap(path => unknownCommands(read(path)).map(name => `${path}: npm run ${name}`)),
    [],
  )
  assert.deepEqual(unknownCommands('`npm run no-such`, `npm run audit -- --data d`, `npm run dev -w @jumun/web`, `npm run audit: no`'), [
    'no-such',
  ])
})
test('a link that leads nowhere is seen', () => assert.deepEqual(dead('docs/README.md', '[a](nowhere.md) [b](growing.md)'), ['nowhere.md']))
test('the tutorial prints its files from the first line to the last, as npm run docs writes them', () =>
  assert.equal(read(tutorial), withFiles(read(tutorial))))
