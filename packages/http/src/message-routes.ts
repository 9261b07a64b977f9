import { actOf, type Desk, href, self, send } from './operations-desk.ts'
import type { Operations } from './operations.ts'
import { Problem } from './problem.ts'

/** What became of the tries to send one message; `to` is masked. Times in ms since 1970. */
export interface MessageState {
  readonly key: string
  readonly system: string
  readonly role: string
  readonly what: string | null
  readonly to: string
  /** `stuck`: it has failed so often that somebody should look; it is tried again all the same. */
  readonly state: 'under way' | 'sent' | 'failed' | 'stuck'
  readonly channel: string | null
  readonly reason: string | null
  readonly tries: number
  readonly since: number
  readonly time: number
}
const states = ['under way', 'sent', 'failed', 'stuck']

/** `/operations/messages`: what channels did with what people were to be told, and trying one again. */
export const messageRoutes = ({ see, act }: Desk, operations: Pick<Operations, 'messages' | 'resend'>): void => {
  see('/operations/messages', async x => {
    const state = x.query.get('state')
    if (state !== null && !states.includes(state))
      throw new Problem('malformed', { errors: [{ field: 'state', word: 'choice', limit: states.join(', ') }] })
    const messages = (await operations.messages())
      .filter(m => state === null || m.state === state)
      .slice(0, 1000)
      .map(m => ({ ...m, ...(m.state === 'sent' ? {} : { _links: { retry: href(x, `/messages/${encodeURIComponent(m.key)}/retry`) } }) }))
    send(x, 200, { messages, ...self(x, '/messages') })
  })
  act('/operations/messages/:key/retry', async x => {
    const { key } = x.params
    if (!(await operations.resend(key, actOf(x, 'resend', { key })))) throw new Problem('not-found')
    const now = (await operations.messages()).find(m => m.key === key)
    send(x, 200, { ...now, ...self(x, '/messages') })
  })
}
