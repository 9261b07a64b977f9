// What a menu is to whoever edits it, in each of the shops.
export interface Names {
  readonly ko: string
  readonly en: string
}
/** By kind of option (one shop knows but one) what can be chosen, and what it costs more, in won. */
export interface Options {
  readonly [kind: string]: { readonly [option: string]: number }
}
/** One thing on the menu; what a shop does not know of it is undefined. */
export interface Line {
  readonly id: number | string
  readonly code: string
  readonly names: Names | undefined
  /** In won. */
  readonly price: number
  /** Null: as many as are wanted. */
  readonly stock: number | null | undefined
  readonly options: Options | undefined
  readonly isSoldOut: boolean
}
/** What may be said of a line; what is left out stays as it is. */
export interface Wish {
  readonly names?: Names
  readonly price?: number
  readonly stock?: number | null
  readonly options?: Options
}
/** A menu, and what its API can do with it. */
export interface Book {
  readonly system: string
  readonly back: string
  readonly lines: readonly Line[] | undefined
  readonly error: Error | null
  readonly retry: () => void
  /** What a new line begins with. */
  readonly blank: Omit<Line, 'id' | 'isSoldOut'>
  readonly nameOf: (line: Line) => string
  readonly kindOf: (kind: string) => string
  readonly optionOf: (option: string) => string
  readonly add: (code: string, wish: Wish & { readonly price: number }) => Promise<unknown>
  readonly change: (line: Line, wish: Wish) => Promise<unknown>
  readonly sellOut: (line: Line, isSoldOut: boolean) => Promise<unknown>
  /** Undefined: nothing is ever taken off this menu. */
  readonly remove: ((line: Line) => Promise<unknown>) | undefined
}

/** What was typed, as it is edited. */
export interface Typed {
  readonly code: string
  readonly korean: string
  readonly english: string
  readonly price: string
  readonly stock: string
  readonly options: readonly { readonly kind: string; readonly name: string; readonly plus: string }[]
}
export const typedOf = ({ code, names, price, stock, options }: Omit<Line, 'id' | 'isSoldOut'>): Typed => ({
  code,
  korean: names?.ko ?? '',
  english: names?.en ?? '',
  price: price === 0 && code === '' ? '' : String(price),
  stock: typeof stock === 'number' ? String(stock) : '',
  options: Object.entries(options ?? {}).flatMap(([kind, of]) =>
    Object.entries(of).map(([name, plus]) => ({ kind, name, plus: String(plus) })),
  ),
})
const digits = (text: string): string => text.replaceAll(/[,\s]/g, '')
const isNumber = (text: string): boolean => /^\d{1,12}$/.test(digits(text))

/** What was typed as a wish, of whatever `line` knows; undefined: a number is none, or a name is missing. */
export const wishOf = (typed: Typed, line: Omit<Line, 'id' | 'isSoldOut'>): (Wish & { readonly price: number }) | undefined => {
  const { korean, english, price, stock, options } = typed
  const isNamed = line.names === undefined || (korean.trim() !== '' && english.trim() !== '')
  const chosen = options.filter(o => o.name.trim() !== '')
  if (!isNamed || !isNumber(price) || !(digits(stock) === '' || isNumber(stock)) || !chosen.every(o => isNumber(o.plus || '0'))) return
  return {
    price: Number(digits(price)),
    ...(line.names && { names: { ko: korean.trim(), en: english.trim() } }),
    ...(line.stock !== undefined && { stock: digits(stock) === '' ? null : Number(digits(stock)) }),
    ...(line.options && {
      options: Object.fromEntries(
        Object.keys(line.options).map(kind => [
          kind,
          Object.fromEntries(chosen.filter(o => o.kind === kind).map(o => [o.name.trim(), Number(digits(o.plus || '0'))])),
        ]),
      ),
    }),
  }
}
/** Only what is said otherwise than it is. */
export const changesOf = (wish: Wish, line: Line): Wish =>
  Object.fromEntries(Object.entries(wish).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(line[field as keyof Line])))
