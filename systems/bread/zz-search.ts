import { stories } from './story.ts'
import { bread } from './system.ts'
import { search, policiesOf, without } from '@jumun/core/testing'
const only = process.argv[2]?.split(',')
for (const p of only ?? policiesOf(bread)) {
  const found: string[] = []
  for (const [story, most] of [['main', 150], ['again', 1], ['declined', 1], ['outage', 1], ['night', 1]] as const) {
    const r = await search(stories, without(p), { story }, { most, enough: 1 })
    if (r.broken.size) { found.push(`${story} ${[...r.broken].map(([k, v]) => `${v[0]}: ${k}`).join(' | ')} (told ${r.told})`); break }
  }
  console.log(p, '=>', found.join(' ;; ') || 'NOT NOTICED')
}
