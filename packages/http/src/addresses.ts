import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Is this an address whose `X-Forwarded-*` and `X-Request-Start` are believed? */
export type Trust = (address: string | undefined) => boolean

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
const plainOf = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** Addresses and networks (`10.0.0.0/8`) as one question. Throws a RangeError that names what is neither. */
export const trustIn = (addresses: readonly string[]): Trust => {
  if (!addresses.length) return () => false
  const list = new BlockList()
  for (const text of addresses) {
    const [address = '', bits, ...more] = text.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    if (!isIP(address) || more.length || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new RangeError(text)
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return address => {
    if (address === undefined) return false
    const plain = plainOf(address)
    return isIP(plain) !== 0 && list.check(plain, familyOf(plain))
  }
}

/** Where a request came from: behind trusted proxies the last address of `X-Forwarded-For` that is none of theirs. */
export const addressOf = (request: IncomingMessage, trusts: Trust): string => {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const said = request.headers['x-forwarded-for']
  if (said === undefined || !trusts(peer)) return peer
  const hops = String(said)
    .split(',')
    .map(hop => hop.trim())
  let found = peer
  for (const hop of hops.reverse()) {
    if (!isIP(hop)) break // whatever stands before it was written by nobody we know
    found = hop
    if (!trusts(hop)) break
  }
  return found
}

/** What is counted as one place: an IPv4 address, or the /64 that one subscriber has of IPv6. */
export const placeOf = (address: string): string => {
  const plain = plainOf(address)
  if (isIP(plain) !== 6) return plain
  const [front = ''] = plain.split('%')
  const [head = '', tail] = front.split('::')
  const groups = head.split(':').filter(Boolean)
  const end = tail?.split(':').filter(Boolean) ?? []
  while (tail !== undefined && groups.length + end.length < 8) groups.push('0')
  return `${[...groups, ...end].slice(0, 4).join(':')}::/64`
}

/** An address or a path without the slashes at its end. */
export const withoutEnd = (text: string): string => {
  let end = text.length
  while (text.charCodeAt(end - 1) === 47) end--
  return text.slice(0, end)
}
