import createClient from 'openapi-fetch'
import { settings } from '../app/started.ts'
import { languageNow } from '../words/index.ts'
import { refused, signed } from './session.ts'

/** Where the API of a system begins. */
export const prefixOf = (system: string): string => settings.systems.find(s => s.name === system)?.prefix ?? `/${system}`

/** How long a question may take until it is taken for cut, in ms. What is done waits for a payment; operators search everything. */
const patienceOf = ({ method, url }: Request): number =>
  new URL(url).pathname.startsWith('/operations/') ? 300_000 : method === 'GET' ? 10_000 : 40_000

const hex = (bytes: number): string => [...crypto.getRandomValues(new Uint8Array(bytes))].map(b => b.toString(16).padStart(2, '0')).join('')
/** Each question begins a trace of its own (W3C Trace Context), by which it is found again in logs, events and topics. */
const newTrace = (): string => `00-${hex(16)}-${hex(8)}-01`

/** Asks as whoever is signed in, in the language of the moment. Whoever never answers is not waited for. */
export const ask: typeof fetch = async (input, init) => {
  const asked = new Request(input, init)
  const limit = AbortSignal.timeout(patienceOf(asked))
  const isStream = asked.headers.get('accept') === 'text/event-stream'
  const request = isStream ? asked : new Request(asked, { signal: AbortSignal.any([asked.signal, limit]) })
  request.headers.set('accept-language', languageNow())
  request.headers.set('traceparent', newTrace())
  if (!request.headers.has('accept')) request.headers.set('accept', 'application/json')
  const answer = await fetch(await signed(request))
  if (answer.status === 401) refused()
  return answer
}

/** A client for the API of one system, typed by its OpenAPI document. */
export const clientOf = <Paths extends object>(system: string) =>
  createClient<Paths>({ baseUrl: location.origin + prefixOf(system), fetch: ask, headers: { accept: 'application/json' } })
