// Whom it concerns: found, told, exported and erased.
import type { Operations } from '@jumun/http'
import { findIn } from '../finding.ts'
import { backupsLeft, erasePerson, type Erasure, exportPerson, findPerson } from '../people.ts'
import type { Settings } from '../settings.ts'
import type { Reach } from './reach.ts'

/** Where somebody who was erased may still be, and what to do about it. */
const leftOf = ({ backups }: Settings): readonly string[] => [
  ...backupsLeft(backups),
  'the provider of payments, the provider of identity and whoever received messages keep their own: ask them',
]

export const peopleOf = ({
  host,
  everyLive,
  record,
  speakers,
  everyPeer,
  theirs,
  storesOf,
  here,
}: Reach): Pick<Operations, 'find' | 'people' | 'export' | 'erase' | 'messages' | 'resend'> => ({
  find: async text => [
    ...(await Promise.all(everyLive().map(({ system, live }) => findIn(system, live, text)))).flat(),
    ...(await theirs(there => there.find(text))),
  ],
  people: async text => Promise.all(here().map(({ system, stores }) => findPerson(system, stores, text))),
  export: async (text, act) => {
    for (const { live } of everyLive()) await record(live, act)
    return Promise.all(
      here().map(async ({ system, stores }) => ({ system: system.name, things: await exportPerson(system, stores, text) })),
    )
  },
  erase: async (system, text, act) => {
    const board = host.boards.get(system)
    if (!board) return false
    const { places, running } = board
    if (running.live.size < board.system.contexts.length) return 'elsewhere'
    const { open } = await findPerson(board.system, storesOf(running), text)
    if (open.length) return { open }
    let done: Erasure
    for (const name of places.keys()) await host.stopContext(board, name)
    try {
      await host.resumeErasing(board)
      done = await erasePerson(board.system, host.settings, text)
    } finally {
      for (const name of places.keys()) await host.startContext(board, name)
    }
    if ('open' in done) return done
    await host.forget(done.erasing)
    const { cases } = done
    for (const live of running.live.values())
      await record(live, { ...act, reason: done.erasing.textWithout(act.reason), detail: { system, cases } })
    return { system, cases, left: [...(done.onTopic === undefined ? [] : [done.onTopic]), ...leftOf(host.settings)] }
  },
  messages: async () => [
    ...(host.channels?.sender.deliveries() ?? []).filter(({ system }) => speakers().some(s => s.system === system)),
    ...(await theirs(there => there.messages())),
  ],
  resend: async (key, act) => {
    const delivery = host.channels?.sender.deliveries().find(d => d.key === key)
    const speaker = speakers().find(s => s.system === delivery?.system)
    if (!speaker) {
      for (const { there } of everyPeer()) if (await there.resend(key, act).catch(() => false)) return true
      return false
    }
    await record(speaker.live, act)
    return host.channels!.sender.retry(key)
  },
})
