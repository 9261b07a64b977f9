// The tutorial prints whole files of the example that is tested.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
export const tutorial = 'docs/tutorial/your-own-board.md'
const wholeFile = /<!-- all of (\S+) -->\n```ts\n([^]*?)```/g

/** The page with the files that it prints as they are now. */
export const withFiles = (page: string): string =>
  page.replaceAll(wholeFile, (_, path: string) => `<!-- all of ${path} -->\n\`\`\`ts\n${readFileSync(join(root, path), 'utf8')}\`\`\``)

/** What a reader has typed at the end of each section of the page, by its number: the files, by their paths. */
export const typed = (page: string): readonly { readonly step: string; readonly files: ReadonlyMap<string, string> }[] =>
  page
    .split(/^## /m)
    .slice(1)
    .map(section => ({ step: section[0]!, files: new Map([...section.matchAll(wholeFile)].map(([, path, code]) => [path!, code!])) }))

/** The board of the page. */
export const boardOf = (page: string): string => /^```\n(system [^]*?)```/m.exec(page)![1]!
