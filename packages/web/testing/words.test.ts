// Everything that is said is said in both languages, and nothing is said past the words.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import ts from 'typescript'

const src = join(import.meta.dirname, '..', 'src')
const read = (path: string): string => readFileSync(join(src, path), 'utf8')

/** One entry of a vocabulary: its key and what is said, as it is written. */
const entries = (text: string) => [
  ...text.matchAll(
    /^ {2}(\w+):\s*\{\s*ko:\s*'((?:[^'\\]|\\.)*)',\s*en:\s*(?:'((?:[^'\\]|\\.)*)'|\[\s*'((?:[^'\\]|\\.)*)',\s*'((?:[^'\\]|\\.)*)',?\s*\]),?\s*\},/gm,
  ),
]
const places = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map(m => m[1]!).sort()

suite('words', () => {
  const files = globSync('**/*.ts', { cwd: src }).filter(
    path => /\bvocabulary\('/.test(read(path)) && !path.endsWith(join('words', 'index.ts')),
  )
  test('there are words', () => assert.ok(files.length >= 5))
  for (const file of files)
    test(`${file}: Korean is Korean, English is English, and both fill in the same`, () => {
      const text = read(file)
      const found = entries(text)
      assert.equal(found.length, (text.match(/\bko:/g) ?? []).length, 'an entry is written in a way that this test cannot read')
      for (const [, key = '', ko = '', en, one, other] of found) {
        if (key !== 'language') assert.doesNotMatch([en, one, other].join(' '), /[가-힣]/, `${key}: Korean in the English`)
        const hasWords = /[a-z]{2,}/i.test(ko.replaceAll(/{{\w+}}|EN\b|English|API/g, ''))
        assert.ok(!hasWords, `${key}: English in the Korean: ${ko}`)
        for (const said of [en, other])
          if (said !== undefined) assert.deepEqual(new Set(places(said)), new Set(places(ko)), `${key}: other places to fill in`)
      }
    })
})

const shown = ['aria-label', 'title', 'label', 'placeholder', 'alt']
/** Text in JSX that no vocabulary knows: between tags, or in an attribute that people meet. */
const untranslated = (text: string): string[] => {
  const found: string[] = []
  const look = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text.trim())
    if (ts.isJsxAttribute(node) && shown.includes(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer))
      found.push(node.initializer.text)
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile('page.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found.filter(said => /[A-Za-z가-힣]{2,}/.test(said))
}
test('no text stands in the pages untranslated', () => {
  // names of states and of colors on the page that shows them are names
  for (const path of globSync('**/*.tsx', { cwd: src }).filter(p => !p.endsWith('gallery.tsx')))
    assert.deepEqual(untranslated(read(path)), [], path)
})
test('text that is not translated is seen', () => {
  for (const planted of [
    '<p>Hello there</p>',
    '<b className="x">주문</b>',
    '<img alt="A cup" />',
    '<Button kind="text">Go on</Button>',
    '<p>\n  Hello {name}\n</p>',
  ])
    assert.equal(untranslated(planted).length, 1, planted)
  for (const fine of ['<p>{say("x")}</p>', 'const f = <T,>(x: T) => x < 3', '<b>··</b>', 'a > b && c < d'])
    assert.deepEqual(untranslated(fine), [], fine)
})
