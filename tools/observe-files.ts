import { alertsPage, boardFile, metricsPage, rulesFile, rulesFor } from '@jumun/instruments'
import { systems } from '../systems/index.ts'

const groups = rulesFor(Object.values(systems))
/** What lies under deploy/observe, and the pages about it, by path. */
export const observeFiles = (): readonly { readonly path: string; readonly text: string }[] => [
  { path: 'deploy/observe/rules.yml', text: rulesFile(groups) },
  { path: 'deploy/observe/grafana/jumun.json', text: boardFile() },
  { path: 'docs/operating/metrics.md', text: metricsPage() },
  { path: 'docs/operating/alerts.md', text: alertsPage(groups) },
]
