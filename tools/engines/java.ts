import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cache.ts'
import { find } from './find.ts'
import type { Missing } from './missing.ts'

export type Jars = 'kafka' | 'mongo'

/** What an engine of Java lacks: its jars, or Java 17 or later (with its compiler where asked). */
export const missingJava = (jars: Jars, { compiler }: { compiler: boolean }): Missing | undefined => {
  const how = `npm run engines -- install ${jars}`
  if (!hasJars(jars)) return { why: `the jars of ${jars} are not here`, how }
  const version = javaVersion()
  if (version < 17) return { why: version ? `Java ${version} is here, and 17 or later is needed` : 'there is no Java', how }
  if (compiler && !hasCompiler()) return { why: 'there is a Java without its compiler', how }
  return undefined
}

export const hasJars = (jars: Jars): boolean => listed(jars).every(({ file }) => existsSync(join(jarsFolder(jars), file)))
/** Its first number; 0 where there is none. */
export const javaVersion = (): number =>
  Number(/version "(\d+)/.exec(spawnSync(java(), ['-version'], { encoding: 'utf8' }).stderr ?? '')?.[1] ?? 0)
export const hasCompiler = (): boolean => existsSync(java()) && existsSync(join(dirname(realpathSync(java())), 'javac'))

/** The command before the class: small, and one compiler only, which starts an engine in less than half the time. */
export const javaOf = (jars: Jars, memory: string): string[] => [
  java(),
  `-Xmx${memory}`,
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  ...(hasArchive(jars) ? [`-XX:SharedArchiveFile=${archiveOf(jars)}`] : []),
  '-cp',
  join(checked(jars), '*'),
]

/** Where the classes of an engine lie as Java holds them in memory: who begins with them neither reads nor checks them again. */
const archiveOf = (jars: Jars): string => {
  // Java takes the archive of another Java for none; so each has its own
  const { size, mtimeMs } = statSync(realpathSync(java()))
  return `${jarsFolder(jars)}-${sha256(`${size} ${mtimeMs}`).slice(0, 8)}.jsa`
}
export const hasArchive = (jars: Jars): boolean => existsSync(java()) && existsSync(archiveOf(jars))
/** Keeps the classes that `run` loads, which starts an engine and ends it gently. */
export const archive = async (jars: Jars, run: () => Promise<void>): Promise<void> => {
  const beginning = `${archiveOf(jars)}-${process.pid}`
  process.env['JAVA_TOOL_OPTIONS'] = `-XX:ArchiveClassesAtExit=${beginning}`
  try {
    await run()
    renameSync(beginning, archiveOf(jars))
  } finally {
    delete process.env['JAVA_TOOL_OPTIONS']
    rmSync(beginning, { force: true })
  }
}

/** Fetches by Maven what `pom.xml` pins, and takes it only where every file is the one of `jars.sha256`. */
export const fetchJars = (jars: Jars): void => {
  const folder = jarsFolder(jars)
  mkdirSync(dirname(folder), { recursive: true })
  const beginning = mkdtempSync(`${folder}-`)
  try {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'
    const pom = join(import.meta.dirname, jars, 'pom.xml')
    const { status } = spawnSync(
      'mvn',
      ['-q', '-B', '--strict-checksums', '-f', pom, goal, '-DincludeScope=runtime', `-DoutputDirectory=${beginning}`],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    )
    if (status !== 0) throw new Error(`mvn did not bring the jars of ${jars}`)
    check(jars, beginning)
    rmSync(folder, { recursive: true, force: true })
    renameSync(beginning, folder)
  } finally {
    rmSync(beginning, { recursive: true, force: true })
  }
}

const java = (): string => (process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : find('java')) ?? 'java'

const list = (jars: Jars) => readFileSync(join(import.meta.dirname, jars, 'jars.sha256'), 'utf8')
const listed = (jars: Jars) =>
  list(jars)
    .trim()
    .split('\n')
    .map(line => ({ sum: line.slice(0, 64), file: line.slice(66) }))

/** Kept between runs; other versions lie in another folder. */
export const jarsFolder = (jars: Jars): string => {
  return join(cacheFolder(), `${jars}-${sha256(list(jars)).slice(0, 8)}`)
}
const checked = (jars: Jars): string => {
  check(jars, jarsFolder(jars))
  return jarsFolder(jars)
}
const check = (jars: Jars, folder: string) => {
  for (const { sum, file } of listed(jars)) {
    const path = join(folder, file)
    if (!existsSync(path) || sha256(readFileSync(path)) !== sum)
      throw new Error(`${path} is not the file that is pinned: npm run engines -- install ${jars}`)
  }
}
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
