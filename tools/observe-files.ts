import { boardFile, rulesFile, rulesFor } from '@jumun/instruments'
import { systems } from '../systems/index.ts'

/** What lies under deploy/observe, by path. */
export const observeFiles = (): readonly { readonly path: string; readonly text: string }[] => [
  { path: 'deploy/observe/rules.yml', text: rulesFile(rulesFor(Object.values(systems))) },
  { path: 'deploy/observe/grafana/jumun.json', text: boardFile() },
]
