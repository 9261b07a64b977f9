import { search, without, policiesOf } from '@jumun/core/testing'
import { museum } from '/work/main/systems/delivery/museum.ts'
const which = process.argv[2], most = Number(process.argv[3] ?? 60)
const all: [string, any][] = which === 'policies' ? policiesOf(museum.system).map(p => [p, without(p)]) : Object.entries(museum.bugs).map(([n, b]) => [n, b.build])
const only = process.argv[4]?.split(',')
for (const [name, build] of all) {
  if (only && !only.includes(name)) continue
  let line = ''
  for (const story of process.argv[5] ? [process.argv[5]] : ['main']) {
    const r = await search(museum.stories, build, { story }, { most, enough: 1, first: Number(process.env.FIRST ?? 1) })
    const all = [...r.broken]
    if (all.length) { line = `  '${name}': { seed: ${all[0]![1][0]}, found: '1 of ${r.told}', says: /${all.map(a => a[0]).join(' | ')}/ },`; break }
  }
  console.log(line || `-- ${name}`)
}
