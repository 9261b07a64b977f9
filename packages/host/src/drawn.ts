import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Business } from './business.ts'

const paths = { board: 'board.svg', openapi: 'openapi.json' } as const
type Drawn = { readonly [document in keyof typeof paths]: string | undefined }

/** The drawn documents of a system: as they lie in its folder, else drawn from its model now (which takes some seconds). */
export const drawn = async ({ system, folder }: Business): Promise<Drawn> => {
  const read = (path: string) => (folder === undefined ? undefined : readFile(join(folder, path), 'utf8').catch(() => undefined))
  const [board, openapi] = await Promise.all([read(paths.board), read(paths.openapi)])
  if (board !== undefined && openapi !== undefined) return { board, openapi }
  const { documents } = await import('@jumun/board')
  const all = documents(system)
  return { board: board ?? all.get(paths.board), openapi: openapi ?? all.get(paths.openapi) }
}
