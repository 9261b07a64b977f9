import type { Provider } from 'oidc-provider'
import type { Exchange } from './exchange.ts'
import { type Flows, isNo, type No } from './flows.ts'
import { button, field, form, good, hidden, html, type Html, link, trouble } from './pages.ts'
import { type Address, addressIn, type Language, type Person, subjectOf } from './people.ts'
import { rules } from './roles.ts'
import { roleName, say, type Word } from './words.ts'

/** What the pages need: the provider as it is now, and what people may do. */
export interface Rooms {
  readonly provider: Provider
  readonly flows: Flows
  /** The issuer's address. */
  readonly issuer: string
}
const troubleOf = (language: Language, answer?: No): Html | undefined => trouble(answer && say(language, answer.word, answer.values))

const addressField = (language: Language, value?: string | null, first = true): Html =>
  field({ name: 'address', label: say(language, 'address'), value: value ?? '', autocomplete: 'username', first })
const newPassword = (language: Language, word: Word): Html =>
  field({
    name: 'password',
    label: say(language, word),
    type: 'password',
    autocomplete: 'new-password',
    help: say(language, 'passwordHelp'),
  })
const codeField = (language: Language): Html =>
  field({ name: 'code', label: say(language, 'code'), autocomplete: 'one-time-code', inputmode: 'numeric', first: true })
const signUpFields = (language: Language, said?: URLSearchParams): Html =>
  html`${addressField(language, said?.get('address'))}${field({
    name: 'name',
    label: say(language, 'name'),
    value: said?.get('name') ?? '',
    autocomplete: 'name',
  })}${newPassword(language, 'password')}`
const asked = (language: Language, word: 'codeSent' | 'codeMaybe', { text }: Address): Html =>
  html`<p>${say(language, word, { address: text })}</p>`

/** The pages between the app's question who somebody is, and the answer. */
class InteractionPages {
  private readonly x: Exchange
  private readonly language: Language
  /** Where the first of them is. */
  readonly base: string
  /** Who they may be. */
  private readonly hint: string | undefined

  constructor(x: Exchange, language: Language, base: string, hint: string | undefined) {
    this.x = x
    this.language = language
    this.base = base
    this.hint = hint
  }
  signIn(answer?: No, said?: URLSearchParams): void {
    const { x, language, base } = this
    x.page(
      answer?.status ?? 200,
      language,
      'signIn',
      html`<p class="q">${say(language, 'signInText')}</p>${troubleOf(language, answer)}${form(
        base,
        html`${addressField(language, said?.get('address') ?? this.hint)}${field({
          name: 'password',
          label: say(language, 'password'),
          type: 'password',
          autocomplete: 'current-password',
        })}${button(say(language, 'signIn'))}`,
      )}<nav class="fx wrap sp">${link(`${base}/sign-up`, say(language, 'signUp'))}${link(`${base}/reset`, say(language, 'forgot'))}</nav>`,
    )
  }
  signUp(answer?: No, said?: URLSearchParams): void {
    const { x, language, base } = this
    x.page(
      answer?.status ?? 200,
      language,
      'signUp',
      html`${troubleOf(language, answer)}${form(
        `${base}/sign-up`,
        html`${signUpFields(language, said)}${button(say(language, 'sendCode'))}`,
      )}${link(base, say(language, 'back'))}`,
    )
  }
  reset(answer?: No, said?: URLSearchParams): void {
    const { x, language, base } = this
    x.page(
      answer?.status ?? 200,
      language,
      'reset',
      html`<p class="q">${say(language, 'resetText')}</p>${troubleOf(language, answer)}${form(
        `${base}/reset`,
        html`${addressField(language, said?.get('address'))}${button(say(language, 'sendCode'))}`,
      )}${link(base, say(language, 'back'))}`,
    )
  }
  code(to: string, id: string, before: Html | undefined, fields: Html, answer?: No): void {
    const { x, language, base } = this
    x.page(
      answer?.status ?? 200,
      language,
      'codeTitle',
      html`${before}${troubleOf(language, answer)}${
        answer?.word === 'codeEnded'
          ? link(base, say(language, 'back'))
          : form(to, html`${hidden('id', id)}${codeField(language)}${fields}${button(say(language, 'confirm'))}`)
      }`,
    )
  }
}

/** Signing in, signing up and a new password. */
export const interactionPages = async (x: Exchange, { provider, flows }: Rooms): Promise<void> => {
  const { uid, params } = await provider.interactionDetails(x.request, x.response)
  const language = x.language(typeof params['ui_locales'] === 'string' ? params['ui_locales'] : undefined)
  const pages = new InteractionPages(x, language, `${x.at}/interaction/${uid}`, params['login_hint'] as string | undefined)
  const { base } = pages
  const page = x.path.slice(`/interaction/${uid}`.length)
  const enter = (person: Person): Promise<void> =>
    provider.interactionFinished(x.request, x.response, { login: { accountId: subjectOf(person), remember: true, amr: ['pwd'] } })

  if (!x.isPost) return page === '/sign-up' ? pages.signUp() : page === '/reset' ? pages.reset() : pages.signIn()
  const said = await x.form()
  if (page === '') {
    const answer = await flows.signIn(x, said)
    return isNo(answer) ? pages.signIn(answer, said) : enter(answer)
  }
  if (page === '/sign-up') {
    const answer = await flows.signUp(x, said, language)
    if (isNo(answer)) return pages.signUp(answer, said)
    return pages.code(`${base}/sign-up/code`, answer.id, asked(language, 'codeSent', answer.address), html``)
  }
  if (page === '/sign-up/code') {
    const answer = flows.finishSignUp(x, said)
    return isNo(answer) ? pages.code(`${base}/sign-up/code`, said.get('id') ?? '', undefined, html``, answer) : enter(answer)
  }
  if (page === '/reset') {
    const answer = flows.reset(x, said)
    if (isNo(answer)) return pages.reset(answer, said)
    return pages.code(`${base}/reset/code`, answer.id, asked(language, 'codeMaybe', answer.address), newPassword(language, 'newPassword'))
  }
  const answer = await flows.finishReset(x, said)
  return isNo(answer)
    ? pages.code(`${base}/reset/code`, said.get('id') ?? '', undefined, newPassword(language, 'newPassword'), answer)
    : enter(answer)
}

/** `/invitation?t=…`: a role is offered to whoever has the link; they make an account for it, or use theirs. */
export const invitationPages = async (x: Exchange, { flows }: Rooms): Promise<void> => {
  const language = x.language()
  const said = x.isPost ? await x.form() : undefined
  const token = said?.get('t') ?? x.query.get('t') ?? ''
  const found = flows.invitations.find(token)
  const at = `${x.at}/invitation`
  const done = (): void =>
    x.page(
      200,
      language,
      'invitation',
      html`${good(say(language, 'accepted'))}<a class="btn p l w" href="/login">${say(language, 'signIn')}</a>`,
    )
  const show = (answer?: No): void =>
    x.page(
      answer?.status ?? 200,
      language,
      'invitation',
      html`<p>${say(language, 'invitationText', { role: roleName(language, found!.role) })}</p>${troubleOf(language, answer)}${form(
        at,
        html`<h2>${say(language, 'signUp')}</h2>${hidden('t', token)}${hidden('what', 'new')}${signUpFields(language, said)}${button(say(language, 'sendCode'))}`,
      )}<details class="card"><summary class="btn o l w">${say(language, 'haveAccount')}</summary><form method="post" action="${at}">${hidden(
        't',
        token,
      )}${hidden('what', 'known')}<div class="field"><label for="known">${say(language, 'address')}</label><div class="inp"><input id="known" name="address" autocomplete="username" required></div></div><div class="field"><label for="knownPassword">${say(language, 'password')}</label><div class="inp"><input id="knownPassword" name="password" type="password" autocomplete="current-password" maxlength="1024" required></div></div>${button(say(language, 'accept'))}</form></details>`,
    )
  const code = (id: string, before: Html | undefined, answer?: No): void =>
    x.page(
      answer?.status ?? 200,
      language,
      'codeTitle',
      html`${before}${troubleOf(language, answer)}${form(
        at,
        html`${hidden('t', token)}${hidden('what', 'code')}${hidden('id', id)}${codeField(language)}${button(say(language, 'confirm'))}`,
      )}`,
    )
  if (!found)
    return x.page(410, language, 'invitation', html`${trouble(say(language, 'invitationEnded'))}${link('/', say(language, 'toShops'))}`)
  if (!said) return show()
  if (said.get('what') === 'known') {
    const person = await flows.signIn(x, said)
    const answer = isNo(person) ? person : flows.accept(person, token)
    return isNo(answer) ? show(answer) : done()
  }
  if (said.get('what') === 'code') {
    const answer = flows.finishSignUp(x, said)
    return isNo(answer) ? code(said.get('id') ?? '', undefined, answer) : done()
  }
  const answer = await flows.signUp(x, said, language, token)
  return isNo(answer) ? show(answer) : code(answer.id, asked(language, 'codeSent', answer.address))
}

/** `/account`: what somebody who is signed in may do about their account, and whom they may invite. */
export const accountPages = async (x: Exchange, { provider, flows, issuer }: Rooms): Promise<void> => {
  const language = x.language()
  const session = await provider.Session.get(provider.createContext(x.request, x.response) as never)
  const person = session.accountId === undefined ? undefined : flows.people.named(session.accountId)
  if (!person)
    return x.page(
      401,
      language,
      'account',
      html`${trouble(say(language, 'notSignedIn'))}<a class="btn p l w" href="/login">${say(language, 'signIn')}</a>`,
    )
  const at = `${x.at}/account`
  const mayGive = flows.givenBy(person)
  const show = (status = 200, first?: Html): void =>
    x.page(
      status,
      language,
      'account',
      html`<p>${person.name} · ${person.phone ?? person.email}</p>${first}${form(
        at,
        html`<h2>${say(language, 'changePassword')}</h2>${hidden('what', 'password')}<input type="hidden" name="username" autocomplete="username" value="${
          person.phone ?? person.email
        }">${field({ name: 'old', label: say(language, 'oldPassword'), type: 'password', autocomplete: 'current-password' })}${newPassword(
          language,
          'newPassword',
        )}${button(say(language, 'changePassword'))}`,
      )}${mayGive.length > 0 && form(at, inviteFields(language, mayGive))}${form(
        at,
        html`${hidden('what', 'everywhere')}${button(say(language, 'everywhere'), 'x')}`,
      )}${link('/', say(language, 'toShops'))}`,
    )
  if (!x.isPost) return show()
  const said = await x.form()
  const what = said.get('what')
  if (what === 'everywhere') {
    flows.people.endSessions(person)
    return x.page(200, language, 'signedOut', html`<a class="btn p l w" href="/">${say(language, 'toShops')}</a>`)
  }
  if (what === 'password') {
    const answer = await flows.changePassword(x, person, said)
    if (isNo(answer)) return show(answer.status, troubleOf(language, answer))
    return x.page(
      200,
      language,
      'account',
      html`${good(say(language, 'changed'))}<a class="btn p l w" href="/login">${say(language, 'signIn')}</a>`,
    )
  }
  const role = said.get('role') ?? ''
  const to = (said.get('to') ?? '').trim()
  const address = addressIn(to)
  if (to !== '' && !address) return show(400, trouble(say(language, 'badAddress')))
  if (address && !flows.mayInvite(x, address)) return show(429, trouble(say(language, 'tooManyCodes')))
  const token = flows.invite(person, role, keyIn(role, said.get('key') ?? '', person))
  if (typeof token !== 'string') return show(token.status, troubleOf(language, token))
  const where = `${issuer}/invitation?t=${token}`
  if (address) flows.tellInvitation(address, language, role, where)
  show(200, html`${good(say(language, 'inviteLink'))}<p class="link card" id="invitation">${where}</p>`)
}
/** The key of a role that has one: as it was filled in, else the giver's own. */
const keyIn = (role: string, text: string, person: Person): string | undefined => {
  const key = Object.hasOwn(rules, role) ? rules[role]!.key : undefined
  if (!key) return undefined
  const said = text.normalize('NFKC').trim()
  return /^[\p{L}\p{N}_-]{1,60}$/u.test(said) ? said : said === '' ? person.keys[key] : undefined
}
const inviteFields = (language: Language, mayGive: readonly string[]): Html =>
  html`<h2>${say(language, 'invite')}</h2>${hidden(
    'what',
    'invite',
  )}<div class="field"><label for="role">${say(language, 'role')}</label><div class="inp"><select id="role" name="role">${mayGive.map(
    role => html`<option value="${role}">${roleName(language, role)}</option>`,
  )}</select></div></div>${field({ name: 'key', label: say(language, 'key'), autocomplete: 'off', optional: true })}${field({
    name: 'to',
    label: say(language, 'inviteTo'),
    autocomplete: 'off',
    optional: true,
  })}${button(say(language, 'inviteGive'))}`
