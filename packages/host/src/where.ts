// Where things lie: the databases and the replicas of contexts, each by its name.
import { Refusal } from './refusal.ts'

/** Values of the form `context=value`, or a value alone for all others. */
const named = (
  setting: string,
  texts: readonly string[],
  contexts: ReadonlySet<string>,
  check: (value: string, name: string) => void,
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>()
  for (const text of texts) {
    const [, name = '', value = ''] = /^(?:([\w-]+)=)?(.*)$/s.exec(text)!
    if (name && !contexts.has(name)) throw new Refusal(`--${setting} names the context "${name}". There are: ${[...contexts].join(', ')}.`)
    check(value, name)
    found.set(name, [...(found.get(name) ?? []), value])
  }
  return found
}
/** The databases of contexts; under '' that of all others. Throws a Refusal where one is none, or is given twice. */
export const storesIn = (setting: string, texts: readonly string[], contexts: ReadonlySet<string>): ReadonlyMap<string, string> =>
  onceEach(setting, named(setting, texts, contexts, checkStore))
/** The replicas of contexts of other processes; under '' an address for all others. Throws a Refusal where one is none. */
export const peersIn = (texts: readonly string[], contexts: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> =>
  named(
    'peers',
    texts.flatMap(text => text.split(',')),
    contexts,
    checkPeer,
  )
/** A place to move from or to: a folder, or databases in the words of `--store`. */
export const placeFrom = (
  setting: string,
  texts: readonly string[],
  contexts: ReadonlySet<string>,
  data: string,
): { data: string; stores: ReadonlyMap<string, string> } => {
  const isAddress = (text: string) => /^([\w-]+=)?[\w+]+:\/\//.test(text)
  const folders = texts.filter(t => !isAddress(t))
  if (folders.length > 1) throw new Refusal(`--${setting} takes one folder, not several: ${folders.join(', ')}.`)
  return { data: folders[0] ?? data, stores: storesIn(setting, texts.filter(isAddress), contexts) }
}
const checkStore = (url: string): void => {
  if (url.startsWith('mysql:'))
    throw new Refusal(
      'MySQL lacks what is asked of MariaDB. Where the server is a MariaDB give its address as mariadb://…; else take postgres://….',
    )
  if (!/^(postgres|postgresql|mariadb|mongodb|mongodb\+srv):\/\/./.test(url))
    throw new Refusal(`A store is postgres://…, mariadb://… or mongodb://…, not "${url.split(':')[0]}". Files lie where --data says.`)
}
const checkPeer = (url: string, name: string): void => {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Refusal(`--peers takes addresses such as order=http://localhost:8081, not "${url}".`)
  if (name === '' && !/{context}|%7Bcontext%7D/i.test(url))
    throw new Refusal(`--peers takes one address for a context (order=${url}), or one with {context} in it for all of them.`)
}
const onceEach = (setting: string, values: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> =>
  new Map(
    [...values].map(([name, [first, second]]) => {
      if (second !== undefined) throw new Refusal(`--${setting} is given twice ${name ? `for ${name}` : 'for all contexts'}.`)
      return [name, first!]
    }),
  )
