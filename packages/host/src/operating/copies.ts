// Views that are made anew, and copies of everything.
import { join } from 'node:path'
import type { Operations } from '@jumun/http'
import { backUp } from '../move.ts'
import { urlOf } from '../stores.ts'
import type { Reach } from './reach.ts'

export const copiesOf = ({ host, boards, everyLive, record, peerOf, theirs }: Reach): Pick<Operations, 'views' | 'rebuild' | 'backup'> => ({
  views: async () => [
    ...(await Promise.all(
      everyLive().flatMap(({ system, context, live }) =>
        live.node.context.views.map(async v => ({
          system,
          context,
          view: v.name,
          rows: (await live.store.list({ of: v.name, where: {}, hidden: true, sort: [], offset: 0, limit: 1 })).total,
          ...(live.filling.progress.has(v.name) ? { filling: live.filling.progress.get(v.name)! } : {}),
        })),
      ),
    )),
    ...(await theirs(there => there.views())),
  ],
  rebuild: async (system, context, view, act) => {
    const board = host.boards.get(system)
    const live = board?.running.live.get(context)
    const found = live?.node.context.views.find(v => v.name === view)
    if (!live) return (await peerOf(system, context)?.rebuild(system, context, view, act)) ?? false
    if (!board || !found) return false
    await record(live, act)
    return live.filling.fill(found, false)
  },
  backup: async act => {
    if (boards().some(b => b.peers.size > 0 || [...b.places.values()].some(p => urlOf(host.settings, p.context) !== undefined)))
      return false
    const folder = join(host.settings.backups, new Date(act.time).toISOString().replaceAll(':', '-'))
    const files = await backUp(
      boards().map(b => b.system),
      host.settings,
      folder,
    )
    for (const { live } of everyLive()) await record(live, { ...act, detail: { folder } })
    return { folder, files: files.length }
  },
})
