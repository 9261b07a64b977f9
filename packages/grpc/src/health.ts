// grpc.health.v1: asked when it is asked, and for who watches so often that a context that goes or comes is soon known.
import { Metadata, type sendUnaryData, type Server, type ServerUnaryCall, type ServerWritableStream, status } from '@grpc/grpc-js'
import { service } from 'grpc-health-check'

/** Is it ready? By the name of its service; the name of all is ''. */
export type Ready = ReadonlyMap<string, () => Promise<boolean>>
type Status = 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN'
interface About {
  readonly service: string
}
interface Answer {
  readonly status: Status
}

/** How often it is looked for those who watch, in ms. */
const often = 500

/** Answers who asks how a service is; returns how those who watch are told that all ends. */
export const addHealth = (server: Server, ready: Ready): (() => void) => {
  const watching = new Set<ServerWritableStream<About, Answer>>()
  const statusOf = async (name: string): Promise<Status> => {
    const isReady = ready.get(name)
    if (!isReady) return 'SERVICE_UNKNOWN'
    return (await isReady().catch(() => false)) ? 'SERVING' : 'NOT_SERVING'
  }
  const check = (call: ServerUnaryCall<About, Answer>, answer: sendUnaryData<Answer>): void => {
    void statusOf(call.request.service).then(found =>
      found === 'SERVICE_UNKNOWN'
        ? answer({ code: status.NOT_FOUND, details: `There is no service ${call.request.service}.`, metadata: new Metadata() })
        : answer(null, { status: found }),
    )
  }
  const watch = (call: ServerWritableStream<About, Answer>): void => {
    let last: Status | undefined
    const look = async (): Promise<void> => {
      const found = await statusOf(call.request.service)
      if (!watching.has(call) || found === last) return
      last = found
      call.write({ status: found })
    }
    watching.add(call)
    void look()
    const looks = setInterval(() => void look(), often).unref()
    for (const end of ['cancelled', 'close', 'finish'])
      call.once(end, () => {
        watching.delete(call)
        clearInterval(looks)
      })
  }
  const list = (_: unknown, answer: sendUnaryData<object>): void => {
    void Promise.all([...ready.keys()].map(async name => [name, { status: await statusOf(name) }] as const)).then(all =>
      answer(null, { statuses: Object.fromEntries(all) }),
    )
  }
  server.addService(service, { Check: check, Watch: watch, ...('List' in service ? { List: list } : {}) })
  return () => {
    for (const call of watching) {
      call.write({ status: 'NOT_SERVING' })
      call.end()
    }
    watching.clear()
  }
}
