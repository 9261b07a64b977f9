/** Rows under their heads, as wide as they have to be, numbers to the right. */
export const tableOf = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const all = [heads, ...rows.map(row => row.map(String))]
  const widths = heads.map((_, i) => Math.max(...all.map(row => (row[i] ?? '').length)))
  const isNumber = heads.map((_, i) => rows.every(row => /^[-–\d.,% ]*$/.test(String(row[i] ?? ''))))
  const cell = (text: string, i: number) => (isNumber[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))
  const line = (row: readonly string[]) => `| ${row.map(cell).join(' | ')} |`
  return [
    line(all[0]!),
    `|${widths.map((w, i) => (isNumber[i] ? `${'-'.repeat(w + 1)}:` : '-'.repeat(w + 2))).join('|')}|`,
    ...all.slice(1).map(line),
  ].join('\n')
}
