// The drawn board as data: where its notes lie, how its lines run. The drawing carries that in attributes.

export const kinds = ['command', 'aggregate', 'event', 'policy', 'view', 'external'] as const
export type Kind = (typeof kinds)[number]
export interface Note {
  /** `event order Ordered`. */
  readonly id: string
  readonly kind: Kind
  readonly context: string
  readonly name: string
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}
export interface Way {
  readonly from: string
  readonly to: string
  /** As in the `d` of a path. */
  readonly d: string
}
export interface Picture {
  readonly width: number
  readonly height: number
  readonly notes: readonly Note[]
  readonly ways: readonly Way[]
  readonly drawing: SVGSVGElement
}

const isKind = (text: string): text is Kind => (kinds as readonly string[]).includes(text)
const noteOf = (element: Element): readonly Note[] => {
  const id = element.getAttribute('data-note') ?? ''
  const [kind = '', context = '', ...name] = id.split(' ')
  const [x = 0, y = 0, w = 0, h = 0] = (element.getAttribute('data-box') ?? '').split(' ').map(Number)
  return isKind(kind) ? [{ id, kind, context, name: name.join(' '), x, y, w, h }] : []
}
/** Reads what the gateway draws. Throws where it is no drawing. */
export const pictureOf = (text: string): Picture => {
  const drawing = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
  if (!(drawing instanceof SVGSVGElement)) throw new Error('this is no drawing')
  const { width, height } = drawing.viewBox.baseVal
  // it is said by the notes that lie over it
  drawing.removeAttribute('aria-labelledby')
  drawing.setAttribute('aria-hidden', 'true')
  return {
    width,
    height,
    notes: [...drawing.querySelectorAll('[data-note]')].flatMap(noteOf),
    ways: [...drawing.querySelectorAll('[data-way]')].map(e => ({
      from: e.getAttribute('data-from') ?? '',
      to: e.getAttribute('data-to') ?? '',
      d: e.getAttribute('data-way') ?? '',
    })),
    drawing,
  }
}
/** The middle of a way, about: where something may be written on it. */
export const middleOf = ({ d }: Way): { readonly x: number; readonly y: number } => {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', d)
  return path.getPointAtLength(path.getTotalLength() / 2)
}
