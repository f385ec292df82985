import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  path => !/(^|\/)(node_modules|\.git|data)\//.test(path),
)
const pages = files
  .filter(path => path.endsWith('.md'))
  .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const sources = files
  .filter(path => /\.(ts|mjs)$/.test(path) && !/(^|\/)test\//.test(path))
  .map(path => readFileSync(join(root, path), 'utf8'))
const readme = pages.find(page => page.path === 'README.md')?.text ?? ''

describe('the documentation', () => {
  it('links only to what exists', () => {
    const broken = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter(target => !existsSync(join(root, dirname(path), target)))
        .map(target => `${path} -> ${target}`),
    )

    expect(broken).toEqual([])
  })

  it('names only source files that exist', () => {
    const missing = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![*.\w-])([a-z][a-z0-9-]*\.(?:test\.)?(?:ts|mjs|csv))\b/g)]
        .map(([, name = '']) => name)
        .filter(name => !files.some(file => basename(file) === name))
        .map(name => `${path}: ${name}`),
    )

    expect(missing).toEqual([])
  })

  it('names only npm commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const named = pages.flatMap(({ text }) =>
      [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name),
    )

    expect(named.filter(name => scripts[name] === undefined)).toEqual([])
  })

  it('lists every environment variable of the network, and no other', () => {
    const table = /## Environment\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? ''
    const documented = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)]
      .map(([, name = '']) => name)
      .filter(name => !name.startsWith('_'))
    const code = sources.join('\n')
    const read = [
      'PORT',
      'HOST',
      'DATA_DIR',
      'SUPERGRAPH',
      'IDENTITY_SIGN_KEYS',
      'IDENTITY_VERIFY_KEYS',
      'LOG_LEVEL',
      'NODE_ENV',
    ]

    expect(documented.filter(name => !code.includes(name) && !code.includes(name.replace(/_[A-Z]+$/, '_')))).toEqual([])
    expect(read.filter(name => !documented.includes(name))).toEqual([])
  })
})
