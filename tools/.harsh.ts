import { harsh, seeds, tell } from '@jumun/core/testing'
import { stories } from '../systems/delivery/story.ts'
for (const [name, n] of [['main', 400], ['race', 200]] as const) { const r = await tell(stories[name]!, seeds(40_001, n), {}, { worst: harsh }); console.log(name, r.told, [...r.broken]) }
