// The reference of the libraries: what each package exports, as it is declared, with its docstring. Read from the sources, nothing is
// written twice.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

const root = join(import.meta.dirname, '..')

/** One exported thing. `shape`: its declaration without what it does. */
export interface Entry {
  readonly name: string
  readonly file: string
  readonly words: string
  readonly shape: string
}
interface Source {
  readonly file: string
  readonly text: string
  readonly comments: readonly { readonly type: string; readonly value: string; readonly start: number; readonly end: number }[]
  readonly body: readonly any[]
}

const sourceOf = (file: string): Source => {
  const text = readFileSync(join(root, file), 'utf8')
  const { program, comments } = parseSync(file, text)
  return { file, text, comments, body: program.body }
}
/** The docstring that ends where a declaration begins. */
const wordsBefore = ({ text, comments }: Source, start: number): string => {
  const found = comments.find(c => c.end <= start && c.type === 'Block' && c.value.startsWith('*') && !text.slice(c.end, start).trim())
  return found ? found.value.replaceAll(/^\s*\* ?/gm, '').trim() : ''
}
const spaced = (text: string): string => text.replaceAll(/\s+$/gm, '').trim()
/** A function's declaration up to what it does. */
const headOf = ({ text }: Source, node: any): string => spaced(text.slice(node.start, node.body.start)).replace(/\s*=>$/, '')

/** A member of a class that others may use. */
const isOpen = (m: any): boolean =>
  m.accessibility !== 'private' && m.accessibility !== 'protected' && m.key?.type !== 'PrivateIdentifier' && !m.override
const memberOf = (source: Source, m: any): string => {
  const words = wordsBefore(source, m.start)
  const body = m.type === 'MethodDefinition' ? m.value.body : m.value
  const head = spaced(source.text.slice(m.start, body ? body.start : m.end)).replace(/\s*=$/, '')
  return `${words ? `  /** ${words.replaceAll('\n', '\n   * ')} */\n` : ''}  ${head}`
}
const classOf = (source: Source, node: any): string => {
  const head = spaced(source.text.slice(node.start, node.body.start))
  const members = node.body.body.filter((m: any) => isOpen(m) && m.type !== 'StaticBlock')
  return `${head} {\n${members.map((m: any) => memberOf(source, m)).join('\n')}\n}`
}
const shapeOf = (source: Source, node: any): string => {
  if (node.type === 'ClassDeclaration') return classOf(source, node)
  if (node.type === 'FunctionDeclaration') return headOf(source, node)
  if (node.type !== 'VariableDeclaration') return spaced(source.text.slice(node.start, node.end))
  const [{ init, id }] = node.declarations
  if (init?.type === 'ArrowFunctionExpression') return headOf(source, { start: node.start, body: init.body })
  return id.typeAnnotation ? spaced(source.text.slice(node.start, id.end)) : spaced(source.text.slice(node.start, node.end))
}
const namesOf = (node: any): readonly string[] =>
  node.type === 'VariableDeclaration' ? node.declarations.map((d: any) => d.id.name) : [node.id?.name ?? '']

/** What a module exports, in its order; what it passes on from others of its package where that stands. */
export const exportsOf = (file: string, only?: ReadonlySet<string>): readonly Entry[] => {
  const source = sourceOf(file)
  return source.body.flatMap(node => {
    const from: string | undefined = node.source?.value
    if (from?.startsWith('.') && (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration')) {
      const named = node.specifiers && new Set<string>(node.specifiers.map((s: any) => s.exported.name))
      return exportsOf(join(dirname(file), from), named)
    }
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return []
    const [name] = namesOf(node.declaration)
    if (!name || (only && !only.has(name))) return []
    return [{ name, file, words: wordsBefore(source, node.start), shape: shapeOf(source, node.declaration) }]
  })
}

/** The libraries that have a page: by page, where they begin and what they are for. */
export const libraries: readonly {
  readonly page: string
  readonly name: string
  readonly file: string | readonly string[]
  readonly what: string
}[] = [
  {
    page: 'core-model',
    name: '@jumun/core/model',
    file: 'packages/core/src/model/index.ts',
    what: 'The notation of a board: what a system is written in.',
  },
  {
    page: 'core-runtime',
    name: '@jumun/core/runtime',
    file: 'packages/core/src/runtime/index.ts',
    what: 'What runs a board, and its ports: for who writes a store, a bus or a host.',
  },
  {
    page: 'testing',
    name: '@jumun/testing',
    file: 'packages/testing/src/index.ts',
    what: 'Given-when-then for tables, whole systems in simulation, contracts of stores and buses.',
  },
  {
    page: 'host',
    name: '@jumun/host',
    file: 'packages/host/src/index.ts',
    what: 'A process that runs systems: doors, stores, operations.',
  },
  { page: 'board', name: '@jumun/board', file: 'packages/board/src/index.ts', what: 'Pictures and documents of a board.' },
  {
    page: 'blocks',
    name: '@jumun/systems',
    file: ['payable', 'paid-at-once', 'stocked', 'talk', 'vocabulary', 'externals', 'sandboxes'].map(name => `systems/${name}.ts`),
    what: 'Blocks, which are notes, rows and policies that are written once for several systems, and the words that all systems share.',
  },
]

const pageOf = ({ name, file, what }: (typeof libraries)[number]): string => {
  const byFile = Map.groupBy(
    [file].flat().flatMap(from => exportsOf(from)),
    e => e.file,
  )
  const sections = [...byFile].map(([from, entries]) => {
    const each = entries.map(e => [`### ${e.name}`, '', ...(e.words ? [e.words, ''] : []), '```ts', e.shape, '```', ''].join('\n'))
    return `## [${from.split('/').at(-1)}](../../${from})\n\n${each.join('\n')}`
  })
  return [`# ${name}`, '', `${what} Written from the docstrings of the sources (\`npm run docs\`).`, '', ...sections].join('\n')
}
/** The pages of docs/reference that are written from the sources. */
export const referencePages = (): readonly { readonly path: string; readonly text: string }[] =>
  libraries.map(library => ({ path: `docs/reference/${library.page}.md`, text: pageOf(library) }))
