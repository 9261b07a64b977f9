// Lays out the files of the image: the product as it lies in the repository, the packages that it needs to run, Node, and what Node links
// to.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { Refusal } from '@jumun/host'
import { fingerprint } from '@jumun/web'

const repository = join(import.meta.dirname, '..', '..')
/** Whom a process of the image runs as: nobody that a host knows. */
const user = 10_001
/** What a running product does not read. */
const left = /(\.test\.ts|-suite\.ts|^packages\/web\/testing\/.*|\.md)$/
/** What of a package only its readers and compilers look at; licenses stay. */
const isForReading = /\.(d\.[cm]?ts|map|md|markdown|tsbuildinfo)$/
/** Packages that only make the pages, which are made already, or try sequences in tests, and Node, which lies elsewhere. */
const isForBuilding = (name: string): boolean => name === '@jumun/web' || /^(fast-check$|node-(bin-)?(linux|darwin|win)-)/.test(name)

const run = (command: string, args: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: repository, encoding: 'utf8', maxBuffer: 1e9 })
  if (status !== 0) throw new Refusal(`${command} ${args.join(' ')}: ${error?.message ?? (stderr || stdout).slice(-1000)}`)
  return stdout
}

/** When the sources were committed, in s since 1970: all files of the image are of then, so that the same sources make the same image. */
export const sourceTime = (): number => Number(process.env['SOURCE_DATE_EPOCH'] ?? run('git', ['log', '-1', '--format=%ct']).trim())

interface Listed {
  readonly path?: string
  readonly dependencies?: { readonly [name: string]: Listed }
}
/** The folders of the packages that the product imports, below node_modules. */
const packages = (): ReadonlySet<string> => {
  const found = new Set<string>()
  const walk = ({ dependencies = {} }: Listed): void => {
    for (const [name, it] of Object.entries(dependencies)) {
      if (isForBuilding(name)) continue
      // our own are taken from the repository
      if (it.path && !name.startsWith('@jumun/')) found.add(it.path)
      walk(it)
    }
  }
  walk(JSON.parse(run('npm', ['ls', '--omit=dev', '--all', '--json', '--long'])) as Listed)
  return found
}

/** What Node links to, and its loader, by their usual paths. */
const libraries = (node: string): readonly string[] => [...run('ldd', [node]).matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path]) => path!)

/** Writes everything under `root`, which is emptied first. Returns how many files there are and what they weigh in bytes. */
export const layOut = (root: string): { readonly files: number; readonly bytes: number } => {
  rmSync(root, { recursive: true, force: true })
  const app = join(root, 'jumun')
  for (const file of run('git', ['ls-files', '-z', 'run.js', 'run.ts', 'LICENSE', 'package.json', 'packages', 'systems']).split('\0')) {
    if (!file || left.test(file)) continue
    mkdirSync(dirname(join(app, file)), { recursive: true })
    copyFileSync(join(repository, file), join(app, file))
  }
  copyFileSync(join(repository, 'deploy/image/health.js'), join(app, 'health.js'))
  const filter = (path: string) => !isForReading.test(path)
  for (const folder of packages()) cpSync(folder, join(app, relative(repository, folder)), { recursive: true, dereference: true, filter })
  ownPackages(app)
  pages(app)
  node(root)
  writeFileSync(join(app, 'sbom.json'), `${JSON.stringify(billOfMaterials(root), null, 1)}\n`)
  const time = sourceTime()
  return settle(root, new Date(time * 1000))
}

/** npm links the packages of a workspace; so does the image. */
const ownPackages = (app: string): void => {
  const scope = join('node_modules', '@jumun')
  mkdirSync(join(app, scope), { recursive: true })
  for (const name of readdirSync(join(repository, scope))) symlinkSync(readlinkSync(join(repository, scope, name)), join(app, scope, name))
}
/** The pages are made here, for the sources as they are: nothing is built where the image runs. */
const pages = (app: string): void => {
  const made = join(app, 'node_modules', '.cache', 'jumun-web', fingerprint())
  run(process.execPath, [join(repository, 'packages', 'web', 'server', 'build.ts'), made])
}
const node = (root: string): void => {
  const from = realpathSync(process.execPath)
  for (const path of libraries(from)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    copyFileSync(realpathSync(path), join(root, path))
    chmodSync(join(root, path), 0o755)
  }
  mkdirSync(join(root, 'usr/bin'), { recursive: true })
  copyFileSync(from, join(root, 'usr/bin/node'))
  chmodSync(join(root, 'usr/bin/node'), 0o755)
  const etc = join(root, 'etc')
  mkdirSync(etc, { recursive: true })
  writeFileSync(join(etc, 'passwd'), `jumun:x:${user}:${user}:Jumun:/data:/sbin/nologin\n`)
  writeFileSync(join(etc, 'group'), `jumun:x:${user}:\n`)
  writeFileSync(join(etc, 'nsswitch.conf'), 'hosts: files dns\n')
  mkdirSync(join(root, 'tmp'))
}

interface Component {
  readonly name: string
  readonly version: string
}
/** The packages of others that lie below a folder, those of packages included. */
export const packagesBelow = (folder: string): readonly Component[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (!entry.isDirectory() || entry.name.startsWith('.')) return []
    if (entry.name.startsWith('@')) return packagesBelow(path)
    const { name, version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Component
    const deeper = join(path, 'node_modules')
    return [{ name, version }, ...(existsSync(deeper) ? packagesBelow(deeper) : [])]
  })

/**
 * What is inside, with versions and licenses (CycloneDX): the same for the same lockfile. Of npm's bill of the whole workspace what lies
 * here, and what the pages are made of: npm's bill of what runs names that, and leaves out what the tests of the workspace need besides.
 */
const billOfMaterials = (root: string): object => {
  const sbom = (...more: string[]) => JSON.parse(run('npm', ['sbom', '--sbom-format=cyclonedx', ...more]))
  const { serialNumber: _, metadata, ...bill } = sbom()
  const runs = new Set<string>(sbom('--omit=dev').components.map((c: any) => c['bom-ref']))
  const app = join(root, 'jumun')
  const folders = [
    'node_modules',
    ...readdirSync(join(app, 'packages')).map(p => join('packages', p, 'node_modules')),
    'systems/node_modules',
  ]
  const inside = new Set(
    folders.flatMap(f => (existsSync(join(app, f)) ? packagesBelow(join(app, f)).map(p => `${p.name}@${p.version}`) : [])),
  )
  const components = bill.components.filter((c: any) => runs.has(c['bom-ref']) || inside.has(`${c.name}@${c.version}`))
  const refs = new Set<string>(components.map((c: any) => c['bom-ref']))
  const ours = metadata.component['bom-ref']
  const dependencies = bill.dependencies
    .filter((d: any) => refs.has(d.ref) || d.ref === ours)
    .map((d: any) => ({ ...d, dependsOn: d.dependsOn?.filter((ref: string) => refs.has(ref)) }))
  return {
    ...bill,
    metadata: { component: { ...metadata.component, name: 'jumun' } },
    components: [...components, ...linked(root)],
    dependencies,
  }
}
/** What Node links to, which the machine that made the image has given. */
const linked = (root: string): readonly object[] =>
  libraries(realpathSync(process.execPath)).map(path => ({
    type: 'file',
    name: path,
    hashes: [
      {
        alg: 'SHA-256',
        content: createHash('sha256')
          .update(readFileSync(join(root, path)))
          .digest('hex'),
      },
    ],
  }))

/** One owner, one time, and rights that let nobody change what is there. */
const settle = (root: string, time: Date): { files: number; bytes: number } => {
  let files = 0
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) files++
    if (!entry.isSymbolicLink()) chmodSync(path, entry.isDirectory() || path.includes('/lib') || path.endsWith('/bin/node') ? 0o755 : 0o644)
    lutimesSync(path, time, time)
  }
  chmodSync(join(root, 'tmp'), 0o1777)
  lutimesSync(root, time, time)
  return { files, bytes: Number(run('du', ['-sb', root]).split('\t')[0]) }
}
