import { isConnection, isList, type SelectedField } from './selection.ts'

/** Where a cell's value stands. */
export type CellPlace = {
  /** Steps of the list's path down to the object that it is read from: 0 for the answer, all for the row itself. */
  readonly level: number
  /** Names from there. */
  readonly path: readonly string[]
}

/** A list whose items are rows. */
export type RowList = {
  /** As documents call it, e.g. "organization.programs". */
  readonly name: string
  /** Names in the answer, e.g. "organization", "programs", "edges", "node". */
  readonly path: readonly string[]
  /** One for each column; null where this list has no such cell. */
  readonly cells: readonly (CellPlace | null)[]
}

/** How an operation's answers become a table; the same for each answer. */
export type RowPlan = {
  readonly columns: readonly string[]
  /** Whether a first column, not among `columns`, tells which list a row is of. */
  readonly listColumn: string | null
  readonly lists: readonly RowList[]
}

/**
 * Plans the table of an operation from its fields alone. `rows` names the lists, or objects, whose items are rows; null
 * leaves it to the operation: its one outermost list, or where there are none or several, the whole answer as one row.
 * Gives a sentence when `rows` names what the operation does not select.
 */
export const planRows = (selection: readonly SelectedField[], rows: readonly string[] | null): RowPlan | string => {
  const tree = readTree(selection)
  const chosen = rows === null ? [outermost(tree)] : rows.map(name => find(tree, name))
  const lost = chosen.indexOf(null)
  if (lost >= 0) {
    return `its line "# Rows:" names "${rows?.[lost]}", but it selects no such list or object. Name one such as "${all(tree).find(({ isRowList }) => isRowList)?.name ?? ''}".`
  }
  return planLists(tree, chosen as readonly Node[])
}

/** A field as columns see it: edges and nodes of connections belong to the connection. */
type Node = {
  readonly name: string
  readonly path: readonly string[]
  readonly isRowList: boolean
  readonly isConnection: boolean
  readonly isLeaf: boolean
  readonly parent: Node | null
  readonly children: Node[]
}

const readTree = (selection: readonly SelectedField[]): Node => {
  const root: Node = { ...nothing, parent: null, children: [] }
  add(selection, root, [])
  return root
}

const nothing = { name: '', path: [], isRowList: false, isConnection: false, isLeaf: false } as const

const add = (fields: readonly SelectedField[], parent: Node, path: readonly string[]): void => {
  for (const field of fields) {
    const at = [...path, field.name]
    if (parent.isConnection && path.length === parent.path.length && field.fieldName === 'pageInfo') continue
    if (parent.isConnection && (field.fieldName === 'edges' || isNodeOf(parent, path, field))) {
      add(field.fields, parent, at)
      continue
    }
    const name = parent.name === '' ? field.name : `${parent.name}.${field.name}`
    const node: Node = {
      name,
      path: at,
      isRowList: isList(field) || (isConnection(field) && field.fields.some(({ fieldName }) => fieldName === 'edges')),
      isConnection: isConnection(field),
      isLeaf: field.fields.length === 0,
      parent,
      children: [],
    }
    parent.children.push(node)
    add(field.fields, node, at)
  }
}

const isNodeOf = (connection: Node, path: readonly string[], field: SelectedField): boolean =>
  path.length === connection.path.length + 1 && field.fieldName === 'node'

const all = (node: Node): readonly Node[] => node.children.flatMap(child => [child, ...all(child)])

const find = (tree: Node, name: string): Node | null =>
  all(tree).find(node => node.name === name && (node.isRowList || !node.isLeaf)) ?? null

const outermost = (tree: Node): Node => {
  let level: readonly Node[] = [tree]
  while (level.length > 0) {
    const lists = level.filter(({ isRowList }) => isRowList)
    if (lists.length > 0) return lists.length === 1 ? lists[0]! : tree
    level = level.flatMap(({ children }) => children)
  }
  return tree
}

type Column = { readonly key: string; readonly name: string }

const planLists = (tree: Node, chosen: readonly Node[]): RowPlan => {
  const columns: Column[] = []
  const cells = chosen.map(list => {
    const own = [...cellsAbove(tree, list, chosen), ...cellsOf(list)]
    for (const { key, name, isAbove } of own) {
      if (columns.some(column => column.key === key)) continue
      columns.push({ key, name: isFree(name, columns) ? name : `${isAbove ? '' : `${list.name}.`}${name}` })
    }
    return new Map(own.map(({ key, place }) => [key, place]))
  })
  // Those of what is around the rows come first, also where a later list brings them.
  const ordered = [...columns.filter(isOfAbove), ...columns.filter(column => !isOfAbove(column))]
  const names = ordered.map(({ name }) => name)
  return {
    columns: names,
    listColumn: chosen.length === 1 ? null : freeName('list', names),
    lists: chosen.map((list, index) => ({
      name: list.name,
      path: pathOfItems(list),
      cells: ordered.map(({ key }) => cells[index]?.get(key) ?? null),
    })),
  }
}

type PlannedCell = Column & { readonly place: CellPlace; readonly isAbove: boolean }

const isOfAbove = ({ key }: Column): boolean => key.startsWith('above ')
const isFree = (name: string, columns: readonly Column[]): boolean => columns.every(column => column.name !== name)
const freeName = (name: string, names: readonly string[]): string =>
  names.includes(name) ? freeName(`${name}_`, names) : name

const pathOfItems = (list: Node): readonly string[] => {
  if (!list.isConnection || !list.isRowList) return list.path
  const inside = list.children.find(child => child.path.length > list.path.length + 1)
  return inside ? inside.path.slice(0, list.path.length + 1) : list.path
}

const cellsOf = (list: Node): readonly PlannedCell[] => {
  const level = pathOfItems(list).length
  if (list.isLeaf) return [{ key: 'row ', name: 'value', place: { level, path: [] }, isAbove: false }]
  return all(list)
    .filter(({ isLeaf, path }) => isLeaf && path.length > level && isBelow(path, pathOfItems(list)))
    .map(({ name, path }) => {
      const own = list.name === '' ? name : name.slice(list.name.length + 1)
      return { key: `row ${own}`, name: own, place: { level, path: path.slice(level) }, isAbove: false }
    })
}

const isBelow = (path: readonly string[], above: readonly string[]): boolean =>
  above.every((step, index) => path[index] === step)

// What stands around the rows, its own lists joined: nothing that the document asks for is lost. What a page of rows
// counts is left to the page; and what only leads to another list's rows is told there.
const cellsAbove = (tree: Node, list: Node, chosen: readonly Node[]): readonly PlannedCell[] => {
  const around = new Set(lineOf(list).slice(1))
  const elsewhere = new Set(chosen.flatMap(lineOf).filter(node => !around.has(node)))
  const items = pathOfItems(list)
  return all(tree)
    .filter(node => node.isLeaf && !lineOf(node).some(one => elsewhere.has(one)) && !isCountOf(node, around))
    .map(({ name, path }) => {
      const level = sharedSteps(path, items)
      return { key: `above ${name}`, name, place: { level, path: path.slice(level) }, isAbove: true }
    })
}

const lineOf = (node: Node): readonly Node[] => (node.parent ? [node, ...lineOf(node.parent)] : [node])

const isCountOf = ({ parent, path }: Node, around: ReadonlySet<Node>): boolean =>
  parent?.isConnection === true && around.has(parent) && path.length === parent.path.length + 1

const sharedSteps = (path: readonly string[], items: readonly string[]): number => {
  const differs = path.findIndex((step, index) => items[index] !== step)
  return Math.min(differs < 0 ? path.length - 1 : differs, path.length - 1)
}
