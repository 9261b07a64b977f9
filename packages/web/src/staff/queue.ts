// What is tapped at a counter. It is kept in the browser, sent once and in order, and waits there while the line is cut.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { Refused } from '../api/answer.ts'
import { post } from '../api/links.ts'

export interface Tap {
  /** The Idempotency-Key: however often it is sent, it is done once. */
  readonly key: string
  /** Which ticket. */
  readonly ticket: string
  readonly path: string
  readonly command: string
  /** What it says beside its name: a reason. */
  readonly body?: object
  readonly at: number
}
interface Kept {
  readonly waiting: readonly Tap[]
  /** By ticket: why the last tap was refused, until somebody has read it. */
  readonly refused: { readonly [ticket: string]: string }
  /** Since when nothing gets through. */
  readonly cutSince: number | null
}
const nothing: Kept = { waiting: [], refused: {}, cutSince: null }
/** How long until a cut line is tried again, in ms. */
const patience = 2000

/** One counter's queue. All tabs of a browser share it. */
const openQueue = (name: string) => {
  const place = `jumun.queue.${name}`
  const listeners = new Set<() => void>()
  let text: string | null = null
  let kept = nothing
  const read = (): Kept => {
    const now = localStorage.getItem(place)
    if (now !== text) {
      text = now
      kept = now === null ? nothing : (JSON.parse(now) as Kept)
    }
    return kept
  }
  const write = (change: (was: Kept) => Kept): void => {
    localStorage.setItem(place, JSON.stringify(change(read())))
    for (const told of listeners) told()
  }
  const done = (key: string) => write(was => ({ ...was, waiting: was.waiting.filter(t => t.key !== key), cutSince: null }))

  let sending = false
  /** Sends the first, then the next; a cut line keeps all of them in their order. */
  const send = async (sent: () => void): Promise<void> => {
    if (sending) return
    sending = true
    try {
      for (let tap = read().waiting[0]; tap; tap = read().waiting[0]) {
        const { key, ticket, path, body } = tap
        try {
          await post(path, body ?? {}, key)
          done(key)
        } catch (error) {
          if (!(error instanceof Refused) || error.status >= 500 || error.status === 429)
            return write(was => ({ ...was, cutSince: was.cutSince ?? Date.now() }))
          done(key)
          write(was => ({ ...was, refused: { ...was.refused, [ticket]: error.message } }))
        }
        sent()
      }
    } finally {
      sending = false
    }
  }
  return {
    read,
    listen: (told: () => void) => {
      listeners.add(told)
      addEventListener('storage', told)
      return () => {
        listeners.delete(told)
        removeEventListener('storage', told)
      }
    },
    /** One tap on one ticket: a second one before the first is through is the first one again. */
    tap: (ticket: string, command: string, path: string, body: object = {}) => {
      if (read().waiting.some(t => t.ticket === ticket && t.command === command)) return
      const tap: Tap = { key: crypto.randomUUID(), ticket, command, path, body, at: Date.now() }
      write(was => ({ ...was, waiting: [...was.waiting, tap] }))
    },
    understood: (ticket: string) =>
      write(was => ({ ...was, refused: Object.fromEntries(Object.entries(was.refused).filter(([t]) => t !== ticket)) })),
    send,
  }
}
const queues = new Map<string, ReturnType<typeof openQueue>>()
const queueOf = (name: string) => {
  let queue = queues.get(name)
  if (!queue) queues.set(name, (queue = openQueue(name)))
  return queue
}

/** What waits to be sent from this counter, and how to tap. `system`: what is asked anew after each answer. */
export const useQueue = (name: string, system: string) => {
  const queue = queueOf(name)
  const client = useQueryClient()
  const kept = useSyncExternalStore(queue.listen, queue.read)
  const send = useCallback(() => void queue.send(() => void client.invalidateQueries({ queryKey: [system] })), [queue, client, system])
  useEffect(() => {
    send()
    const timer = setInterval(send, patience)
    addEventListener('online', send)
    return () => {
      clearInterval(timer)
      removeEventListener('online', send)
    }
  }, [send])
  const tap = useCallback(
    (ticket: string, command: string, path: string, body?: object) => {
      queue.tap(ticket, command, path, body)
      send()
    },
    [queue, send],
  )
  return { ...kept, tap, understood: queue.understood }
}
