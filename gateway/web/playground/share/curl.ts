/** A request as the playground would send it. `variables` and `headers` are JSON texts, as in the editors. */
export type CopiedRequest = {
  url: string
  query: string
  variables: string
  headers: string
  operationName: string | null
  /** Whether the reader is signed in: the command then reads the token from $TOKEN. */
  signedIn: boolean
}

/**
 * The request as a command for a POSIX shell. A token is never in it: where one would be sent, the command takes it from
 * the variable TOKEN.
 */
export const curlCommand = (request: CopiedRequest): string => {
  const { headers, withToken } = readHeaders(request)
  const lines = [
    `curl ${quoted(request.url)}`,
    `-H 'content-type: application/json'`,
    // The only double quotes: the shell shall put the token in.
    ...(withToken ? ['-H "authorization: Bearer $TOKEN"'] : []),
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    // Not --data: it would read a file when the text begins with @.
    `--data-raw ${quoted(body(request))}`,
  ]
  return lines.join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const body = ({ query, variables, operationName }: CopiedRequest): string => {
  const parsed = parseObject(variables)
  return JSON.stringify({
    query,
    ...(parsed ? { variables: parsed } : {}),
    ...(operationName === null ? {} : { operationName }),
  })
}

const secret = /^(authorization|proxy-authorization|cookie)$/i

const readHeaders = ({ headers, signedIn }: CopiedRequest) => {
  const written = Object.entries(parseObject(headers) ?? {}).map(([name, value]) => [name, oneLine(value)] as const)
  const open = written.filter(([name]) => !secret.test(name) && !/^content-type$/i.test(name))
  return { headers: open, withToken: signedIn || written.some(([name]) => /^authorization$/i.test(name)) }
}

const oneLine = (value: unknown): string => String(value).replaceAll(/[\r\n]+/g, ' ')

/** The object of a JSON text; null for none and for what is no object. */
const parseObject = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
