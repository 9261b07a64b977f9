// Builds the packages as others install them: JavaScript, types and source maps, each in a folder of dist, with a manifest made for them.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { command, exitCodes } from './command.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): any => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** The folders of the packages that others install. */
export const folders = [...globSync('packages/*', { cwd: root }), 'systems'].sort()

/** A file of a package as it is built: without the folder of the sources, and without its ending. */
const builtPath = (path: string): string => path.replace(/^\.\/(src\/)?/, './').replace(/\.ts$/, '')

/** What is exported as it was built, with its types; files that are no code as they are. What was not built is not exported. */
const exportsOf = (own: any, dist: string): object => {
  const file = (path: string): string => (path.endsWith('.ts') ? `${builtPath(path)}.js` : path.replace(/^\.\/src\//, './'))
  const of = (path: string) => (path.endsWith('.ts') ? { types: `${builtPath(path)}.d.ts`, default: file(path) } : file(path))
  const isBuilt = (path: string) => globSync(file(path), { cwd: dist }).length > 0
  return Object.fromEntries(
    Object.entries<string>(own.exports)
      .filter(([, path]) => isBuilt(path))
      .map(([name, path]) => [name, of(path)]),
  )
}
/** What others read of a package: all packages have one version. Of the web app, which is made for the five systems, only its look is theirs. */
const manifestOf = (own: any, whole: any, dist: string): object => ({
  name: own.name,
  version: whole.version,
  description: own.description ?? whole.description,
  license: own.license,
  type: 'module',
  engines: { node: '>=20' },
  exports: exportsOf(own, dist),
  dependencies: Object.fromEntries(
    Object.entries<string>(own.name === '@jumun/web' ? {} : (own.dependencies ?? {})).map(([name, version]) => [
      name,
      name.startsWith('@jumun/') ? whole.version : version,
    ]),
  ),
})

/** Drawn documents of systems, which a host shows, or goes by. */
const shown = ['board.svg', 'openapi.json', 'asyncapi.json', '*.proto']

/** Builds every package into a folder of its own in this one, which is emptied before; says where they are. */
export const build = (to: string): readonly string[] => {
  const made = join(to, '.made')
  rmSync(to, { recursive: true, force: true })
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', made], { stdio: 'inherit', cwd: root })
  const whole = read('package.json')
  const all = folders.map(folder => {
    const dist = join(to, basename(folder))
    const sources = existsSync(join(made, folder, 'src')) ? join(made, folder, 'src') : join(made, folder)
    if (existsSync(sources)) cpSync(sources, dist, { recursive: true })
    const look = join(root, folder, 'src/design')
    if (existsSync(look)) cpSync(look, join(dist, 'design'), { recursive: true, filter: path => !/\.tsx?$/.test(path) })
    for (const path of globSync(`${folder}/*/{${shown.join(',')}}`, { cwd: root })) {
      const to = join(dist, relative(folder, path))
      mkdirSync(dirname(to), { recursive: true })
      cpSync(join(root, path), to)
    }
    for (const path of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, path), join(dist, path))
    writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifestOf(read(`${folder}/package.json`), whole, dist), null, 2)}\n`)
    return dist
  })
  rmSync(made, { recursive: true })
  return all
}

const usage = `npm run build

  Builds every package into dist, as it is installed elsewhere: npm pack ./dist/core.`
if (import.meta.main)
  await command(usage, {}, async () => {
    for (const dist of build(join(root, 'dist'))) console.log(relative(root, dist))
    return exitCodes.fine
  })
