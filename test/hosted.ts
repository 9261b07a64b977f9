import { mkdtempSync, rmSync } from 'node:fs'
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { System } from '@jumun/core/model'
import { auditData, type Board, Host, settingsFrom } from '@jumun/host'
import { around } from '@jumun/systems'

export interface Answer {
  readonly status: number
  readonly body: any
}
/** One system while it runs in this process, behind its gateway. */
export interface Hosted {
  readonly host: Host
  readonly board: Board
  get(path: string): Promise<Answer>
  post(path: string, body?: object): Promise<Answer>
  /** Stops it, however often it is asked. */
  stop(): Promise<void>
}

/** A data folder of its own, gone after the test. */
export const folder = (t: { after(work: () => unknown): void }): string => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-hosted-'))
  t.after(() => rmSync(data, { recursive: true, force: true }))
  return data
}

/** Starts a system on a data folder, also one that is not registered. `more`: settings besides. */
export const hosted = async (system: System, data: string, more: readonly string[] = []): Promise<Hosted> => {
  const { name } = system
  const businesses = { [name]: around(system) }
  const host = new Host(settingsFrom([name, '--data', data, '--port', '0', '--log', 'silent', ...more], {}, businesses), businesses)
  await host.start()
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const said = await fetch(host.address + path, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    const text = await said.text()
    return { status: said.status, body: text ? JSON.parse(text) : undefined }
  }
  let stopped: Promise<void> | undefined
  return {
    host,
    board: host.boards.get(name)!,
    get: path => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    stop: () => (stopped ??= host.stop()),
  }
}

/** What is there once it is there. */
export const until = async <T>(what: string, read: () => Promise<T | undefined | false>, ms = 60_000): Promise<T> => {
  for (const end = Date.now() + ms; ; ) {
    const found = await read()
    if (found) return found
    assert.ok(Date.now() < end, `not within ${ms} ms: ${what}`)
    await new Promise(go => setTimeout(go, 25))
  }
}

/** Every context that runs has heard all that was said to it, and put nothing aside. */
export const caughtUp = (board: Board): Promise<true> =>
  until(`${board.system.name} has caught up`, async () => {
    for (const { inbox, store } of board.running.live.values()) {
      if (inbox.lanesAside().length) return false
      for (const source of inbox.wants.keys()) {
        const from = board.running.live.get(source)?.store
        if (from && (await store.progress(source)) < (await from.head())) return false
      }
    }
    return true as const
  })

/** The data folder, read with nobody running: no promise is broken, nobody waits to hear of anything. */
export const auditIsClean = async (system: System, data: string): Promise<void> => {
  const { broken, waiting } = await auditData(around(system), data)
  assert.deepEqual([broken, Object.keys(waiting).filter(what => /not heard|put aside|not here/.test(what))], [[], []])
}
/** What the product said, line by line, in what a process of `launch` wrote: all but the one line by which that tells where it listens. */
export const linesOf = (output: string): readonly any[] =>
  output.split('\n').flatMap(line => (line.startsWith('{') && !line.startsWith('{"gateway":') ? [JSON.parse(line)] : []))
