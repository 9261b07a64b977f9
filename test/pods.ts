// The manifests as they are written, for one machine without a cluster: each pod has a port of its own on loopback, and asks the others
// there.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { System } from '@jumun/core/model'
import { folder as manifests } from '../tools/deploy/files.ts'
import { freePort, kustomized } from '../tools/engines/index.ts'

/** Where a pod of podman finds the loopback of its machine (slirp4netns, `allow_host_loopback`). */
const machine = '10.0.2.2'

export interface Pods {
  /** Everything that is to be made, for `podman kube play`. */
  readonly file: string
  readonly ports: ReadonlyMap<string, number>
  /** A token of whoever is named, as the manifests' issuer would give it. */
  token(claims: object): string
}

const issuer = 'https://id.example.com'
const keys = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'here' }] })
  const part = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64url')
  const token = (claims: object): string => {
    const now = Math.floor(Date.now() / 1000)
    const claimed = { iss: issuer, aud: 'jumun', iat: now, exp: now + 3600, ...claims }
    const said = `${part({ alg: 'ES256', kid: 'here', typ: 'at+jwt' })}.${part(claimed)}`
    return `${said}.${sign('sha256', Buffer.from(said), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
  }
  return { jwks, token }
}

/** Writes an overlay of a system without databases, with the image by its digest, and what kustomize makes of it. */
export const podsOf = async (system: System, dir: string, image: string, digest: string): Promise<Pods> => {
  const names = [...system.contexts.map(c => c.name), 'gateway']
  const ports = new Map<string, number>()
  for (const name of names) ports.set(name, await freePort())
  const { jwks, token } = keys()
  const peers = system.contexts.map(c => `${c.name}=http://${machine}:${ports.get(c.name)}`).join(' ')
  const port = (name: string) => [
    { op: 'add', path: '/spec/template/spec/containers/0/ports/0/hostPort', value: ports.get(name) },
    { op: 'add', path: '/spec/template/spec/containers/0/ports/0/hostIP', value: '127.0.0.1' },
    { op: 'add', path: '/spec/template/spec/volumes/-', value: { name: 'keys', configMap: { name: 'keys', optional: false } } },
    {
      op: 'add',
      path: '/spec/template/spec/containers/0/volumeMounts/-',
      value: { name: 'keys', mountPath: '/etc/jumun', readOnly: true },
    },
  ]
  const settings = [
    { op: 'replace', path: '/data/JUMUN_PEERS', value: peers },
    { op: 'add', path: '/data/JUMUN_KEYS', value: '/etc/jumun/keys.json' },
  ]
  const here = join(dir, 'kubernetes')
  cpSync(manifests, here, { recursive: true })
  mkdirSync(join(here, 'here'))
  const made = { apiVersion: 'v1' }
  // podman 4.3 gives what is in a secret as it is written, not what it stands for: to a key of ours both are as good
  const data = { 'system.key': randomBytes(48).toString('base64') }
  const own = [
    { ...made, kind: 'Secret', metadata: { name: 'jumun-secret' }, type: 'Opaque', data },
    { ...made, kind: 'ConfigMap', metadata: { name: 'keys' }, data: { 'keys.json': jwks } },
  ]
  writeFileSync(join(here, 'here/own.yaml'), own.map(m => stringify(m)).join('---\n'))
  writeFileSync(
    join(here, 'here/kustomization.yaml'),
    stringify({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [`../overlays/files/${system.name}`, 'own.yaml'],
      images: [{ name: 'jumun', newName: image, digest }],
      patches: [
        { target: { kind: 'ConfigMap', name: 'jumun' }, patch: JSON.stringify(settings) },
        ...names.map(name => ({ target: { kind: 'Deployment', name }, patch: JSON.stringify(port(name)) })),
      ],
    }),
  )
  const file = join(dir, 'pods.yaml')
  writeFileSync(file, await kustomized(join(here, 'here')))
  return { file, ports, token }
}
