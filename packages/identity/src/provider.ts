import { createHash } from 'node:crypto'
import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { policyOf } from './exchange.ts'
import { html, pageOf, trouble } from './pages.ts'
import { type Language, type People, type Person } from './people.ts'
import { promisesIn } from './promises.ts'
import { ownSecret } from './secrets.ts'
import type { Keys } from './keys.ts'
import type { Book } from './store.ts'
import { say } from './words.ts'

/** The one client: the product's own web app, which can keep no secret. */
export const webClient = 'jumun-web'
/** How long what is promised stands, in seconds. A role that is taken away ends with the access token. */
export const lives = { access: 300, code: 60, interaction: 3600, session: 14 * 86_400, refresh: 14 * 86_400 }
/** The API, as tokens are asked for it. */
const api = 'urn:jumun:api'

export interface ProviderSettings {
  readonly book: Book
  readonly people: People
  readonly issuer: string
  /** What access tokens are for. */
  readonly audience: string
  /** Where the app gets its codes, and where it is after a goodbye; nowhere else is anybody sent. */
  readonly redirects: readonly string[]
  readonly farewells: readonly string[]
  readonly now: () => number
}

/** What an access token says of somebody: their roles, and the keys by which the tables know what is theirs. */
const claimsOf = (person: Person): { readonly [claim: string]: unknown } => ({
  roles: person.roles,
  customerId: String(person.id),
  ...(person.phone === undefined ? {} : { phone: person.phone }),
  ...(person.keys.storeId === undefined ? {} : { storeId: person.keys.storeId }),
  ...(person.keys.riderId === undefined ? {} : { riderId: person.keys.riderId }),
})

const languageOf = (ctx: KoaContextWithOIDC): Language => {
  const asked = ctx.oidc?.params?.ui_locales
  const said = typeof asked === 'string' ? asked : undefined
  const chosen = ctx.cookies.get('jumun_language') ?? said?.slice(0, 2)
  return chosen === 'ko' || chosen === 'en' ? chosen : /^\s*ko\b/i.test(ctx.get('accept-language')) ? 'ko' : 'en'
}
/** Sends the form without a click, where whoever asked has shown to be the app: its token of the session came along. */
const byItself = 'document.forms[0].submit()'
const hashOfIt = `'sha256-${createHash('sha256').update(byItself).digest('base64')}'`

const farewell = (at: string, farewells: readonly string[]) => ({
  enabled: true,
  logoutSource: async (ctx: KoaContextWithOIDC, form: string): Promise<void> => {
    const language = languageOf(ctx)
    const hint = ctx.oidc.entities.IdTokenHint as unknown as { payload: { sub?: string } } | undefined
    const isApp = hint !== undefined && hint.payload.sub === ctx.oidc.session?.accountId
    const [, action = '', xsrf = ''] = /action="([^"]*)".*value="([^"]*)"/.exec(form) ?? []
    // whoever comes back is sent on from here: where a form may lead to is looked at again then
    ctx.set(
      'content-security-policy',
      policyOf(["'self'", ...farewells.map(f => new URL(f).origin)].join(' '), isApp ? hashOfIt : "'none'"),
    )
    const body = html`<form method="post" action="${action}" class="card"><input type="hidden" name="xsrf" value="${xsrf}"><button class="btn p l w" name="logout" value="yes">${say(language, 'signOut')}</button></form>`
    const script = isApp ? `<script>${byItself}</script></body>` : '</body>'
    ctx.type = 'html'
    ctx.body = pageOf({ language, title: say(language, 'signOutAsk'), body, at }).replace('</body>', script)
  },
  postLogoutSuccessSource: async (ctx: KoaContextWithOIDC): Promise<void> => {
    const language = languageOf(ctx)
    ctx.type = 'html'
    ctx.body = pageOf({
      language,
      title: say(language, 'signedOut'),
      body: html`<a class="btn p l w" href="/">${say(language, 'toShops')}</a>`,
      at,
    })
  },
})

/** The grant of our own app: nobody is asked whether it may act for them, since there is nobody else to act. */
const grantOf = async (ctx: KoaContextWithOIDC) => {
  const { session, client, provider } = ctx.oidc
  const known = session!.grantIdFor(client!.clientId)
  const found = known === undefined ? undefined : await provider.Grant.find(known)
  if (found) return found
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! })
  grant.addOIDCScope('openid')
  await grant.save()
  return grant
}

const policyOfInteractions = () => {
  const policy = interactionPolicy.base()
  policy.remove('consent')
  return policy
}

/** What tokens are for: our API alone. */
const resourcesOf = (audience: string, keys: Keys) =>
  ({
    enabled: true,
    defaultResource: () => api,
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, resource) => {
      if (resource !== api) throw new errors.InvalidTarget()
      return {
        scope: '',
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: lives.access,
        jwt: { sign: { alg: 'ES256', kid: keys.all[0]!.kid! } },
      }
    },
  }) satisfies NonNullable<Configuration['features']>['resourceIndicators']
const ttl: Configuration['ttl'] = {
  AccessToken: lives.access,
  AuthorizationCode: lives.code,
  IdToken: lives.access,
  Interaction: lives.interaction,
  Grant: lives.session,
  Session: lives.session,
  RefreshToken: lives.refresh,
}
/** The OpenID Connect provider over what is in the book. It keeps nothing itself: another one, with other keys, goes on where this one was. */
export const providerOf = (settings: ProviderSettings, keys: Keys): Provider => {
  const { book, people, issuer, audience, redirects, farewells, now } = settings
  const at = new URL(issuer).pathname
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, path: at } as const
  const configuration: Configuration = {
    adapter: promisesIn(book, now),
    jwks: { keys: keys.all as never },
    cookies: { keys: [ownSecret(book, 'cookies')], long: cookie, short: { ...cookie, path: undefined } as never },
    clients: [
      {
        client_id: webClient,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [...redirects],
        post_logout_redirect_uris: [...farewells],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    allowOmittingSingleRegisteredRedirectUri: false,
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    scopes: ['openid'],
    claims: { openid: ['sub', 'name', 'locale'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // it ends with the session in the browser, whatever was asked for
    expiresWithSession: async () => true,
    clientBasedCORS: () => false,
    findAccount: (_ctx, sub) => {
      const person = people.named(sub)
      return person && { accountId: sub, claims: () => ({ sub, name: person.name, locale: person.language }) }
    },
    extraTokenClaims: (_ctx, token) => {
      const person = 'accountId' in token ? people.named(token.accountId as string) : undefined
      return person && claimsOf(person)
    },
    loadExistingGrant: grantOf,
    interactions: { policy: policyOfInteractions(), url: (_ctx, { uid }) => `${at}/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: farewell(at, farewells),
      resourceIndicators: resourcesOf(audience, keys),
    },
    ttl,
    renderError: (ctx, out) => {
      const language = languageOf(ctx)
      const body = html`${trouble(say(language, 'troubleText'))}<p class="sm q">${out.error}</p><a class="btn o l w" href="/">${say(language, 'toShops')}</a>`
      ctx.type = 'html'
      ctx.body = pageOf({ language, title: say(language, 'trouble'), body, at })
    },
  }
  const provider = new Provider(issuer, configuration)
  // who asks has come through the gateway, which knows its own name
  provider.proxy = true
  return provider
}
