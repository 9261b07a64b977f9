import { enableCompileCache } from 'node:module'

// Plain JavaScript, so that nothing has to be stripped of its types before the cache is on: what does that takes 20 MB and a tenth of a second.
enableCompileCache()
await import('./run.ts')
