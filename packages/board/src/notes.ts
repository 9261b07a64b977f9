// Sticky notes as SVG: what they look like and how a text fits into them. Fonts differ, so widths are estimated with room to spare.

/** The colors of the board: paper of a note, and ink for its kind where a line or a word refers to it. */
export const palette = {
  event: { paper: '#FFB14E', ink: '#A8590B' },
  internal: { paper: '#FFE0B5', ink: '#A8590B' },
  command: { paper: '#93C8FF', ink: '#1B5699' },
  aggregate: { paper: '#FFE681', ink: '#7A6200' },
  policy: { paper: '#D3BDF7', ink: '#6A45B0' },
  view: { paper: '#A9DFB3', ink: '#23703A' },
  external: { paper: '#FFB6D0', ink: '#A3285C' },
} as const
export type Kind = keyof typeof palette
export const ink = { text: '#2A2420', quiet: '#756B60', paper: '#FAF7F0', frame: '#FFFFFF', edge: '#E2DACB' } as const
const font =
  "Pretendard, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif"

/** An estimate of how wide a text is, in px; never less than it really is in the usual sans-serif fonts. */
export const width = (text: string, size: number, bold = false): number => {
  let em = 0
  for (const c of text)
    em +=
      c > '\u2e7f'
        ? 1
        : /[ .,:;'|!ijltIf()]/.test(c)
          ? 0.36
          : /[mwMW@—→]/.test(c)
            ? 0.94
            : /[A-Z]/.test(c)
              ? 0.7
              : /[r\-–·s]/.test(c)
                ? 0.5
                : 0.6
  return em * size * (bold ? 1.04 : 1)
}

/** Breaks a sentence between its words, and a word that is too long between the words of its CamelCase, so that each line fits. */
export const wrap = (text: string, most: number, size: number, bold = false): string[] => {
  const parts = text
    .split(/(?<= )/)
    .flatMap(word => (width(word.trimEnd(), size, bold) > most ? word.split(/(?<=[a-z0-9])(?=[A-Z])/) : [word]))
  const lines: string[] = []
  for (const part of parts) {
    const longer = (lines.at(-1) ?? '') + part
    if (lines.length && width(longer.trimEnd(), size, bold) <= most) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines.map(line => line.trimEnd())
}

/** A text in as few and as large lines as fit, between two font sizes. */
export const fit = (
  text: string,
  most: number,
  tall: number,
  largest: number,
  smallest: number,
  bold = false,
): { lines: string[]; size: number } => {
  for (let size = largest; size > smallest; size -= 0.5) {
    const lines = wrap(text, most, size, bold)
    if (lines.length * size * 1.15 <= tall && lines.every(line => width(line, size, bold) <= most)) return { lines, size }
  }
  const lines = wrap(text, most, smallest, bold)
  const widest = Math.max(...lines.map(line => width(line, smallest, bold)))
  return { lines, size: Math.min(smallest, (smallest * most) / widest, tall / lines.length / 1.15) }
}

export const escape = (text: string) => text.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
export const round = (n: number) => Math.round(n * 10) / 10
export const text = (x: number, y: number, size: number, words: string, more = '') =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}"${more && ` ${more}`}>${escape(words)}</text>`

export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}
/** A small line at the foot of a note. `after`: a clock is drawn before it. */
export interface Small {
  readonly text: string
  readonly color?: string
  readonly icon?: 'clock' | 'person'
  readonly bold?: boolean
}
export interface Sticky extends Box {
  /** What a program that reads the drawing finds it by: `event order Ordered`. */
  readonly id?: string
  readonly kind: Kind
  readonly name: string
  readonly small: readonly Small[]
}

const [pad, smallSize, smallLine] = [9, 10.5, 13.5]
const iconWidth = 14
/** The small lines of a note, broken to its width. */
const broken = (small: readonly Small[], w: number) =>
  small.flatMap(line =>
    wrap(line.text, w - 2 * pad - (line.icon ? iconWidth : 0), smallSize, true).map((words, i) => ({
      ...line,
      text: words,
      icon: i ? undefined : line.icon,
      indent: i > 0,
    })),
  )
/** How tall a note must be for its name and its small lines. */
export const tall = (name: string, small: readonly Small[], w: number, least: number): number =>
  Math.max(least, Math.ceil((wrap(name, w - 2 * pad, 15, true).length * 17.5 + broken(small, w).length * smallLine + 18) / 8) * 8)

const icons = {
  clock: (x: number, y: number, color: string) =>
    `<g fill="none" stroke="${color}" stroke-width="1.3" stroke-linecap="round"><circle cx="${round(x + 5)}" cy="${round(y - 3.7)}" r="4.6"/><path d="M${round(x + 5)} ${round(y - 6.2)}v2.6l1.8 1.2"/></g>`,
  person: (x: number, y: number, color: string) =>
    `<g fill="${color}"><circle cx="${round(x + 5)}" cy="${round(y - 6.4)}" r="2.5"/><path d="M${round(x + 0.6)} ${round(y + 1)}a4.4 4.4 0 0 1 8.8 0z"/></g>`,
}

/** A note lies a little crooked, always in the same way. */
const tilt = (name: string) => {
  let hash = 7
  for (const c of name) hash = (hash * 31 + c.charCodeAt(0)) % 1009
  return round(((hash % 13) - 6) / 9)
}

/** One sticky note. */
export const sticky = ({ id, x, y, w, h, kind, name, small }: Sticky): string => {
  const [cx, paper] = [x + w / 2, palette[kind].paper]
  const feet = broken(small, w)
  const foot = feet.length * smallLine
  const title = fit(name, w - 2 * pad, h - foot - (feet.length ? 15 : 12), kind === 'aggregate' ? 20 : feet.length ? 15 : 16.5, 9, true)
  const step = title.size * 1.15
  const top = y + (h - foot - (feet.length ? 4 : 0) - title.lines.length * step) / 2 + title.size * 0.88
  return [
    `<g transform="rotate(${tilt(name + kind)} ${round(cx)} ${round(y + h / 2)})"${id ? ` data-note="${escape(id)}" data-box="${x} ${y} ${w} ${h}"` : ''}>`,
    `<path d="M${x + 3} ${y + 8}H${x + w - 2}L${x + w + 1.5} ${y + h + 3.5}Q${round(cx)} ${y + h} ${x - 0.5} ${y + h + 4}z" fill="#4A3A20" opacity="0.2"/>`,
    `<path d="M${x} ${y}H${x + w}V${y + h}Q${round(cx)} ${y + h - 2} ${x} ${y + h}z" fill="${paper}"/>`,
    `<path d="M${x} ${y}H${x + w}V${y + h}Q${round(cx)} ${y + h - 2} ${x} ${y + h}z" fill="url(#light)"/>`,
    ...title.lines.map((line, i) => text(cx, top + i * step, title.size, line, 'font-weight="600" text-anchor="middle"')),
    ...feet.map((line, i) => {
      const at = y + h - 8 - (feet.length - 1 - i) * smallLine
      const color = line.color ?? ink.quiet
      const wide = width(line.text, smallSize, true) * 0.92 + (line.icon ? iconWidth : 0)
      const from = cx - wide / 2
      return (
        (line.icon ? icons[line.icon](from, at, color) : '') +
        text(
          cx + (line.icon ? iconWidth / 2 : 0),
          at,
          smallSize,
          line.text,
          `fill="${color}" text-anchor="middle"${line.bold ? ' font-weight="600"' : ' font-weight="500"'}`,
        )
      )
    }),
    '</g>',
  ].join('')
}

/** What every drawing needs once. */
const defs =
  '<defs><linearGradient id="light" x1="0" y1="0" x2="0.25" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="0.28"/><stop offset="0.55" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#7A4A00" stop-opacity="0.07"/></linearGradient></defs>'

/** The mark of Jumun: a small sticky note with a check. */
export const logo = (x: number, y: number, size: number, color: string) =>
  `<g transform="translate(${x} ${y}) rotate(-4 ${size / 2} ${size / 2}) scale(${size / 32})"><path d="M2 2h28v20l-8 8H2z" fill="#FFE681"/><path d="M30 22h-8v8z" fill="#E3BF3C"/><path d="M9 15.5l5 5 9-10" fill="none" stroke="${color}" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></g>`

export const svg = (w: number, h: number, title: string, about: string, body: readonly string[]) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="title about" font-family="${font}" fill="${ink.text}">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="about">${escape(about)}</desc>`,
    defs,
    `<rect x="0.5" y="0.5" width="${w - 1}" height="${h - 1}" rx="20" fill="${ink.paper}" stroke="${ink.edge}"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n')
