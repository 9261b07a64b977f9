import { museum } from '/work/main/systems/cars/museum.ts'
import { policiesOf, seeds, tell, without } from '/work/main/packages/core/src/testing/index.ts'
const end = Date.now() + Number(process.argv[2]) * 1000
const which = process.argv[3]
const builds = which === 'bugs' ? Object.entries(museum.bugs).map(([n, b]) => [n, (b as any).build]) : policiesOf(museum.system).map(p => [p, without(p)])
for (const [name, build] of builds as any) {
  if (Date.now() > end) { console.log('TIME'); break }
  let found: any
  for (let from = 1; from < 120 && !found && Date.now() < end; from += 6) {
    const r = await tell(museum.stories.main, seeds(from, 6), build as any)
    const one = [...r.broken].sort((a, b) => a[1][0]! - b[1][0]!)[0]
    if (one) found = [one[1][0], one[0]]
  }
  console.log(JSON.stringify([name, found]))
}
