import { hash } from 'node:crypto'
import { type DocumentNode, print } from 'graphql'
import { decideConditions, decidingVariables, type OperationInDocument } from './decided-document.ts'
import { createPlanCache, type PlanCache } from './plan-cache.ts'
import { planningDocument } from './planning-document.ts'
import { createResponseNames, type ResponseName } from './response-names.ts'

/** Turns operations into plans, each distinct one once. Belongs to one supergraph. */
export type Planner<Plan, Program> = {
  /** Plans a valid operation; `asProgram` is false where only the plan is used. Rejects with what `build` rejects with. */
  plan(
    operation: OperationInDocument,
    asProgram?: boolean,
  ): Promise<PlannedOperation<Plan, Program> & { readonly cached: boolean }>
  /** Makes the plan of an operation the latest used one, if it is still kept. */
  touch(operation: OperationInDocument): void
  /** Texts of the operations that were used most, most used first; each is valid GraphQL of one decided operation. */
  mostUsed(count: number): readonly string[]
  /** Under which name a client's field stands in the fetched data. */
  readonly responseName: ResponseName
  readonly cache: Pick<PlanCache<unknown>, 'bytes' | 'size'>
}

/** A plan, and the program that was compiled from it; undefined before that, null where the compiler does not cover it. */
export type PlannedOperation<Plan, Program> = { readonly plan: Plan; readonly program: Program | null | undefined }

/** How plans and programs are made. */
export type PlannerOptions<Plan, Program> = {
  /** Builds a plan from a document of one operation, as `planningDocument` writes it. */
  readonly build: (document: DocumentNode) => Plan | Promise<Plan>
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

  const make = async (key: string, operation: OperationInDocument): Promise<Entry<Plan, Program>> => {
    const decided = decideConditions(operation)
    const plan = await build(planningDocument(decided, responseName))
    return remember(key, inOnePiece(print(decided)), plan)
  }
  // Several clients that ask the same at once wait for one plan.
  const inMaking = new Map<string, Promise<Entry<Plan, Program>>>()
  const makeOnce = (key: string, operation: OperationInDocument): Promise<Entry<Plan, Program>> => {
    const known = inMaking.get(key)
    if (known) return known
    const making = make(key, operation).finally(() => inMaking.delete(key))
    inMaking.set(key, making)
    return making
  }

  return {
    responseName,
    cache,
    plan: async (operation, asProgram = true) => {
      const key = keyOf(operation)
      const known = cache.get(key)
      const entry = known ?? (await makeOnce(key, operation))
      entry.uses++
      if (asProgram && entry.program === undefined && compileAtUse > 0 && entry.uses >= compileAtUse) {
        const { program, bytes } = compile(entry.plan, decideConditions(operation))
        entry.program = program
        cache.set(key, entry, entry.bytes + bytes)
      }
      return { plan: entry.plan, program: entry.program, cached: known !== undefined }
    },
    touch: operation => void cache.get(keyOf(operation)),
    mostUsed: count =>
      cache
        .entries()
        .toSorted((one, other) => other.uses - one.uses)
        .slice(0, count)
        .map(({ text }) => text),
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
