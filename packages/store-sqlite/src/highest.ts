/**
 * By kind of case, the highest number that a table has heard of: what is higher is not in it, and need not be looked for. New cases
 * come in the order of their numbers, so most first looks end here. Cases that are not numbered are always looked for.
 */
export class Highest {
  /** Undefined: what the table has heard of is not known. */
  #numbers: Map<string, number> | undefined

  /** Takes what was known; `undefined`: nothing is known, and nothing is learned. */
  recall(known: { readonly [kind: string]: number } | undefined): void {
    this.#numbers = known && new Map(Object.entries(known))
  }
  known(): { readonly [kind: string]: number } | undefined {
    return this.#numbers && Object.fromEntries(this.#numbers)
  }
  note(kase: string): void {
    if (!this.#numbers) return
    const end = kase.lastIndexOf('/')
    const number = numberIn(kase, end)
    if (number < 0) return
    const kind = kase.slice(0, end)
    if (number > (this.#numbers.get(kind) ?? -1)) this.#numbers.set(kind, number)
  }
  isAbove(kase: string): boolean {
    if (!this.#numbers) return false
    const end = kase.lastIndexOf('/')
    return numberIn(kase, end) > (this.#numbers.get(kase.slice(0, end)) ?? -1)
  }
}
/** The digits after this place as a number; -1 where it is anything else, or more than a number holds. */
const numberIn = (text: string, place: number): number => {
  const { length } = text
  if (place < 0 || place === length - 1 || length - place > 16) return -1
  let number = 0
  for (let i = place + 1; i < length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}
