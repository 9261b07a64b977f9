import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** When a line goes dead: before the message has left, as it leaves, or when the server has answered and nobody hears it. */
export type Cut = 'before' | 'as it leaves' | 'after the answer'

/** A line to a server on this machine that can be cut, with whatever is on its way. */
export interface Line {
  readonly port: number
  /** Cuts, once, at the first message towards the server that is `meant`. Resolves when that has happened. */
  cutAt(meant: (message: Buffer) => boolean, when: Cut): Promise<void>
  /** Cuts everything at once, and takes nobody on until `mend`. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Opens a line to a port. It forwards what it gets as it comes: a message may hold several of a protocol's. */
export const openLine = async (to: number): Promise<Line> => {
  const ends = new Set<Socket>()
  let dead = false
  let cutting: { readonly meant: (message: Buffer) => boolean; readonly when: Cut; readonly done: () => void } | undefined
  const server = createServer(near => {
    if (dead) return void near.resetAndDestroy()
    const far = connect(to, '127.0.0.1')
    for (const end of [near, far]) {
      end.setNoDelay(true)
      ends.add(end)
      // The other end hears of it; what was lost is the test's business.
      end.on('error', () => {})
      end.on('close', () => {
        ends.delete(end)
        near.destroy()
        far.destroy()
      })
    }
    let deaf = false
    near.on('data', message => {
      const cut = cutting?.meant(message) ? cutting : undefined
      if (cut) cutting = undefined
      if (cut?.when === 'before') {
        near.resetAndDestroy()
        return cut.done()
      }
      if (cut?.when === 'after the answer') {
        deaf = true
        far.once('data', () => {
          near.resetAndDestroy()
          cut.done()
        })
      }
      far.write(message, () => {
        if (cut?.when !== 'as it leaves') return
        near.resetAndDestroy()
        cut.done()
      })
    })
    far.on('data', message => {
      if (!deaf) near.write(message)
    })
    near.on('end', () => far.end())
    far.on('end', () => near.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (): void => {
    for (const end of ends) end.resetAndDestroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cutAt: (meant, when) =>
      new Promise(done => {
        cutting = { meant, when, done }
      }),
    cut() {
      dead = true
      cut()
    },
    mend() {
      dead = false
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
