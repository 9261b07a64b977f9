import { answer } from './answer.ts'
import { ask } from './client.ts'
import type { components } from './generated/cafeteria.ts'

/** Whatever has links; all systems write them alike. */
export interface Linked {
  readonly _links: components['schemas']['ItemLinks']
}

/** May this command be issued now, by this caller? Buttons stand where it may. */
export const may = (item: Linked | undefined, command: string): boolean => item?._links[command] !== undefined

/** The path of a link here: links may name a context's own address, and a page only asks where it came from. */
export const pathOf = (item: Linked, command: string): string | undefined => {
  const href = item._links[command]?.href
  return href === undefined ? undefined : new URL(href, location.href).pathname
}

const told = async <T>(response: Response) => {
  const said: unknown = await response.json().catch(() => undefined)
  return response.ok ? { data: said as T, response } : { error: said, response }
}
/** What is there, by its path: for what no OpenAPI document describes. */
export const get = <T>(path: string): Promise<T> => answer<T>(ask(path).then(told<T>))

/** Issues a command by its path; it is answered with the item as it is then. */
export const post = <T>(path: string, body: object | undefined, key: string | undefined): Promise<T> =>
  answer<T>(
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).then(told<T>),
  )

/** Issues a command that an item offers. */
export const follow = <T extends Linked>(item: T, command: string, body?: object, key?: string): Promise<T> => {
  const path = pathOf(item, command)
  if (path === undefined) throw new Error(`${command} is not offered`)
  return post<T>(path, body, key)
}
