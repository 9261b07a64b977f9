/** One part of the report: what was measured, how, and what came out. */
export interface Section {
  readonly title: string
  /** How it was measured and what it says, for whoever reads only this. */
  readonly how: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** What the figures were to be. */
  readonly target?: string
}
export interface Options {
  readonly runs: number
  /** Orders that the memory is filled with. */
  readonly orders: number
  /** Shortens everything: to see that it works, not to publish. */
  readonly quick: boolean
}
/** What is being done, for whoever waits. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`)

export const round = (n: number, digits = 0): string =>
  Number.isFinite(n) ? n.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d|\.\d*$))(?<!\.\d*)/g, ',') : '–'
export const markdown = ({ title, how, head, rows, target }: Section): string =>
  [
    `### ${title}`,
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map((_, i) => (i ? '---:|' : '---|')).join('')}`,
    ...rows.map(r => `| ${r.join(' | ')} |`),
    '',
    ...(target ? [`Target: ${target}`, ''] : []),
    how,
    '',
  ].join('\n')
