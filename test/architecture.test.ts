import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const rooms = ['gateway', 'schema', 'subgraphs', 'test']

/** The room that owns a file: a workspace folder, or a top folder. */
const roomOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/')
  return first === 'subgraphs' || (first === 'gateway' && second === 'web') ? `${first}/${second}` : first
}

const workspaces: Readonly<Record<string, string>> = Object.fromEntries(
  ['gateway', 'gateway/web', 'schema', ...readdirSync(join(root, 'subgraphs')).map(name => `subgraphs/${name}`)]
    .filter(folder => existsSync(join(root, folder, 'package.json')))
    .map(folder => [JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).name, folder]),
)

/** Rooms of ours that the code of a room may import, itself aside. */
const mayImport = (room: string): readonly string[] => {
  if (room === 'gateway') return ['schema', 'gateway/web']
  if (room === 'test') return Object.values(workspaces)
  if (room === 'schema' || room === 'gateway/web' || room === 'subgraphs/kit' || room === 'subgraphs/gazetteer')
    return []
  return ['subgraphs/kit', 'subgraphs/gazetteer']
}

const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(path => /\.(ts|mts|mjs|tsx)$/.test(path) && !/node_modules|(^|\/)dist\//.test(path))
    .map(path => join(folder, path))

type Import = { readonly from: string; readonly target: string }

/** Every static, dynamic and re-exporting import of a file, type imports included. */
const importsOf = (from: string): readonly Import[] => {
  const { module } = parseSync(from, readFileSync(join(root, from), 'utf8'))
  const statics = module.staticImports.map(one => one.moduleRequest.value)
  const reexports = module.staticExports.flatMap(one => one.entries.map(entry => entry.moduleRequest?.value))
  const source = readFileSync(join(root, from), 'utf8')
  // A computed name leads to a file that the code found at run time; only literal ones can be judged here.
  const dynamics = module.dynamicImports
    .map(one => source.slice(one.moduleRequest.start, one.moduleRequest.end))
    .flatMap(text => /^['"`]([^$]*)['"`]$/.exec(text)?.[1] ?? [])
  return [...statics, ...reexports, ...dynamics].flatMap(target => (target === undefined ? [] : [{ from, target }]))
}

const imports = rooms.flatMap(sourceFiles).flatMap(importsOf)

/** The room of ours that an import leads to; null for npm and Node. */
const targetRoom = ({ from, target }: Import): string | null => {
  if (target.startsWith('.')) return roomOf(relative(root, resolve(root, dirname(from), target)))
  const name = target.startsWith('@') ? target.split('/', 2).join('/') : target
  return workspaces[name] ?? null
}

describe('the house', () => {
  it('imports across rooms only where the table of the README allows it', () => {
    const trespasses = imports.filter(one => {
      const target = targetRoom(one)
      const room = roomOf(one.from)
      return target !== null && target !== room && !mayImport(room).includes(target)
    })

    expect(trespasses).toEqual([])
  })

  it('crosses into another workspace by package name, never by path', () => {
    const shortcuts = imports.filter(one => one.target.startsWith('.') && targetRoom(one) !== roomOf(one.from))

    expect(shortcuts).toEqual([])
  })

  it('imports no package that the importing workspace does not declare', () => {
    const undeclared = imports.filter(
      one => !one.target.startsWith('.') && !one.target.startsWith('node:') && !isDeclared(one),
    )

    expect(undeclared).toEqual([])
  })

  it('declares no package that the declaring workspace does not import', () => {
    const idle = Object.values(workspaces).flatMap(folder => {
      const used = new Set(imports.filter(one => roomOf(one.from) === folder).map(one => packageOf(one.target)))
      const { dependencies = {} } = manifestOf(folder)
      return Object.keys(dependencies).flatMap(name => (used.has(name) ? [] : [`${folder}: ${name}`]))
    })

    expect(idle).toEqual([])
  })

  it('reads the environment and the arguments only at the edge of a process', () => {
    const edge =
      /(^|\/)(main|run|run-checks|[a-z-]+-command)\.(ts|mjs)$|\/start\.mjs$|supervised-process\.ts$|\/testing\/|^test\/|\/test\//
    const readers = rooms
      .flatMap(sourceFiles)
      .filter(path => !edge.test(path) && /process\.(env|argv|exit)\b/.test(readFileSync(join(root, path), 'utf8')))

    expect(readers).toEqual([])
  })

  // Erasing goes round the history on purpose, which would keep what was erased; recorders write what follows from a change.
  it('changes the rows of a team by entities only, so that no write goes round history, feed and search', () => {
    const around =
      /\.(insertInto|updateTable|deleteFrom|mergeInto|native(Insert|Update|Delete)|upsert(Many)?|insertMany)\b/
    const writers = ['programs', 'people', 'organizations']
      .flatMap(team => sourceFiles(`subgraphs/${team}`))
      .filter(
        path =>
          !/\/(test|migrations|erasing)\/|\/record-[a-z-]+\.ts$/.test(path) &&
          around.test(readFileSync(join(root, path), 'utf8')),
      )

    expect(writers).toEqual([])
  })

  it('keeps no drawer: no folder or file named for what has no name', () => {
    const drawers = rooms
      .flatMap(sourceFiles)
      .filter(path => /(^|\/)(utils?|helpers?|common|types|misc|shared|index)(\/|\.ts$)/.test(path))

    expect(drawers).toEqual([])
  })

  it('explains every room in a README of at most a page', () => {
    const pages = ['.', ...Object.values(workspaces), 'test'].map(folder => {
      const file = join(root, folder, 'README.md')
      return { folder, lines: existsSync(file) ? readFileSync(file, 'utf8').split('\n').length : 0 }
    })

    expect(pages.filter(page => page.lines < 5 || page.lines > (page.folder === '.' ? 250 : 150))).toEqual([])
  })
})

/** The package of an import's target, e.g. "@apollo/server" of "@apollo/server/errors". */
const packageOf = (target: string): string => target.split('/', target.startsWith('@') ? 2 : 1).join('/')

type Manifest = Readonly<Record<string, Record<string, string> | undefined>> & { readonly name: string }

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))

const declaredIn = (folder: string): readonly string[] => {
  const { name, dependencies, optionalDependencies, devDependencies } = manifestOf(folder)
  return [name, ...[dependencies, optionalDependencies, devDependencies].flatMap(list => Object.keys(list ?? {}))]
}

const isOfTests = (path: string): boolean => /(^|\/)(test|testing)\/|\.test\.tsx?$/.test(path)

/** Tests may also use what the root declares for testing, and every workspace of ours. */
const isDeclared = ({ from, target }: Import): boolean => {
  const room = roomOf(from)
  const declared = room === 'test' ? Object.keys(workspaces) : declaredIn(room)
  const all = [...declared, ...(isOfTests(from) ? declaredIn('.') : [])]
  // Some packages are nothing but types, which come under another name than they are imported by.
  return all.includes(packageOf(target)) || all.includes(`@types/${packageOf(target)}`)
}
