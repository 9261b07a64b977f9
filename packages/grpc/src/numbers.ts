// The numbers of fields. Nobody chooses them: they are kept in the file that was written last, and none is ever given twice.
import protobuf from 'protobufjs'

/** What one message or choice has given away. */
export interface Given {
  readonly numbers: ReadonlyMap<string, number>
  /** Of fields that are no more. */
  readonly numbersGone: readonly number[]
  readonly namesGone: readonly string[]
}
/** By the full name of a message or choice in its package, what the file says of it. */
export type Numbers = ReadonlyMap<string, Given>

export const packageOf = (system: string): string => `jumun.${system.toLowerCase().replaceAll('-', '_')}.v1`

/** Reads the numbers of a file. Throws where it is none that can be read: whoever wrote it anew without them would break every client. */
export const numbersOf = (proto: string | undefined): Numbers => {
  const found = new Map<string, Given>()
  if (proto === undefined) return found
  const { root, package: name } = protobuf.parse(proto, new protobuf.Root(), { keepCase: true })
  const read = (of: protobuf.ReflectionObject, path: string): void => {
    if (of instanceof protobuf.Type) {
      note(path, new Map(of.fieldsArray.map(f => [f.name, f.id])), of.reserved ?? [])
      for (const inner of of.nestedArray) read(inner, `${path}.${inner.name}`)
    }
    if (of instanceof protobuf.Enum) note(path, new Map(Object.entries(of.values)), of.reserved ?? [])
  }
  const note = (path: string, numbers: Map<string, number>, gone: readonly (number[] | string)[]): void => {
    found.set(path, {
      numbers,
      numbersGone: gone.flatMap(r => (typeof r === 'string' ? [] : range(r))),
      namesGone: gone.flatMap(r => (typeof r === 'string' ? r : [])),
    })
  }
  for (const top of (root.lookup(name!) as protobuf.Namespace).nestedArray) read(top, top.name)
  return found
}
const range = ([from = 0, to = from]: readonly number[]): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Each name with its number: the one that it had, else the next that nobody ever had; and what is gone now. */
export const numbered = (
  names: readonly string[],
  known: Given | undefined,
  first: number,
): { readonly numbers: ReadonlyMap<string, number>; readonly numbersGone: readonly number[]; readonly namesGone: readonly string[] } => {
  const had = known?.numbers ?? new Map<string, number>()
  let last = Math.max(first - 1, ...had.values(), ...(known?.numbersGone ?? []))
  const gone = [...had].filter(([name]) => !names.includes(name))
  return {
    numbers: new Map(names.map(name => [name, had.get(name) ?? ++last])),
    numbersGone: [...new Set([...(known?.numbersGone ?? []), ...gone.map(([, n]) => n)])].sort((a, b) => a - b),
    // a name that is back has a number of its own again
    namesGone: [...new Set([...(known?.namesGone ?? []), ...gone.map(([name]) => name)])].filter(name => !names.includes(name)).sort(),
  }
}
