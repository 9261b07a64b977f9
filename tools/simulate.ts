/** npm run simulate -- cafeteria 10000 [first seed]    one seed alone prints its story */
import { weather, tell, seeds, type Story } from '@jumun/core/testing'

const [system = 'cafeteria', count = '300', first = '1'] = process.argv.slice(2)
const { stories } = (await import(`../systems/${system}/story.ts`)) as { stories: Record<string, Story> }
const tellCafe = stories[process.env.STORY ?? 'main']!
if (Number(count) === 1) {
  const outcome = await tellCafe(Number(first), weather(Number(first)), {})
  console.log(outcome.story.join('\n'))
  console.log(outcome.violations)
} else {
  const from = Date.now()
  const report = await tell(tellCafe, seeds(Number(first), Number(count)))
  console.log(`${system}: ${report.told} stories in ${((Date.now() - from) / 1000).toFixed(1)} s, ${new Set([...report.broken.values()].flat()).size} with a broken promise`)
  for (const [promise, where] of [...report.broken].sort((a, b) => b[1].length - a[1].length)) console.log(`  ${String(where.length).padStart(5)}  ${promise}  (seeds ${where.slice(0, 5).join(', ')})`)
  console.log([...report.happened].sort((a, b) => a[1] - b[1]).map(([e, n]) => `${e} ${n}`).join(', '))
}
