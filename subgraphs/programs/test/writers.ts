import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'

const scopes = ['program:write', 'participant:write', 'participant:sensitive']

/** Writers: people of these organizations with all that it takes to write programs and participations. */
export const writers = {
  scoe: viewerWith({ subject: 'scoe-editor', organization: 'scoe', scopes }),
  cosn: viewerWith({ subject: 'cosn-editor', organization: 'cosn', scopes }),
  unesco: viewerWith({ subject: 'unesco-editor', organization: 'unesco', scopes }),
  /** Belongs to no organization and stands above stewardship. */
  admin: viewerWith({ subject: 'admin', scopes: [...scopes, 'network:admin'] }),
}

let keys = 0

/** Makes an idempotency key that no other request has. */
export const newKey = (): string => {
  keys += 1
  return `key-${keys}`
}

type Viewer = (typeof writers)['scoe']

const errors = 'userErrors { code field message currentVersion suggestions }'

/** Makes a function that sends one mutation with an input, and answers its payload. `fields` are those of the record. */
export const mutation =
  (name: string, inputType: string, fields: string) =>
  async (world: TestSubgraph, input: Record<string, unknown>, viewer: Viewer = writers.scoe) => {
    const operation = `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${fields} ${errors} } }`
    const { data, errors: failures } = await world.query(operation, { input }, viewer)
    return failures === undefined ? data[name] : failures
  }

/** Lists the codes and fields of a payload's problems. */
export const problemsOf = (payload: { userErrors: readonly { code: string; field: readonly string[] | null }[] }) =>
  payload.userErrors.map(({ code, field }) => [code, field?.join('.') ?? null])
