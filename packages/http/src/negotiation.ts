import type { Language } from './words.ts'

/** How an answer is written: HAL, the same body as plain JSON, a bare array of items, or as a JSON Schema. */
export type Form = 'hal' | 'json' | 'array' | 'none'

interface Range {
  readonly type: string
  readonly profile: string
  readonly q: number
}

/** Nobody's list of wishes is longer; what stands behind is not read. */
const longest = 1000
const within = (header: string): string => (header.length > longest ? header.slice(0, longest) : header)

const bounded = <T>(read: (text: string) => T) => {
  const known = new Map<string, T>()
  return (header: string): T => {
    const text = within(header)
    const found = known.get(text)
    if (found !== undefined) return found
    const made = read(text)
    if (known.size >= 500) known.clear()
    known.set(text, made)
    return made
  }
}

const rangesOf = (accept: string): Range[] =>
  within(accept)
    .split(',')
    .map(part => {
      const [type = '', ...parameters] = part.split(';').map(p => p.trim().toLowerCase())
      const read = (name: string) =>
        parameters
          .find(p => p.startsWith(`${name}=`))
          ?.slice(name.length + 1)
          .replaceAll('"', '')
      const q = Number(read('q') ?? 1)
      return { type, profile: read('profile') ?? '', q: q >= 0 && q <= 1 ? q : 0 }
    })

/** How much a client wants a media type: the most exact range that matches counts. */
const wish = (ranges: readonly Range[], type: string): number => {
  const group = `${type.slice(0, type.indexOf('/'))}/*`
  let found = -1
  let q = 0
  for (const r of ranges) {
    const exact = r.type === type ? 2 : r.type === group ? 1 : r.type === '*/*' ? 0 : -1
    if (exact > found || (exact === found && exact >= 0 && r.q > q)) {
      found = exact
      q = r.q
    }
  }
  return q
}

/** Reads an Accept header: HAL unless plain JSON is ranked higher; on a tie the first named wins. */
const readForm = (accept: string): Form => {
  const ranges = rangesOf(accept)
  const arrays = ranges.find(r => r.type === 'application/json' && r.profile === 'array' && r.q > 0)
  const plain = ranges.filter(r => !r.profile || r.type !== 'application/json')
  const hal = wish(plain, 'application/hal+json')
  const json = wish(plain, 'application/json')
  if (arrays && arrays.q >= Math.max(hal, json)) return 'array'
  if (!hal && !json) return 'none'
  if (hal !== json) return hal > json ? 'hal' : 'json'
  const first = plain.find(r => r.type === 'application/json' || r.type === 'application/hal+json')
  return first?.type === 'application/json' ? 'json' : 'hal'
}
const formFor = bounded(readForm)

/** The form of the answer that an Accept header asks for. */
export const formOf = (accept: string | undefined): Form =>
  accept === undefined || accept === '*/*' || accept === '' ? 'hal' : formFor(accept)

/** May an answer of this type be sent? */
export const accepts = (accept: string | undefined, ...types: readonly string[]): boolean => {
  if (accept === undefined || accept === '') return true
  const ranges = rangesOf(accept)
  return types.some(t => wish(ranges, t) > 0)
}
/** Does the client ask for a page to look at rather than for data? */
export const wantsHtml = (accept: string | undefined): boolean => {
  if (accept === undefined) return false
  const ranges = rangesOf(accept)
  return (
    ranges.some(r => r.type === 'text/html' || r.type === 'application/xhtml+xml') &&
    wish(ranges, 'text/html') >= wish(ranges, 'application/json')
  )
}

export const contentTypes: { readonly [form in Exclude<Form, 'none'>]: string } = {
  hal: 'application/hal+json;charset=UTF-8',
  json: 'application/json;charset=UTF-8',
  array: 'application/json;profile=array;charset=UTF-8',
}

const readLanguage = (header: string): Language => {
  let best: Language = 'en'
  let most = 0
  for (const part of header.split(',')) {
    const [tag = '', q] = part.split(';').map(p => p.trim().toLowerCase())
    const [name = '', value = ''] = (q ?? '').split('=').map(p => p.trim())
    const weight = name === 'q' ? Number(value) : 1
    const language = tag.startsWith('ko') ? 'ko' : tag.startsWith('en') || tag === '*' ? 'en' : undefined
    if (language && weight > most) {
      best = language
      most = weight
    }
  }
  return best
}
const languageFor = bounded(readLanguage)
/** Korean or English, as Accept-Language ranks them; English where it names neither. */
export const languageOf = (header: string | undefined): Language => (header === undefined ? 'en' : languageFor(header))
