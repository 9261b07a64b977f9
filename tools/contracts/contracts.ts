// The contracts of those who ask and hear, kept in contracts/ as Pact: written by playing them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '@jumun/host'
import { command, exitCodes } from '../command.ts'
import { checker } from '../engines/index.ts'
import { writeRest } from './rest.ts'

const root = join(import.meta.dirname, '../..')
/** Where they are kept. */
export const contractsFolder = join(root, 'contracts')

/** By the name of the file, as it is kept: without the versions of the libraries that wrote it. */
export type Contracts = ReadonlyMap<string, string>

const readAs = (path: string): string => {
  const { metadata, ...said } = JSON.parse(readFileSync(path, 'utf8')) as { readonly metadata: { readonly pactSpecification: object } }
  return `${JSON.stringify({ ...said, metadata: { pactSpecification: metadata.pactSpecification } }, null, 1)}\n`
}
/** Those that are kept. */
export const keptContracts = (): Contracts =>
  new Map(readdirSync(contractsFolder).map(name => [name, readFileSync(join(contractsFolder, name), 'utf8')]))

const writePython = (folder: string): void => {
  const cwd = join(root, 'clients/python')
  const { status, stderr } = spawnSync(checker.python, ['-m', 'tests.contract', folder], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the messages in Python: ${stderr.slice(-2000)}`)
}

/**
 * Plays all who ask and hear. Throws where one does not understand what it says that it needs; a Refusal where Python's part cannot be
 * played.
 */
export const contractsNow = async (): Promise<Contracts> => {
  const lacking = checker.missing()
  if (lacking) throw new Refusal(`${lacking.why}: ${lacking.how}`)
  const folder = mkdtempSync(join(tmpdir(), 'jumun-contracts-'))
  try {
    await writeRest(folder)
    writePython(folder)
    return new Map(
      readdirSync(folder)
        .toSorted()
        .map(name => [name, readAs(join(folder, name))]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const usage = `npm run contracts [-- --check]

  Plays contexts that ask others by HTTP, and the messages in Python that hear of them, and writes what they said and needed as Pact
  (contracts/).
  Whether the running product keeps them is asked by test/contracts.test.ts.
  --check   writes nothing, says what is stale`
if (import.meta.main)
  await command(usage, { check: { type: 'boolean', default: false } }, async ({ check }) => {
    const [kept, now] = [keptContracts(), await contractsNow()]
    const stale = [...new Set([...kept.keys(), ...now.keys()])].filter(name => kept.get(name) !== now.get(name))
    mkdirSync(contractsFolder, { recursive: true })
    for (const name of stale) {
      console.log(`${name}: ${check ? 'stale' : now.has(name) ? 'written' : 'nobody needs it any more'}`)
      if (check) continue
      if (now.has(name)) writeFileSync(join(contractsFolder, name), now.get(name)!)
      else rmSync(join(contractsFolder, name))
    }
    if (!stale.length) console.log('nothing new')
    return check && stale.length ? exitCodes.wrong : exitCodes.fine
  })
