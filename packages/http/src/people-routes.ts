import { Type } from '@jumun/core/model'
import { inputOf } from './input.ts'
import { actOf, type Desk, href, self, send } from './operations-desk.ts'
import type { Act, Operations } from './operations.ts'
import { Problem } from './problem.ts'

/** What is known of a person in one system. */
export interface PersonState {
  readonly system: string
  readonly cases: readonly string[]
  readonly things: { readonly [context: string]: { readonly [kind: string]: number } }
  /** What their cases wait for: as long as that is so they are not erased. */
  readonly open: readonly string[]
}
/** What was done, and what only people can do: by what it is about, where the person may still be. */
export interface PersonErased {
  readonly system: string
  readonly cases: number
  readonly left: readonly string[]
}
/** What the host does about people. `elsewhere`: contexts run in other processes, so it is done with all of them stopped. */
export interface People {
  people(text: string): Promise<readonly PersonState[]>
  export(text: string, act: Act): Promise<readonly { readonly system: string; readonly things: readonly object[] }[]>
  erase(system: string, text: string, act: Act): Promise<PersonErased | { readonly open: readonly string[] } | 'elsewhere' | false>
}

/** What people may be called, in characters. */
const longest = 200
const who = inputOf({ phone: Type.String({ minLength: 1, maxLength: longest }) })
const whoIn = inputOf({ system: Type.String({ minLength: 1, maxLength: longest }) })

/** `/operations/people`: what is known of a person, all of it as JSON, and to erase them. */
export const peopleRoutes = ({ see, act }: Desk, operations: Pick<Operations, keyof People>): void => {
  see('/operations/people', async x => {
    const { phone } = who.read({ phone: x.query.get('phone') ?? '' })
    const people = await operations.people(phone as string)
    // the link has no number in it: it would be written down wherever addresses are
    send(x, 200, { people, _links: { self: href(x, '/people'), export: href(x, '/people/export'), erase: href(x, '/people/erase') } })
  })
  act('/operations/people/export', async x => {
    const { phone } = who.read(x.body ?? {})
    const systems = await operations.export(phone as string, actOf(x, 'export a person', {}))
    send(x, 200, { systems, ...self(x, '/people') })
  })
  act('/operations/people/erase', async x => {
    const { phone } = who.read(x.body ?? {})
    const { system } = whoIn.read(x.body ?? {})
    const done = await operations.erase(system as string, phone as string, actOf(x, 'erase a person', { system }))
    if (done === false) throw new Problem('not-found')
    if (done === 'elsewhere') throw new Problem('people-elsewhere')
    if ('open' in done) throw new Problem('cases-open', { detail: { open: done.open.slice(0, 20).join('; ') } })
    send(x, 200, { ...done, ...self(x, '/people') })
  })
}
