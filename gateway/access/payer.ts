import { isIPv6 } from 'node:net'

/**
 * Names who pays for a request: the subject of its token, or else the network that it comes from. Clients that have gone
 * have no address any more.
 */
export const payerOf = (subject: string | null, address: string | undefined): string =>
  subject === null ? `address ${networkOf(address ?? '')}` : `subject ${subject}`

/**
 * Gives the part of an address that one customer has: all of an IPv4 address, also of one that is written as IPv6, and
 * the first 64 bits of an IPv6 address, of which every household has 2^64.
 */
export const networkOf = (address: string): string => {
  if (!address.includes(':')) return address
  const [bare = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)
  if (mapped?.[1]) return mapped[1]
  if (!isIPv6(bare)) return bare
  const [head = '', tail] = bare.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const end = tail === '' ? [] : tail.split(':')
    // An IPv4 address at the end stands for two groups.
    const written = groups.length + end.length + (end.at(-1)?.includes('.') ? 1 : 0)
    groups.push(...Array.from({ length: 8 - written }, () => '0'), ...end)
  }
  const network = groups.slice(0, 4).map(group => group.replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::/64`
}
