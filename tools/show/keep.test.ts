import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { keptIn, page } from './keep.ts'

test('what was printed takes the place of what was kept under its name, and of nothing else', () => {
  const text = 'a\n<!-- kept: x -->\nold\n<!-- end of x -->\nb\n<!-- kept: y -->\n<!-- end of y -->\n'
  assert.equal(keptIn(text, 'x', 'new\n'), 'a\n<!-- kept: x -->\nnew\n<!-- end of x -->\nb\n<!-- kept: y -->\n<!-- end of y -->\n')
  assert.throws(() => keptIn(text, 'z', 'new'), /no place for "z"/)
})
test('the page has something of every show, printed by a command that is said there', () => {
  const text = readFileSync(page, 'utf8')
  for (const name of ['scale', 'retry', 'broker']) {
    const kept = new RegExp(
      `<!-- kept: ${name} -->\n\`\`\`sh\nnpm run show -- ${name} [^\n]*\n\`\`\`\n\n[^]*?\\|[^]*<!-- end of ${name} -->`,
    )
    assert.match(text, kept)
  }
})
