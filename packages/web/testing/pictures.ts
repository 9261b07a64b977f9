// What pages look like, small enough to be kept: for each place of a picture its mean color. They are compared with some tolerance.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** The side of a place, in px. */
export const side = 20
/** How far apart two means of one place may be (of 255) before it is another color, and how many places may be. */
const near = 12
const few = 0.002

export interface Picture {
  readonly columns: number
  readonly rows: number
  /** Red, green and blue of each place, row by row. */
  readonly colors: Uint8Array
}
interface Kept {
  readonly columns: number
  readonly rows: number
  /** Deflated, in base64. */
  readonly colors: string
}
const place = join(import.meta.dirname, 'pictures.json')
export const kept = (): { readonly [name: string]: Picture } =>
  Object.fromEntries(
    Object.entries(JSON.parse(readFileSync(place, 'utf8')) as { [name: string]: Kept }).map(([name, { columns, rows, colors }]) => [
      name,
      { columns, rows, colors: inflateRawSync(Buffer.from(colors, 'base64')) },
    ]),
  )
export const keep = (pictures: { readonly [name: string]: Picture }): void => {
  const lines = Object.entries(pictures).map(([name, { columns, rows, colors }]) => {
    const is: Kept = { columns, rows, colors: deflateRawSync(colors, { level: 9 }).toString('base64') }
    return `  ${JSON.stringify(name)}: ${JSON.stringify(is)}`
  })
  writeFileSync(place, `{\n${lines.join(',\n')}\n}\n`)
}

/** The picture of what is on the screen, and its file. `studio`: an empty page, in which it is measured. */
export const pictureOf = async (page: Page, studio: Page): Promise<{ readonly picture: Picture; readonly png: Buffer }> => {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const { columns, rows, colors } = await studio.evaluate(
    async ([data, size]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      const context = canvas.getContext('2d', { willReadFrequently: true })!
      context.drawImage(image, 0, 0)
      const [across, down] = [Math.ceil(image.width / size), Math.ceil(image.height / size)]
      const means: number[] = []
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++) {
          const { data: dots } = context.getImageData(x * size, y * size, size, size)
          const sums = [0, 0, 0, 0]
          for (let i = 0; i < dots.length; i += 4) for (let c = 0; c < 4; c++) sums[c]! += dots[i + c]! / (c === 3 ? 255 : 1)
          // what lies outside of the picture has no color
          for (let c = 0; c < 3; c++) means.push(Math.round(sums[c]! / Math.max(1, sums[3]!)))
        }
      return { columns: across, rows: down, colors: means }
    },
    [png.toString('base64'), side] as const,
  )
  return { picture: { columns, rows, colors: Uint8Array.from(colors) }, png }
}

/** How often a page is looked at until it stays as it is. */
const tries = 20
/** The picture of a page that has come together: it is the same twice. */
export const steady = async (page: Page, studio: Page): ReturnType<typeof pictureOf> => {
  let last = await pictureOf(page, studio)
  for (let i = 0; i < tries; i++) {
    await page.waitForTimeout(200)
    const next = await pictureOf(page, studio)
    if (Buffer.compare(last.picture.colors, next.picture.colors) === 0) return next
    last = next
  }
  return last
}

/** What is otherwise in one than in the other, in words; undefined: nothing that anybody would see. */
export const difference = (was: Picture, is: Picture): string | undefined => {
  if (was.columns !== is.columns || was.rows !== is.rows) return 'another size'
  const places: number[] = []
  let most = 0
  for (let i = 0; i < is.columns * is.rows; i++) {
    const away = Math.max(...[0, 1, 2].map(c => Math.abs(was.colors[i * 3 + c]! - is.colors[i * 3 + c]!)))
    most = Math.max(most, away)
    if (away > near) places.push(i)
  }
  if (places.length <= few * is.columns * is.rows) return undefined
  const xs = places.map(i => i % is.columns)
  const ys = places.map(i => Math.floor(i / is.columns))
  const [left, top] = [Math.min(...xs) * side, Math.min(...ys) * side]
  const [right, bottom] = [(Math.max(...xs) + 1) * side, (Math.max(...ys) + 1) * side]
  return `${places.length} places, within ${left},${top} to ${right},${bottom} px, differ by up to ${most} of 255`
}
