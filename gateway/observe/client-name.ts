import type { IncomingHttpHeaders } from 'node:http'

/** Who a client says it is; absent when it says nothing or nothing fit for a log. */
export type ClientName = { readonly clientName?: string; readonly clientVersion?: string }

/** Reads the client's name and version from the headers of Apollo's clients or of the others. */
export const readClientName = (headers: IncomingHttpHeaders): ClientName => {
  const name = readText(headers['apollographql-client-name'] ?? headers['graphql-client-name'])
  const version = readText(headers['apollographql-client-version'] ?? headers['graphql-client-version'])
  return { ...(name !== null && { clientName: name }), ...(version !== null && { clientVersion: version }) }
}

// A client can write anything here, so only a short printable text is kept; a longer one is not cut, but left out.
const readText = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && /^[\x20-\x7e]{1,64}$/.test(value) ? value : null
