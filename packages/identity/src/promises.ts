import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import { type Book, forGood } from './store.ts'
import { kept } from './secrets.ts'

/** What a grant holds together: when it is revoked, all of it ends. */
const ofGrant = ['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode', 'BackchannelAuthenticationRequest']

/** Everything that was promised (sessions, codes, grants, refresh tokens), kept in the book; ids, which are secrets, only as their hashes. */
export const promisesIn = (book: Book, now: () => number): ((model: string) => Adapter) => {
  const read = book.prepare('SELECT * FROM promise WHERE model = ? AND id = ?')
  const readByUid = book.prepare('SELECT * FROM promise WHERE model = ? AND uid = ?')
  const write = book.prepare(
    `INSERT INTO promise (model, id, payload, grant_id, uid, account, until) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
     account = excluded.account, until = excluded.until`,
  )
  const remove = book.prepare('DELETE FROM promise WHERE model = ? AND id = ?')
  const consume = book.prepare('UPDATE promise SET consumed = ? WHERE model = ? AND id = ? AND consumed IS NULL')
  const revoke = book.prepare(`DELETE FROM promise WHERE grant_id = ? AND model IN (${ofGrant.map(m => `'${m}'`).join()})`)
  type Row = ReturnType<typeof read.get>
  const payloadOf = (row: Row, id?: string): AdapterPayload | undefined => {
    if (!row || (row['until'] !== null && (row['until'] as number) <= now())) return undefined
    const consumed = row['consumed'] === null ? {} : { consumed: row['consumed'] as number }
    return { ...(JSON.parse(row['payload'] as string) as AdapterPayload), jti: id ?? (row['id'] as string), ...consumed }
  }
  return model => ({
    async upsert(id, payload, expiresIn) {
      const until = expiresIn ? now() + expiresIn * 1000 : null
      write.run(
        model,
        kept(id),
        JSON.stringify({ ...payload, jti: undefined }),
        payload.grantId ?? null,
        payload.uid ?? null,
        payload.accountId ?? payload.session?.accountId ?? null,
        until,
      )
    },
    find: async id => payloadOf(read.get(model, kept(id)), id),
    findByUid: async uid => payloadOf(readByUid.get(model, uid)),
    findByUserCode: async () => undefined,
    async destroy(id) {
      remove.run(model, kept(id))
    },
    // of two who come with the same one at the same moment one is first; the other has it from somewhere
    async consume(id) {
      if (consume.run(Math.floor(now() / 1000), model, kept(id)).changes === 1) return
      const grant = read.get(model, kept(id))?.['grant_id']
      if (typeof grant === 'string') forGood(book, () => revoke.run(grant))
      throw new errors.InvalidGrant('this was used before')
    },
    async revokeByGrantId(grant) {
      forGood(book, () => revoke.run(grant))
    },
  })
}
