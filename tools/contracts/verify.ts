// Asks Pact whether a provider keeps a contract, in a process of its own: what Pact has to say besides it prints.
import { fork } from 'node:child_process'
import { Verifier, type VerifierOptions } from '@pact-foundation/pact-core'

/** What is wrong with what answers there, in Pact's words; undefined: it keeps the contract. */
export const wrongWith = (options: VerifierOptions): Promise<string | undefined> =>
  new Promise((done, failed) => {
    const asked = fork(import.meta.filename, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    asked.once('message', ({ wrong }: { readonly wrong?: string }) => done(wrong))
    asked.once('error', failed)
    asked.once('exit', code => failed(new Error(`Pact ended with ${code} before it said anything`)))
    asked.send(options)
  })

if (import.meta.main)
  process.once('message', (options: VerifierOptions) => {
    const say = (wrong?: string) => process.send!({ wrong }, () => process.disconnect())
    new Verifier({ ...options, logLevel: 'error' }).verify().then(
      () => say(),
      (error: unknown) => say(String(error)),
    )
  })
