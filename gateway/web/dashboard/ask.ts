import type { Operations } from './generated/operations.ts'

/** Name of a saved operation. */
export type OperationName = keyof Operations
export type VariablesOf<Name extends OperationName> = Operations[Name]['variables']
export type DataOf<Name extends OperationName> = Operations[Name]['data']

/** What an answer lacks. */
export type Problem = {
  /** withheld: the viewer may not read it. missing: a part of the network did not give it. */
  readonly kind: 'withheld' | 'missing'
  readonly code: string
  readonly message: string
  /** Response names and list indices, as in the GraphQL specification, section 7.1.2. */
  readonly path: readonly (string | number)[]
}

/** An answer, whole or in parts; `data` is null when there is nothing of it. */
export type Answer<Name extends OperationName> = {
  readonly data: DataOf<Name> | null
  readonly problems: readonly Problem[]
}

type Body = {
  readonly data?: unknown
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: { readonly code?: string }
  }[]
}

/** The gateway refused the whole request or could not be reached; the message is a sentence for people. */
export class AskError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Asks a saved operation of the gateway. Throws an AskError where no answer came, and what `signal` aborts with. */
export const ask = async <Name extends OperationName>(
  name: Name,
  variables: VariablesOf<Name>,
  { token, signal }: { token: string | null; signal?: AbortSignal },
): Promise<Answer<Name>> => {
  const response = await reach({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ documentId: name, variables }),
    ...(signal && { signal }),
  })
  const { data, errors = [] } = await readBody(response)
  const [first] = errors
  if (data === undefined && first) throw new AskError(first.extensions?.code ?? 'UNKNOWN', first.message)
  return {
    data: (data ?? null) as DataOf<Name> | null,
    problems: errors.map(({ message, path = [], extensions }) => {
      const code = extensions?.code ?? 'UNKNOWN'
      return { kind: withheldCodes.has(code) ? 'withheld' : 'missing', code, message, path }
    }),
  }
}

const withheldCodes = new Set(['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHENTICATED', 'FORBIDDEN'])

const reach = async (init: RequestInit): Promise<Response> => {
  try {
    return await fetch('/graphql', init)
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause
    throw new AskError('UNREACHABLE', 'The network cannot be reached. Check the connection, then try again.')
  }
}

const readBody = async (response: Response): Promise<Body> => {
  try {
    return (await response.json()) as Body
  } catch {
    throw new AskError(
      'UNREADABLE',
      `The network answered with status ${response.status} and no JSON. Try again in a moment.`,
    )
  }
}
