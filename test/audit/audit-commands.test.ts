import { describe, expect, it } from 'vitest'
import { startCommand } from '../support/started-command.ts'
import { differences } from './difference.ts'

const federationCommand = 'test/audit/federation-command.ts'

describe('the federation audit', () => {
  it('says how to get a checkout when AUDIT_DIR is missing', async () => {
    await using command = startCommand([federationCommand], { AUDIT_DIR: '' })

    expect(await command.ended).toBe(2)
    expect(command.lines).toEqual([
      'AUDIT_DIR is not set, expected the folder of a checkout. Get one with "git clone https://github.com/graphql-hive/federation-gateway-audit" and "npm ci" in it, and set AUDIT_DIR to its folder.',
    ])
  })

  it('says that a folder is no checkout', async () => {
    await using command = startCommand([federationCommand], { AUDIT_DIR: 'schema' })

    expect(await command.ended).toBe(2)
    expect(command.lines[0]).toMatch(
      /^AUDIT_DIR is "schema", but that is no checkout of the federation audit\. Get one/,
    )
  })

  it('refuses a floor that is no number', async () => {
    await using command = startCommand([federationCommand, '--least', 'many'], { AUDIT_DIR: '' })

    expect(await command.ended).toBe(2)
    expect(command.lines[0]).toBe('The least number of passing cases is "many", expected a whole number.')
  })

  it('names each place where an answer differs', () => {
    const expected = { users: [{ id: '1', name: 'Ana' }], total: 1 }
    const seen = { users: [{ id: '1', name: null }], more: true }

    expect(differences(expected, seen)).toEqual([
      'users[0].name: expected "Ana", seen null',
      'total: expected 1, seen nothing',
      'more: expected nothing, seen true',
    ])
  })
})

describe('the integration audit', () => {
  it('refuses what it does not know, and says what it is', async () => {
    await using command = startCommand(['test/audit/integration-command.ts', '--least', '3'], {})

    expect(await command.ended).toBe(2)
    expect(command.lines[0]).toMatch(/^Unknown option '--least'/)
    expect(command.lines).toContain(
      "Runs Apollo's test suite for integrations of Apollo Server against ours and prints its score.",
    )
  })
})

describe('the audit of access', () => {
  it('tries the rows that hold a text, and prints what was expected and seen', async () => {
    await using command = startCommand(['test/audit/access-command.ts', '--only', 'no GraphQL'], {})

    expect(await command.ended).toBe(0)
    expect(command.lines.find(line => line.startsWith('no GraphQL'))).toMatch(
      /^no GraphQL +400 GRAPHQL_PARSE_FAILED +400 GRAPHQL_PARSE_FAILED +\d+ ms +-?\d+ MB +-?\d+ MB$/,
    )
    expect(command.lines.at(-1)).toBe('1 rows tried, 1 as expected, 0 not.')
  })

  it('asks random operations, and prints what was denied and what was wrong', async () => {
    const only = 'calm market, aliases hostile'
    await using command = startCommand(['test/audit/access-command.ts', '--only', only, '--operations', '16'], {})

    expect(await command.ended).toBe(0)
    expect(command.lines.find(line => line.includes(only))).toMatch(
      /^random operations: calm market, aliases hostile +16 +[1-9]\d* +0 +0 +0$/,
    )
    expect(command.lines.at(-1)).toBe('16 random operations asked, 16 as expected, 0 not.')
  })

  it('refuses a number of operations that is none', async () => {
    await using command = startCommand(['test/audit/access-command.ts', '--operations', 'many'], {})

    expect(await command.ended).toBe(2)
    expect(command.lines[0]).toBe('The number of operations is "many", expected a whole number.')
  })

  it('fails where nothing was tried', async () => {
    await using command = startCommand(['test/audit/access-command.ts', '--only', 'there is no such row'], {})

    expect(await command.ended).toBe(1)
  })
})
