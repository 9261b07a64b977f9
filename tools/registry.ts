// What the last release promised: events, commands and the wire of each system, kept in the repository and compared with what is promised now.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { System } from '@jumun/core/model'
import { mayBreak, type Published, publishedOf, type Steps, stepsBetween } from '@jumun/core/runtime'
import { breaksBetween } from './buf.ts'
import { businessOf, command, exitCodes, systemsNamed } from './command.ts'

const root = join(import.meta.dirname, '..')
const fileOf = (name: string): string => join(root, 'registry', `${name}.json`)
/** The version that is worked on. */
export const versionNow = (): string => (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

interface Release {
  readonly version: string
  readonly published: Published
}
/** What the last release of a system promised; undefined: it was never released. */
export const lastRelease = (name: string): Release | undefined => {
  try {
    return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Release
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
const protoFile = (name: string): string => join(root, 'registry', `${name}.proto`)
const protoNow = (name: string): string => readFileSync(join(root, 'systems', name, `${name}.proto`), 'utf8')
/** What is wrong about a proto file, in words, where the one of the last release was this: undefined where nothing is. */
export const protoWrong = (
  name: string,
  version: string,
  proto = protoNow(name),
  old = readFileSync(protoFile(name), 'utf8'),
): string | undefined => {
  const breaking = mayBreak(lastRelease(name)!.version, version) ? [] : breaksBetween(old, proto)
  return breaking.length
    ? `${name}.proto breaks what the last release promised, which needs a major step (before 1.0: a minor one), and the version is ${version}:\n` +
        `${breaking.map(what => `  ${what}`).join('\n')}\n` +
        'Keep what there was beside what is new (docs/how-to-change-a-model.md). Where it is meant, raise the version, and write it down with npm run registry.'
    : undefined
}
/** What the system does to what was promised; and what is wrong about that, in words: undefined where nothing is. */
export const comparedTo = (release: Release, system: System, version: string): Steps & { readonly wrong: string | undefined } => {
  const steps = stepsBetween(release.published, publishedOf(system))
  const isFree = !steps.breaking.length || mayBreak(release.version, version)
  return {
    ...steps,
    wrong: isFree
      ? undefined
      : `${system.name} breaks what release ${release.version} promised, which needs a major step (before 1.0: a minor one), and the version is ${version}:\n` +
        `${steps.breaking.map(what => `  ${what}`).join('\n')}\n` +
        'Keep what there was beside what is new (docs/how-to-change-a-model.md). Where it is meant, raise the version, and write it down with npm run registry.',
  }
}

const usage = `npm run registry [-- system …] [--check]

  Writes down what the systems promise to others as of this version: the events they tell, the commands that may be asked, the
  collections of their wire, and their proto files (registry/). To be run when one releases.
  --check   writes nothing; says what is new, and what breaks what the last release promised`
if (import.meta.main)
  await command(usage, { check: { type: 'boolean', default: false } }, async ({ check }, positionals) => {
    const version = versionNow()
    let isBroken = false
    for (const name of systemsNamed(positionals)) {
      const { system } = businessOf(name)
      const last = lastRelease(name)
      if (!check) {
        mkdirSync(dirname(fileOf(name)), { recursive: true })
        writeFileSync(fileOf(name), `${JSON.stringify({ version, published: publishedOf(system) } satisfies Release, null, 1)}\n`)
        writeFileSync(protoFile(name), protoNow(name))
        console.log(`${name}: written as of ${version}`)
        continue
      }
      if (!last) {
        console.log(`${name}: never released`)
        continue
      }
      const { breaking, added, wrong } = comparedTo(last, system, version)
      console.log(`${name}: since ${last.version} ${breaking.length} broken, ${added.length} new`)
      for (const what of added) console.log(`  ${what}`)
      const protoIs = protoWrong(name, version)
      for (const what of [wrong, protoIs]) if (what) console.error(what)
      isBroken ||= wrong !== undefined || protoIs !== undefined
    }
    return isBroken ? exitCodes.wrong : exitCodes.fine
  })
