// What a show printed, kept in the page that stands for it: between two comments of its name, below the command that printed it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '@jumun/host'

export const page = join(import.meta.dirname, '../../docs/operating/shown.md')

/** The page with this in place of what was kept under the name. Throws a Refusal where it has no such place. */
export const keptIn = (text: string, name: string, words: string): string => {
  const [from, to] = [`<!-- kept: ${name} -->`, `<!-- end of ${name} -->`]
  const [begin, end] = [text.indexOf(from), text.indexOf(to)]
  if (begin < 0 || end < begin) throw new Refusal(`The page has no place for "${name}": write ${from} and ${to} where it is to stand.`)
  return `${text.slice(0, begin + from.length)}\n${words.trim()}\n${text.slice(end)}`
}

/** Keeps what the command printed. */
export const keep = (name: string, command: string, words: string): void =>
  writeFileSync(page, keptIn(readFileSync(page, 'utf8'), name, `\`\`\`sh\n${command}\n\`\`\`\n\n${words}`))
