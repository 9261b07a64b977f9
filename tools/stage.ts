import { type Ask, type Cast, countOf, sleep, type Verdict } from '@jumun/testing/cast'

/** Lets the staff work, round after round; resolves when they have gone home, which they do when what is returned is called. */
export const working = (cast: Cast): (() => Promise<void>) => {
  let isClosed = false
  const all = cast.staff.map(async round => {
    while (!isClosed) await sleep((await round()) ? 10 : 60)
  })
  return async () => {
    isClosed = true
    await Promise.all(all)
  }
}

/**
 * Waits until everything fits together and, where `ask` is given, nothing waits any more. What is read while people work may not fit yet, so
 * it is read again; given up after so many ms in which nothing moved.
 */
export const settled = async (cast: Cast, patience: number, ask?: Ask): Promise<{ readonly verdict: Verdict; readonly waits: number }> => {
  let before = ''
  for (let end = Date.now() + patience; ; ) {
    const from = Date.now()
    const counts = ask ? await Promise.all(cast.waiting.map(path => countOf(ask, path))) : []
    const waits = counts.reduce((sum, n) => sum + n, 0)
    const verdict = await cast.judge()
    if ((waits === 0 && verdict.wrong.length === 0) || Date.now() >= end) return { verdict, waits }
    const now = JSON.stringify([waits, verdict.wrong.map(({ what }) => what).sort()])
    if (now !== before) end = Date.now() + patience
    before = now
    await sleep(Math.max(200, 2 * (Date.now() - from)))
  }
}
