import createClient from 'openapi-fetch'
import { settings } from '../app/started.ts'
import { languageNow } from '../words/index.ts'
import { refused, signed } from './session.ts'

/** Where the API of a system begins. */
export const prefixOf = (system: string): string => settings.systems.find(s => s.name === system)?.prefix ?? `/${system}`

/** Asks as whoever is signed in, in the language of the moment. */
export const ask: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  request.headers.set('accept-language', languageNow())
  if (!request.headers.has('accept')) request.headers.set('accept', 'application/json')
  const answer = await fetch(await signed(request))
  if (answer.status === 401) refused()
  return answer
}

/** A client for the API of one system, typed by its OpenAPI document. */
export const clientOf = <Paths extends object>(system: string) =>
  createClient<Paths>({ baseUrl: location.origin + prefixOf(system), fetch: ask, headers: { accept: 'application/json' } })
