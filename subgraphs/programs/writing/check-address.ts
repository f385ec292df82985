import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'

const most = 2000

/** Checks where something is on the web; null stays null. Addresses that tell a password or run code are none. */
export const checkAddress = (problems: Problems, field: FieldPath, address: string | null): string | null => {
  if (address === null) return null
  const url = URL.canParse(address) ? new URL(address) : null
  if (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    address.length <= most
  ) {
    return address
  }
  const message = `The address is none that is kept. Write one that begins with https:// or http://, has no name or password in it and at most ${most.toLocaleString('en')} characters.`
  problems.add(field, 'INVALID', message)
  return null
}
