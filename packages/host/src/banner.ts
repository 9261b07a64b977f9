import type { Host } from './host.ts'

/** What runs where, for programs. */
export const addresses = (host: Host): object => ({
  gateway: host.address,
  contexts: Object.fromEntries([...host.boards.values()].flatMap(b => [...b.places].map(([name, place]) => [host.alone ? name : `${b.system.name}/${name}`, host.addressOf(place) ?? `${host.address}${b.prefix}`]))),
})

/** What runs where and what to try, for whoever started it. */
export const bannerOf = (host: Host): string => {
  const lines = ['', `  Jumun 주문   ${host.address}`, '']
  for (const { system, prefix, places } of host.boards.values()) {
    lines.push(`  ${system.title.en} ${system.title.ko}${prefix ? `   ${host.address}${prefix}` : ''}`)
    for (const [name, place] of places)
      lines.push(`    ${name.padEnd(16)} ${(host.addressOf(place) ?? 'through the gateway').padEnd(24)} ${Object.keys(place.context.routes).map(r => `/${r}`).join(' ')}`)
    lines.push('')
  }
  const first = [...host.boards.values()][0]!
  const at = `${host.address}${first.prefix}`
  lines.push(
    '  Try', `    curl ${at}/orders -H 'content-type: application/json' -d '{"phoneNumber":"01012345678","productName":"coffee","qty":2}'`, `    curl '${at}/mypages/search/findByPhoneNumber?phoneNumber=01012345678'`,
    '    npm run demo -- --orders 1000', '', `  Data lies in ${host.settings.data}. Access is ${host.settings.access}. Ctrl-C stops.`, '',
  )
  return lines.join('\n')
}
