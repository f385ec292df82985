import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curlCommand } from './curl.ts'

const request = {
  url: 'https://network.example/graphql',
  query: '{ viewer { subject } }',
  variables: '',
  headers: '',
  operationName: null,
  signedIn: false,
}

/** What a shell makes of the command: its arguments, one by one. `printf` stands in for curl. */
const argumentsOf = (command: string): string[] => {
  const script = command.replace(/^curl /, "printf '%s\\0' ")
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: { TOKEN: 'the token' } })
    .split('\0')
    .slice(0, -1)
}

describe('a request copied as a cURL command', () => {
  it('is one command of address, headers and body', () => {
    expect(curlCommand(request)).toBe(
      [
        "curl 'https://network.example/graphql' \\",
        "  -H 'content-type: application/json' \\",
        `  --data-raw '{"query":"{ viewer { subject } }"}'`,
      ].join('\n'),
    )
  })

  it('means the same to a shell, whatever is in the query', () => {
    const query = `query A { a(b: "it's $HOME \`id\` $(id) \\\\ !! \n") }`

    const sent = argumentsOf(curlCommand({ ...request, query, variables: '{"x":"\'; id; \'"}', operationName: 'A' }))

    expect(JSON.parse(sent.at(-1) ?? '')).toEqual({ query, variables: { x: "'; id; '" }, operationName: 'A' })
  })

  it('takes the token from a variable of the shell', () => {
    const command = curlCommand({ ...request, signedIn: true })

    expect(argumentsOf(command)).toContain('authorization: Bearer the token')
    expect(command).not.toContain('the token')
  })

  it('leaves out a secret that somebody wrote under "Headers", and keeps the other headers', () => {
    const headers = '{"Authorization":"Bearer abc.def","Cookie":"s=1","graphql-cost":"estimate"}'

    const command = curlCommand({ ...request, headers })

    expect(command).not.toMatch(/abc|s=1/)
    expect(argumentsOf(command)).toContain('graphql-cost: estimate')
    expect(argumentsOf(command)).toContain('authorization: Bearer the token')
  })

  it('lets no header begin another one', () => {
    const sent = argumentsOf(curlCommand({ ...request, headers: '{"a":"1\\r\\nb: 2"}' }))

    expect(sent).toContain('a: 1 b: 2')
  })
})
