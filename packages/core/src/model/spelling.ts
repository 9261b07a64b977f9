/** How texts of one kind are written: one form, however they are typed, so that what looks alike is one and the same. */
interface Spelling {
  /** NFC keeps what is seen as it is; NFKC besides makes full-width letters and digits the ordinary ones. */
  readonly form: 'NFC' | 'NFKC'
  /** What is left out: format characters that nobody sees, and what some people write and others do not. */
  readonly drops?: RegExp
  readonly upper?: true
  /** What stands at the beginning in one of its forms, and in the form that is kept. */
  readonly begins?: readonly [RegExp, string]
}
/** The kinds. A field's schema names its own: `Type.String({ spelling: 'plate' })`; any other text is `text`. */
const spellings = {
  text: { form: 'NFC' },
  /** By which somebody or something is found: a dish, a customer, a shop. */
  name: { form: 'NFKC', drops: /\p{Cf}/gu },
  /** What people write in capitals or not: an airport, a seat. */
  code: { form: 'NFKC', drops: /\p{Cf}/gu, upper: true },
  /** What people write with blanks and hyphens or without: a car's plate. */
  plate: { form: 'NFKC', drops: /[\p{Cf}\s\p{Pd}]/gu, upper: true },
  /** A phone number, kept as one dials it in Korea. */
  phone: { form: 'NFKC', drops: /[\p{Cf}\s\p{Pd}().]/gu, begins: [/^(?:\+|00)820?/, '0'] },
} as const satisfies { readonly [kind: string]: Spelling }
/** What people spell in many ways, and the product keeps in one. */
export type SpellingKind = keyof typeof spellings

// these are the same in every form
const plain = /^[\x21-\x7e]*$/
/** The text in the one form of its kind. */
export const spelt = (text: string, kind: SpellingKind = 'text'): string => {
  const { form, drops, upper, begins }: Spelling = spellings[kind]
  const isPlain = plain.test(text)
  let said = isPlain ? text : text.normalize(form)
  if (drops) said = said.replace(drops, '')
  if (begins) said = said.replace(...(begins as [RegExp, string]))
  if (upper) said = said.toUpperCase()
  // what stood between two parts of a letter is gone now
  return (isPlain ? said : said.normalize(form)).trim()
}
