import { createHmac } from 'node:crypto'
import { type Channel, failed, type Message, refused, sent } from './channel.ts'

/** What the receiver may be asked again: it is overloaded, or was not there. Any other 4xx is its no. */
const again = new Set([408, 409, 425, 429])

/** The signature of a delivery, in the form of Standard Webhooks: of id, time in s and body, by each secret. */
export const signatureOf = (secrets: readonly string[], id: string, seconds: number, body: string): string =>
  secrets.map(secret => `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`).join(' ')

const bodyOf = ({ system, role, to, text, what, language, at }: Message): string =>
  JSON.stringify({
    type: 'message',
    timestamp: new Date(at ?? 0).toISOString(),
    data: { system, role, to, text, what: what ?? null, language: language ?? null },
  })

/**
 * Hands messages to a receiver of the operator's own by POST. `webhook-id` is the message's key, the same at each repeat: by it the receiver
 * drops a second one. `secrets`: of each a signature is made, so that one can be changed for another without a gap.
 */
export const webhook = (url: string, secrets: readonly string[], now: () => number): Channel => ({
  name: 'webhook',
  async send(message, _, signal) {
    const body = bodyOf(message)
    const seconds = Math.floor(now() / 1000)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': message.key,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signatureOf(secrets, message.key, seconds, body),
        },
        body,
        redirect: 'manual',
        signal,
      })
      await response.body?.cancel()
      if (response.ok) return sent
      const why = `the receiver answered ${response.status}`
      return response.status >= 400 && response.status < 500 && !again.has(response.status) ? refused(why) : failed(why)
    } catch {
      return failed(signal.aborted ? 'the receiver did not answer in time' : 'the receiver could not be reached')
    }
  },
})
