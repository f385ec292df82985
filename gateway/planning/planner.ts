import { hash } from 'node:crypto'
import { type DocumentNode, print } from 'graphql'
import { decideConditions, decidingVariables, type OperationInDocument } from './decided-document.ts'
import { createPlanCache, type PlanCache } from './plan-cache.ts'
import { planningDocument } from './planning-document.ts'
import { createResponseNames, type ResponseName } from './response-names.ts'

/** Turns operations into plans, each distinct one once. Belongs to one supergraph. */
export type Planner<Plan, Program> = {
  /** Plans a valid operation. Throws what building a plan throws. */
  plan(operation: OperationInDocument): PlannedOperation<Plan, Program> & { readonly cached: boolean }
  /** Texts of the operations that were used most, most used first; each is valid GraphQL of one decided operation. */
  mostUsed(count: number): readonly string[]
  /** Takes a plan that was made elsewhere, for a text of `mostUsed`. */
  adopt(text: string, plan: Plan): void
  /** Under which name a client's field stands in the fetched data. */
  readonly responseName: ResponseName
  readonly cache: Pick<PlanCache<unknown>, 'bytes' | 'size'>
}

/** A plan, and the program that was compiled from it; undefined before that, null where the compiler does not cover it. */
export type PlannedOperation<Plan, Program> = { readonly plan: Plan; readonly program: Program | null | undefined }

/** How plans and programs are made. */
export type PlannerOptions<Plan, Program> = {
  /** Builds a plan from a document of one operation, as `planningDocument` writes it. */
  readonly build: (document: DocumentNode) => Plan
  /** Compiles a plan for its operation; null where it is not covered. `bytes` is the size of what was made. */
  readonly compile: (plan: Plan, decided: DocumentNode) => { readonly program: Program | null; readonly bytes: number }
  /** At which use of an operation it is compiled: 1 at once, 0 never. */
  readonly compileAtUse: number
  readonly requiredFields: ReadonlySet<string>
  readonly maxCacheBytes: number
}

type Entry<Plan, Program> = {
  readonly text: string
  readonly plan: Plan
  readonly bytes: number
  uses: number
  program: Program | null | undefined
}

/** Creates a planner. */
export const createPlanner = <Plan, Program>(options: PlannerOptions<Plan, Program>): Planner<Plan, Program> => {
  const { build, compile, compileAtUse } = options
  const cache = createPlanCache<Entry<Plan, Program>>(options.maxCacheBytes)
  const responseName = createResponseNames(options.requiredFields)
  const keyOf = createKeys()

  const remember = (key: string, text: string, plan: Plan): Entry<Plan, Program> => {
    const bytes = text.length + bytesPerCharacter * JSON.stringify(plan).length
    const entry = { text, plan, bytes, uses: 0, program: undefined }
    cache.set(key, entry, bytes)
    return entry
  }

  const make = (key: string, operation: OperationInDocument): Entry<Plan, Program> => {
    const decided = decideConditions(operation)
    return remember(key, inOnePiece(print(decided)), build(planningDocument(decided, responseName)))
  }

  return {
    responseName,
    cache,
    plan: operation => {
      const key = keyOf(operation)
      const known = cache.get(key)
      const entry = known ?? make(key, operation)
      entry.uses++
      if (entry.uses === compileAtUse) {
        const { program, bytes } = compile(entry.plan, decideConditions(operation))
        entry.program = program
        cache.set(key, entry, entry.bytes + bytes)
      }
      return { plan: entry.plan, program: entry.program, cached: known !== undefined }
    },
    mostUsed: count =>
      cache
        .entries()
        .toSorted((one, other) => other.uses - one.uses)
        .slice(0, count)
        .map(({ text }) => text),
    adopt: (text, plan) => void remember(hash('sha256', text, 'base64url'), text, plan),
  }
}

// What a plan's objects take for each character of its JSON text, with what the execution keeps beside its fetches: their
// shapes and their questions for keys. As `npm run bench:memory` measures it.
const bytesPerCharacter = 10

// Printed text is a tree of thousands of small strings, which takes six times the memory of its characters.
const inOnePiece = (text: string): string => Buffer.from(text).toString()

/**
 * Gives an operation's key: the hash of its decided text, which holds all that a plan and its program depend on. The
 * supergraph needs no place in it, because the cache lives and dies with it. Apollo Server keeps parsed documents, so
 * each is printed once for each combination of its conditions, not once a request.
 */
const createKeys = (): ((operation: OperationInDocument) => string) => {
  type Known = { readonly deciding: readonly string[]; readonly keys: Map<string, string> }
  const documents = new WeakMap<DocumentNode, Known>()
  return request => {
    const { document, operation, variables } = request
    let known = documents.get(document)
    if (!known) {
      known = { deciding: decidingVariables(document), keys: new Map() }
      documents.set(document, known)
    }
    let decisions = operation.name?.value ?? ''
    for (const name of known.deciding) decisions += variables[name] === true ? ' 1' : ' 0'
    const key = known.keys.get(decisions)
    if (key !== undefined) return key
    const made = hash('sha256', print(decideConditions(request)), 'base64url')
    // A client that tries all combinations of many variables must not fill the memory with their keys.
    if (known.keys.size >= maxKeysPerDocument) known.keys.clear()
    known.keys.set(decisions, made)
    return made
  }
}

const maxKeysPerDocument = 64
