import { Agent, request } from 'node:http'

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly body: any
}
/** Sends one request. Undefined: the connection was refused or lost, and nobody knows what became of it. */
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: { readonly [name: string]: string },
) => Promise<Answer | undefined>

export const sleep = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/** A client of an address that may change: a system that is started again may answer elsewhere. */
export const clientOf = (address: () => string, patience = 15_000): Ask => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return (method, path, body, headers = {}) =>
    new Promise(done => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const sent = request(new URL(path, address()), {
        method,
        agent,
        timeout: patience,
        headers: {
          accept: 'application/hal+json',
          ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      })
      const lost = () => {
        done(undefined)
        sent.destroy()
      }
      sent.on('error', lost).on('timeout', lost)
      sent.on('response', response => {
        const parts: Buffer[] = []
        response
          .on('data', part => parts.push(part))
          .on('error', lost)
          .on('aborted', lost)
        response.on('end', () => {
          if (!response.complete) return lost()
          const read = Buffer.concat(parts).toString()
          done({
            status: response.statusCode!,
            headers: response.headers,
            body: /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(read) : read,
          })
        })
      })
      sent.end(text)
    })
}

/** All items of a collection or search, page by page. */
export const allOf = async (ask: Ask, path: string): Promise<readonly any[]> => {
  const items: any[] = []
  for (let page = 0; ; page++) {
    const answer = await ask('GET', `${path}${path.includes('?') ? '&' : '?'}size=1000&page=${page}`)
    if (answer?.status !== 200)
      throw new Error(`GET ${path}: ${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body ?? '').slice(0, 300)}`)
    const some = Object.values(answer.body._embedded)[0] as readonly any[]
    items.push(...some)
    if (page + 1 >= answer.body.page.totalPages) return items
  }
}
/** How many items a collection or search has. */
export const countOf = async (ask: Ask, path: string): Promise<number> => {
  const answer = await ask('GET', `${path}${path.includes('?') ? '&' : '?'}size=1`)
  if (answer?.status !== 200) throw new Error(`GET ${path}: ${answer?.status ?? 'no answer'}`)
  return answer.body.page.totalElements
}

/** Waits until something holds; after so many ms it gives up and says false. */
export const until = async (holds: () => boolean | Promise<boolean>, within: number, every = 50): Promise<boolean> => {
  const end = Date.now() + within
  while (!(await holds())) {
    if (Date.now() >= end) return false
    await sleep(every)
  }
  return true
}
