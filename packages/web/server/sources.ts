import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of this package. */
export const here: string = dirname(import.meta.dirname)

/** The fingerprint of everything that the built files are made from. */
export const fingerprint = (): string => {
  const hash = createHash('sha256')
  const files = globSync(['src/**/*.{ts,tsx,css,svg,woff2}', 'index.html', 'vite.config.ts', 'package.json', 'server/build.ts'], {
    cwd: here,
  }).sort()
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(here, file)))
  return hash.digest('hex').slice(0, 16)
}
