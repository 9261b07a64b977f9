// For tests: a provider of identity that is not ours, in a process of its own, set up otherwise in all that may differ: RS256, a path of its own,
// roles in a claim within a claim, other names of claims, a login that asks for nothing but a name, and a consent.
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

let provider: Provider | undefined
const server = createServer((request, response) => {
  const path = '/realms/jumun'
  if (!provider || !request.url!.startsWith(path)) return void response.writeHead(404).end()
  Object.assign(request, { originalUrl: request.url })
  request.url = request.url!.slice(path.length) || '/'
  void provider.callback()(request, response)
})
server.listen(0, '127.0.0.1', () => {
  process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/jumun`)
})
process.on('disconnect', () => process.exit())
process.once('message', (app: string) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/jumun`
  provider = new Provider(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'theirs', alg: 'RS256', use: 'sig' }] as never },
    cookies: { keys: ['only for tests'] },
    clients: [
      {
        client_id: 'the-shops',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${app}/login`],
        post_logout_redirect_uris: [`${app}/`],
      },
    ],
    clientBasedCORS: (_ctx, origin) => origin === app,
    scopes: ['openid', 'offline_access', 'order'],
    issueRefreshToken: async () => true,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, name: sub }) }),
    extraTokenClaims: (_ctx, token) => ({
      oid: 4711,
      phone_number: '+82 10-7000-0001',
      phone_number_verified: true,
      realm_access: { roles: ['Jumun-Shift-Lead', 'offline_access', 'system'] },
      sub_of: 'accountId' in token ? token.accountId : undefined,
    }),
    features: {
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: 'order',
          audience: 'api://jumun',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
        useGrantedResource: () => true,
      },
      revocation: { enabled: true },
    },
  })
  process.send!('ready')
})
