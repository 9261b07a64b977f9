// Siege, the load generator of the originals (COM-107): its own figures, as it prints them.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Missing } from './missing.ts'
import { tied } from './process.ts'
import { programOf } from './unpacked.ts'

export const missingSiege = (): Missing | undefined =>
  programOf('siege') ? undefined : { why: 'siege is not here', how: 'npm run engines -- install siege' }

/** Its table: hits, availability in percent, times in s. */
export interface Siege {
  readonly transactions: number
  readonly availability: number
  readonly elapsed_time: number
  readonly data_transferred: number
  readonly response_time: number
  readonly transaction_rate: number
  readonly throughput: number
  readonly concurrency: number
  readonly successful_transactions: number
  readonly failed_transactions: number
  readonly longest_transaction: number
  readonly shortest_transaction: number
}

/**
 * `siege -c users -d pause` of these addresses, as it writes them (`http://…/orders POST {…}`), by turns, until it is told to end. `folder`:
 * for its own files. What is under way when it ends it counts neither as done nor as failed.
 */
export const siege = (urls: readonly string[], users: number, pause: number, folder: string): { end(): Promise<Siege> } => {
  mkdirSync(join(folder, '.siege'), { recursive: true })
  const [rc, list] = [join(folder, 'siegerc'), join(folder, 'urls.txt')]
  writeFileSync(
    rc,
    'json_output = true\nlogging = false\nverbose = false\nprotocol = HTTP/1.1\nconnection = close\ntimeout = 30\nfailures = 1000000\n',
  )
  writeFileSync(list, `${urls.join('\n')}\n`)
  const words = ['-R', rc, '-f', list, '-c', String(users), '-t', '24H', '-d', String(pause), '--content-type', 'application/json']
  const [program = '', ...args] = [...tied(), programOf('siege')!, ...words]
  const child = spawn(program, args, { env: { ...process.env, HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (said += part))
  const ended = new Promise<void>((done, failed) => child.once('close', () => done()).once('error', failed))
  return {
    async end() {
      child.kill('SIGINT')
      const patience = setTimeout(() => child.kill('SIGKILL'), 60_000)
      await ended
      clearTimeout(patience)
      const table = /\{[^{}]*"transactions"[^{}]*\}/.exec(said)
      if (!table) throw new Error(`siege printed no table: ${said.slice(-1000)}`)
      return JSON.parse(table[0]) as Siege
    },
  }
}
