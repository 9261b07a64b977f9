import type { Board } from './board.ts'
import type { Host } from './host.ts'

/** What runs where, for programs. */
export const addresses = (host: Host): object => ({
  gateway: host.settings.gateway ? host.address : null,
  ...(host.grpcAddress === undefined ? {} : { grpc: host.grpcAddress }),
  contexts: Object.fromEntries(
    [...host.boards.values()].flatMap(b =>
      [...b.places].map(([name, place]) => [
        host.alone ? name : `${b.system.name}/${name}`,
        host.addressOf(place) ?? `${host.address}${b.prefix}`,
      ]),
    ),
  ),
})

/** What runs where and what to try, for whoever started it. */
export const bannerOf = (host: Host): string => {
  const hasGateway = host.settings.gateway
  const lines = ['', `  Jumun 주문${hasGateway ? `   ${host.address}` : ''}`, '']
  for (const { system, prefix, places, peers } of host.boards.values()) {
    lines.push(`  ${system.title.en} ${system.title.ko}${prefix ? `   ${host.address}${prefix}` : ''}`)
    for (const [name, place] of places) {
      const routes = Object.keys(place.context.routes).map(r => `/${r}`)
      const where = host.addressOf(place) ?? 'through the gateway'
      const runs = `${where.padEnd(24)} ${routes.join(' ')}`
      lines.push(`    ${name.padEnd(16)} ${place.refused === undefined ? runs : 'DID NOT START: what was said above says why'}`)
    }
    for (const [name, { replicas }] of peers)
      lines.push(`    ${name.padEnd(16)} ${replicas.addresses.join(' ').padEnd(24)} (another process)`)
    lines.push('')
  }
  if (host.grpcAddress !== undefined) lines.push(`  gRPC   ${host.grpcAddress}`, '')
  if (hasGateway && host.settings.access === 'open') lines.push(...tries(host))
  const first = host.firstOperator()
  if (first !== undefined)
    lines.push('  There is no operator yet. Whoever opens this address first becomes one, within three days:', `    ${first}`, '')
  const { data, stores, messages } = host.settings
  if (messages !== '-') lines.push(`  Messages to people are written to ${messages}.`)
  lines.push(
    `  Data lies in ${stores.size ? [...new Set([...stores.values()].map(withoutSecrets))].join(', ') : data}. Access is ${host.settings.access}. Ctrl-C stops.`,
    '',
  )
  return lines.join('\n')
}
const tries = (host: Host): readonly string[] => [
  '  Try',
  ...[...host.boards.values()].flatMap(({ system, prefix }) =>
    system.tries.slice(0, host.alone ? 3 : 1).map(t => `    ${asCurl(`${host.address}${prefix}`, t)}`),
  ),
  '    npm run demo -- --orders 1000',
  '',
]
/** A database's address as it may be shown. */
const withoutSecrets = (text: string): string => {
  const url = new URL(text)
  return `${url.protocol}//${url.host}${url.pathname}`
}

const asCurl = (at: string, { method = 'GET', path, body }: Board['system']['tries'][number]): string =>
  method === 'GET'
    ? `curl '${at}${path}'`
    : `curl -X ${method} '${at}${path}'${body ? ` -H 'content-type: application/json' -d '${JSON.stringify(body)}'` : ''}`
