import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { find } from './find.ts'
import type { Missing } from './missing.ts'

const version = 'v0.203.0'
/** Stripe's own stand-in, which knows the form of every request: on the PATH, or where Go puts programs. */
export const stripeMock = (): string | undefined =>
  find('stripe-mock') ?? [join(process.env['GOBIN'] ?? join(homedir(), 'go', 'bin'), 'stripe-mock')].find(path => existsSync(path))
export const missingStripeMock = (): Missing | undefined =>
  stripeMock() === undefined ? { why: 'stripe-mock is not here', how: 'npm run engines -- install stripe-mock' } : undefined
export const buildStripeMock = (): void => {
  const { status, stderr } = spawnSync(find('go') ?? 'go', ['install', `github.com/stripe/stripe-mock@${version}`], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr.slice(-1000))
}
