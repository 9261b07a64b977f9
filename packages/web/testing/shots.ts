// Pictures of every page in both languages, both themes and four sizes, to be looked at: npm run web:shots [-- PART OF A NAME …] [--out FOLDER]
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { closeBrowser, type Stage, stage } from './browser.ts'
import { looks as kinds, pose, release } from './gallery.ts'
import { furnish, pages, settled, type Size, sizes } from './pages.ts'
import { keep, kept, type Picture, steady } from './pictures.ts'

/** All pictures of one kind on one sheet. */
const sheet = (folder: string): void => {
  const pictures = readdirSync(folder).filter(name => name.endsWith('.png'))
  const images = pictures.map(name => `<figure><img src="${name}" loading="lazy"><figcaption>${name}</figcaption></figure>`)
  const style =
    'body{background:#888;display:flex;flex-wrap:wrap;gap:12px;font:14px sans-serif}figure{margin:0}img{display:block;max-height:640px}'
  writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><style>${style}</style>${images.join('')}`)
}

/** How the pages look whose looks are kept: all of them anew, with their pictures to be looked at. */
const keepLooks = async (s: Stage): Promise<void> => {
  const studio = await s.visit('/nonsense')
  const all: { [name: string]: Picture } = {}
  for (const look of kinds) {
    const isWanted = positionals.every(part => look.name.includes(part))
    const before = isWanted ? undefined : kept()[look.name]
    if (before) all[look.name] = before
    if (!isWanted) continue
    const page = await pose(s, look)
    const { picture, png } = await steady(page, studio)
    all[look.name] = picture
    writeFileSync(join(values.out, `${look.name.replaceAll(' ', '-')}.png`), png)
    console.log(look.name)
    await release(page)
  }
  keep(all)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'shots' }, keep: { type: 'boolean' }, help: { type: 'boolean' } },
})
if (values.help) {
  console.log(
    'npm run web:shots [-- PART OF A NAME …] [--out FOLDER] [--keep]\n\n  Takes pictures of every page in both languages, both themes and four sizes; without a folder into shots/.' +
      '\n  A name is PAGE-SIZE-LANGUAGE-THEME, as bar-wall-ko-dark; with parts of names, only those that contain all of them.' +
      '\n  --keep: takes instead how a few of them look, for the test that compares it (packages/web/testing/pictures.json).',
  )
  process.exit()
}
const looks = (Object.keys(sizes) as Size[]).flatMap(size =>
  (['ko', 'en'] as const).flatMap(language => (['light', 'dark'] as const).map(theme => ({ size, language, theme }))),
)
mkdirSync(values.out, { recursive: true })
const s = await stage()
try {
  await furnish(s)
  if (values.keep) await keepLooks(s)
  for (const shown of values.keep ? [] : pages)
    for (const { size, language, theme } of looks) {
      const file = `${shown.name}-${size}-${language}-${theme}.png`
      if (!positionals.every(part => file.includes(part))) continue
      const [width, height] = sizes[size]
      const page = await s.visit(shown.path, { language, theme, width, height })
      await settled(page, shown)
      await page.screenshot({ path: join(values.out, file), fullPage: true })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      console.log(wide > 0 ? `${file}: ${wide} px too wide` : file)
      await page.context().close()
    }
  sheet(values.out)
  s.calm()
} finally {
  await s.close()
  await closeBrowser()
}
