import { answer, isDuplicate, type Server } from './server.ts'

/** Takes, renews or (0 ms) gives back a lease, by the server's clock. False: somebody else has it. */
export const lease = async (server: Server, name: string, holder: string, ms: number): Promise<boolean> => {
  const leases = server.collection('leases')
  const now = await server.time()
  const mine = { _id: name, $or: [{ holder }, { until: { $lte: now } }] }
  if (ms <= 0) return (await answer(leases.deleteOne({ _id: name, holder }))).deletedCount > 0
  const taken = { holder, until: now + ms }
  if ((await answer(leases.updateOne(mine, { $set: taken }))).matchedCount) return true
  try {
    await leases.insertOne({ _id: name, ...taken })
    return true
  } catch (thrown) {
    if (isDuplicate(thrown)) return false
    return answer(Promise.reject(thrown))
  }
}
