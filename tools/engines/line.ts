import { connect, createServer, type Socket } from 'node:net'
import { freePort } from './process.ts'

/** A TCP line to a port of this machine that can be cut. */
export interface Line {
  readonly port: number
  /** From now on nothing passes, either way, and nobody is told, as when a cable is pulled; who connects is let wait. */
  cut(): void
  /** What waited goes on, in order, as far as its ends still want it. */
  mend(): void
  /** Breaks the connections there are, which both ends are told at once. */
  reset(): void
  close(): Promise<void>
}

export const lineTo = async (target: number): Promise<Line> => {
  const port = await freePort()
  const pairs = new Set<readonly [near: Socket, far: Socket]>()
  let isCut = false
  const join = ([near, far]: readonly [Socket, Socket]) => {
    near.pipe(far)
    far.pipe(near)
  }
  const server = createServer(near => {
    const far = connect({ host: '127.0.0.1', port: target })
    const pair = [near, far] as const
    pairs.add(pair)
    for (const end of pair) {
      end.setNoDelay(true)
      end.on('error', () => {}) // 'close' follows
      end.on('close', () => {
        if (!isCut) part(pair)
      })
    }
    if (!isCut) join(pair)
  })
  const part = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair)
    for (const end of pair) end.destroy()
  }
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  return {
    port,
    cut: () => {
      isCut = true
      for (const [near, far] of pairs) {
        near.unpipe(far).pause()
        far.unpipe(near).pause()
      }
    },
    mend: () => {
      if (!isCut) return
      isCut = false
      // what one end gave up meanwhile the other hears of only now
      for (const pair of pairs)
        if (pair.some(end => end.destroyed)) part(pair)
        else join(pair)
    },
    reset: () => {
      for (const pair of pairs) {
        for (const end of pair) end.resetAndDestroy()
        pairs.delete(pair)
      }
    },
    close: async () => {
      for (const pair of pairs) part(pair)
      await new Promise(done => server.close(done))
    },
  }
}
