import { Codes } from './codes.ts'
import type { Exchange } from './exchange.ts'
import { Invitations } from './invitations.ts'
import { type Address, addressIn, type Language, nameIn, People, type Person, subjectOf } from './people.ts'
import { faultOf, Passwords } from './passwords.ts'
import { givenBy, type Giver, machine, mayGive, roleOfAll, type Rules } from './roles.ts'
import { kept, unguessable } from './secrets.ts'
import type { Book } from './store.ts'
import { Tries } from './tries.ts'
import { type Text, textOf } from './texts.ts'
import { roleName, type Word } from './words.ts'

/** A message to a phone or a mailbox. */
export interface Told {
  readonly to: Address
  /** Which of the texts it is. */
  readonly what: Text
  readonly language: Language
  readonly text: string
}
/** How people are told something. Rejects where it cannot be sent. */
export type Send = (message: Told) => Promise<void>
export interface FlowSettings {
  readonly book: Book
  readonly send: Send
  readonly now: () => number
  /** Who may give which role. */
  readonly rules: Rules
  /** Told where a message could not be sent. */
  readonly report: (what: string, error: unknown) => void
}

/** The cookie of a browser in which somebody was let in before. */
const browserCookie = 'jumun_browser'
const aYear = 31_536_000

/** What was said no to, in a word of the pages; `values` for its text. */
export interface No {
  readonly status: number
  readonly word: Word
  readonly values?: { readonly [name: string]: string | number }
}
const no = (word: Word, status = 400, values?: No['values']): No => ({ word, status, ...(values ? { values } : {}) })
export const isNo = (answer: object): answer is No => 'word' in answer

/** What somebody who signs up has said of themselves. */
interface Applicant {
  readonly name: string
  readonly language: Language
  readonly password: string
  readonly invitation?: string | undefined
}

/**
 * What people may do about their accounts, without a word of how the pages look. Messages go out beside the answer: it takes as long for
 * nobody.
 */
export class Flows {
  readonly people: People
  readonly invitations: Invitations
  private readonly codes: Codes
  private readonly passwords = new Passwords()
  private readonly tries: Tries
  private readonly settings: FlowSettings

  constructor(settings: FlowSettings) {
    this.settings = settings
    this.people = new People(settings.book)
    this.invitations = new Invitations(settings.book, settings.now)
    this.codes = new Codes(settings.book, settings.now)
    this.tries = new Tries(settings.now)
  }

  /** Who signs in with this; what is wrong is never said of the address alone. */
  async signIn(x: Exchange, form: URLSearchParams): Promise<Person | No> {
    const said = form.get('address') ?? ''
    const address = addressIn(said)
    const name = address?.text ?? kept(said)
    const person = address && this.people.at(address)
    const browser = person && this.browserOf(x, person)
    const wait = this.tries.wait(name, x.place, browser)
    if (wait > 0) return no('wait', 429, { seconds: Math.ceil(wait / 1000) })
    if (!(await this.passwords.isRight(form.get('password') ?? '', person?.password, x.place))) {
      this.tries.failed(name, x.place, browser)
      return no('wrong', 401)
    }
    this.tries.succeeded(name, x.place, browser)
    this.remember(x, person!)
    return person!
  }
  private browserOf(x: Exchange, person: Person): string | undefined {
    const token = x.cookie(browserCookie)
    if (token === undefined) return undefined
    const found = this.settings.book
      .prepare('SELECT 1 FROM browser WHERE token = ? AND person = ? AND until > ?')
      .get(kept(token), person.id, this.settings.now())
    return found && kept(token)
  }
  private remember(x: Exchange, person: Person): void {
    if (this.browserOf(x, person) !== undefined) return
    const token = unguessable()
    this.settings.book.prepare('INSERT INTO browser VALUES (?, ?, ?)').run(kept(token), person.id, this.settings.now() + aYear * 1000)
    x.keep(browserCookie, token, aYear)
  }

  /** Somebody asks for an account: a code goes to their address. Whether it has an account already is told there alone. */
  async signUp(
    x: Exchange,
    form: URLSearchParams,
    language: Language,
    invitation?: string,
  ): Promise<{ id: string; address: Address } | No> {
    const address = addressIn(form.get('address') ?? '')
    if (!address) return no('badAddress')
    const name = nameIn(form.get('name') ?? '')
    if (name === undefined) return no('badName')
    const password = form.get('password') ?? ''
    const fault = faultOf(password, [name, address.text])
    if (fault) return no(fault)
    if (!this.maySend(x, address)) return no('tooManyCodes', 429)
    const body: Applicant = { name, language, password: await this.passwords.hash(password, x.place), invitation }
    const { id, code } = this.codes.begin('sign-up', address, body)
    const known = this.people.at(address)
    this.tell(address, known?.language ?? language, known ? 'HasAccount' : 'Code', { code })
    return { id, address }
  }
  /** The code was typed: the account is there. */
  finishSignUp(x: Exchange, form: URLSearchParams): Person | No {
    const confirmed = this.codes.confirm<Applicant>('sign-up', form.get('id') ?? '', form.get('code') ?? '')
    if (confirmed === 'wrong') return no('badCode')
    if (confirmed === 'ended' || this.people.at(confirmed.address)) return no('codeEnded')
    const { invitation, ...applicant } = confirmed.body
    const person = this.people.add({ ...applicant, roles: roleOfAll }, confirmed.address)
    this.remember(x, person)
    return invitation === undefined ? person : this.accept(person, invitation)
  }

  /** Somebody forgot their password: a code goes to their address, where it has an account. */
  reset(x: Exchange, form: URLSearchParams): { id: string; address: Address } | No {
    const address = addressIn(form.get('address') ?? '')
    if (!address) return no('badAddress')
    if (!this.maySend(x, address)) return no('tooManyCodes', 429)
    const { id, code } = this.codes.begin('reset', address, {})
    const person = this.people.at(address)
    if (person) this.tell(address, person.language, 'Code', { code })
    return { id, address }
  }
  async finishReset(x: Exchange, form: URLSearchParams): Promise<Person | No> {
    const password = form.get('password') ?? ''
    const fault = faultOf(password, [])
    if (fault) return no(fault)
    const hashed = await this.passwords.hash(password, x.place)
    const confirmed = this.codes.confirm('reset', form.get('id') ?? '', form.get('code') ?? '')
    if (confirmed === 'wrong') return no('badCode')
    const person = confirmed === 'ended' ? undefined : this.people.at(confirmed.address)
    if (!person) return no('codeEnded')
    this.people.setPassword(person, hashed)
    this.tellOf(person, 'PasswordChanged')
    this.remember(x, person)
    return person
  }
  /** Somebody who is signed in changes their password; everybody who is signed in as them has to do so again. */
  async changePassword(x: Exchange, person: Person, form: URLSearchParams): Promise<Person | No> {
    const wait = this.tries.wait(`change ${person.id}`, x.place)
    if (wait > 0) return no('wait', 429, { seconds: Math.ceil(wait / 1000) })
    const password = form.get('password') ?? ''
    const fault = faultOf(password, [person.name, person.phone ?? '', person.email ?? ''])
    if (fault) return no(fault)
    if (!(await this.passwords.isRight(form.get('old') ?? '', person.password, x.place))) {
      this.tries.failed(`change ${person.id}`, x.place)
      return no('wrong', 401)
    }
    this.people.setPassword(person, await this.passwords.hash(password, x.place))
    this.tellOf(person, 'PasswordChanged')
    this.remember(x, person)
    return person
  }

  /** Somebody offers a role. Gives the secret of the link. */
  invite(giver: Person | 'machine', role: string, key: string | undefined): string | No {
    if (!mayGive(giver === 'machine' ? machine : giver, role, key, this.settings.rules)) return no('mayNotGive', 403)
    return this.invitations.give({ role, key, giver: giver === 'machine' ? giver : subjectOf(giver) })
  }
  /** An invitation is taken up, if whoever gave it still may. */
  accept(person: Person, token: string): Person | No {
    const found = this.invitations.find(token)
    if (!found || !this.invitations.take(token)) return no('invitationEnded', 410)
    const giver: Giver | undefined = found.giver === 'machine' ? machine : this.people.named(found.giver)
    if (!giver || !mayGive(giver, found.role, found.key, this.settings.rules)) return no('invitationEnded', 410)
    this.people.give(person, found.role, this.settings.rules[found.role]!.key, found.key)
    return this.people.named(subjectOf(person))!
  }
  givenBy(person: Person): readonly string[] {
    return givenBy(person, this.settings.rules)
  }
  /** Sends an invitation to whoever it is for; to write it down is up to the giver otherwise. */
  tellInvitation(to: Address, language: Language, role: string, link: string): void {
    this.tell(to, language, 'Invitation', { role: roleName(language, role), link })
  }
  mayInvite(x: Exchange, to: Address): boolean {
    return this.maySend(x, to)
  }

  /** Codes cost money and patience: to one address so many an hour, fewer from one place, and so many from one place at all. */
  private maySend(x: Exchange, { text }: Address): boolean {
    return (
      this.tries.allows(`to ${text} from ${x.place}`, 5) && this.tries.allows(`from ${x.place}`, 50) && this.tries.allows(`to ${text}`, 20)
    )
  }
  private tellOf(person: Person, what: Text): void {
    const to: Address = person.phone === undefined ? { kind: 'email', text: person.email! } : { kind: 'phone', text: person.phone }
    this.tell(to, person.language, what, {})
  }
  private tell(to: Address, language: Language, what: Text, values: { readonly [name: string]: string }): void {
    void this.settings
      .send({ to, what, language, text: textOf(language, what, values) })
      .catch(error => this.settings.report('a message could not be sent', error))
  }
}
