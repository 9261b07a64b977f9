import type { Board, Host } from './host.ts'

/** What runs where, for programs. */
export const addresses = (host: Host): object => ({
  gateway: host.address,
  contexts: Object.fromEntries(
    [...host.boards.values()].flatMap(b =>
      [...b.places].map(([name, place]) => [host.alone ? name : `${b.system.name}/${name}`, host.addressOf(place) ?? `${host.address}${b.prefix}`]),
    ),
  ),
})

/** What runs where and what to try, for whoever started it. */
export const bannerOf = (host: Host): string => {
  const lines = ['', `  Jumun 주문   ${host.address}`, '']
  for (const { system, prefix, places } of host.boards.values()) {
    lines.push(`  ${system.title.en} ${system.title.ko}${prefix ? `   ${host.address}${prefix}` : ''}`)
    for (const [name, place] of places)
      lines.push(
        `    ${name.padEnd(16)} ${(host.addressOf(place) ?? 'through the gateway').padEnd(24)} ${Object.keys(place.context.routes)
          .map(r => `/${r}`)
          .join(' ')}`,
      )
    lines.push('')
  }
  lines.push(
    '  Try',
    ...[...host.boards.values()].flatMap(({ system, prefix }) =>
      system.tries.slice(0, host.alone ? 3 : 1).map(t => `    ${asCurl(`${host.address}${prefix}`, t)}`),
    ),
  )
  lines.push('    npm run demo -- --orders 1000', '', `  Data lies in ${host.settings.data}. Access is ${host.settings.access}. Ctrl-C stops.`, '')
  return lines.join('\n')
}

const asCurl = (at: string, { method = 'GET', path, body }: Board['system']['tries'][number]): string =>
  method === 'GET'
    ? `curl '${at}${path}'`
    : `curl -X ${method} '${at}${path}'${body ? ` -H 'content-type: application/json' -d '${JSON.stringify(body)}'` : ''}`
