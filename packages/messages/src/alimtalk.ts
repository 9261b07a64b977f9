import { type Channel, failed, type Message, refused, type Sent, sent } from './channel.ts'

/** An account at NHN Cloud's KakaoTalk Bizmessage. */
export interface AlimtalkSettings {
  /** Where its API is; https://kakaotalk-bizmessage.api.nhncloudservice.com. */
  readonly url: string
  readonly appKey: string
  readonly secret: string
  /** The key of the Kakao channel that speaks. */
  readonly senderKey: string
  /** The code of each template that Kakao has approved: by system, text and language. */
  readonly templates: { readonly [system: string]: { readonly [what: string]: { readonly [language: string]: string } } }
}

/** So long the provider makes one of requests of the same key, in ms (10 minutes by its documents), less what clocks may differ. */
const keyed = 9 * 60_000
/** When it is asked what became of a message that it took, in ms after that. */
const looks = [300, 700] as const

interface Header {
  readonly isSuccessful?: boolean
  readonly resultCode?: number
}
interface Listed {
  readonly messageStatus?: string
  readonly resultCode?: string
}
/** What the provider knows of a message: nothing, that it is on its way, that it arrived, or that it could not be delivered, and why. */
type Known = undefined | 'taken' | 'arrived' | { readonly code: string }
class Silent extends Error {}

const minute = (at: number): string => new Date(at + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') // in Korea

/** What is asked of the provider: to send, and what became of what was sent. */
class Bizmessage {
  private readonly url: string
  private readonly appKey: string
  private readonly secret: string
  private readonly senderKey: string
  private readonly now: () => number

  constructor({ url, appKey, secret, senderKey }: AlimtalkSettings, now: () => number) {
    this.url = url
    this.appKey = appKey
    this.secret = secret
    this.senderKey = senderKey
    this.now = now
  }
  private async call(path: string, signal: AbortSignal, post?: { readonly key: string; readonly body: object }): Promise<any> {
    let response: Response
    try {
      response = await fetch(`${this.url}/alimtalk/v2.3/appkeys/${encodeURIComponent(this.appKey)}${path}`, {
        ...(post ? { method: 'POST', body: JSON.stringify(post.body) } : {}),
        headers: {
          'content-type': 'application/json;charset=UTF-8',
          'x-secret-key': this.secret,
          ...(post ? { 'x-nc-api-idempotency-key': post.key } : {}),
        },
        redirect: 'error',
        signal,
      })
    } catch {
      throw new Silent('the provider could not be reached, or did not answer in time')
    }
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel()
      throw new Silent(`the provider answered ${response.status}`)
    }
    try {
      return await response.json()
    } catch {
      throw new Silent(`the provider answered ${response.status} in a form that is not its own`)
    }
  }
  async find({ key, at }: Message, signal: AbortSignal): Promise<Known> {
    const from = minute(at === undefined ? this.now() - 25 * 3_600_000 : at - 60_000)
    const query = new URLSearchParams({ startRequestDate: from, endRequestDate: minute(this.now() + 60_000), recipientGroupingKey: key })
    const said = await this.call(`/messages?${query}`, signal)
    if (!(said.header as Header)?.isSuccessful) throw new Silent(`the provider's list answered ${said.header?.resultCode ?? 'nothing'}`)
    const found: readonly Listed[] = said.messageSearchResultResponse?.messages ?? []
    if (!found.length) return undefined
    const failure = found.every(m => m.messageStatus === 'FAILED' || m.resultCode === 'MRC02')
    if (failure) return { code: String(found[0]!.resultCode ?? 'FAILED') }
    return found.some(m => m.messageStatus === 'COMPLETED') ? 'arrived' : 'taken'
  }
  /** Undefined: it takes it; else why not. */
  async post({ key, text }: Message, templateCode: string, phone: string, signal: AbortSignal): Promise<string | undefined> {
    const recipientList = [{ recipientNo: phone, content: text, recipientGroupingKey: key }]
    const body = { senderKey: this.senderKey, templateCode, recipientList }
    const said = await this.call('/raw-messages', signal, { key, body })
    const { isSuccessful, resultCode } = (said.header ?? {}) as Header
    const [result] = said.message?.sendResults ?? []
    const isTaken = isSuccessful && !(result && result.resultCode !== 0)
    return isTaken ? undefined : `the provider does not take it (${result?.resultCode ?? resultCode})`
  }
}

const told = (known: Known): Sent | undefined =>
  typeof known === 'string' ? sent : known && refused(`Kakao could not deliver it (${known.code})`)

/**
 * Sends messages as KakaoTalk AlimTalk. Kakao takes only texts of approved templates; the text of a message is one already, filled in. A
 * repeat within ten minutes is recognised by the provider by its key; later ones, and whatever got no clear answer, are looked for in its
 * list first.
 */
export const alimtalk = (settings: AlimtalkSettings, now: () => number, sleep: (ms: number) => Promise<unknown>): Channel => {
  const provider = new Bizmessage(settings, now)
  const { templates } = settings
  return {
    name: 'alimtalk',
    async send(message, { phone }, signal) {
      const { system, what = '', language = '', at } = message
      const template = templates[system]?.[what]?.[language]
      if (phone === undefined) return refused('no phone number is known')
      if (template === undefined) return refused(`there is no template for ${system}/${what} in ${language || 'that language'}`)
      try {
        const isKeyed = at !== undefined && now() - at < keyed
        const before = isKeyed ? undefined : told(await provider.find(message, signal))
        if (before) return before
        const no = await provider.post(message, template, phone, signal)
        // a key that it has seen is a failure to the provider; what became of it stands in the list
        if (no !== undefined) return told(await provider.find(message, signal)) ?? refused(no)
        for (const ms of looks) {
          await sleep(ms)
          const known = await provider.find(message, signal)
          if (known && known !== 'taken') return told(known)!
        }
        return sent
      } catch (error) {
        return failed(error instanceof Silent ? error.message : 'the provider answered in a form that is not its own')
      }
    },
  }
}
