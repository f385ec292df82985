import { type DocumentNode, type FieldNode, type GraphQLSchema, isObjectType, Kind } from 'graphql'
import { type KeyEcho, type KeysOf, keyEcho } from '../key-echo.ts'
import type { Plan } from '../plan.ts'
import type { Fits } from '../rewrites.ts'
import { generateCollector } from './collect-entities.ts'
import { generateCode } from './generated-code.ts'
import { createObjectReader } from './held-object.ts'
import { createLayout, requiredOf } from './layout.ts'
import { NotCoveredError, notCovered } from './not-covered.ts'
import {
  prepareEntityBody,
  prepareRootBody,
  type StepText,
  type WriteEntityBody,
  type WriteRootBody,
} from './request-body.ts'
import type { RunState } from './run-state.ts'
import { readSteps, type Step } from './steps.ts'
import { generateWriter } from './write-answer.ts'

/** An operation as a program: what to send, what to collect in between, how to write the answer. */
export type Program = {
  /** In the plan's order. */
  readonly steps: readonly ProgramStep[]
  /** Writes the answer's data as JSON text. Throws what `isUnusual` knows. */
  readonly write: (run: RunState) => string
}

/** A step that is ready to run. */
export type ProgramStep = RootStep | EntityStep

/** The steps that start after this one, when nothing else is left to wait for. */
type Waited = { readonly next: readonly number[] }

/** A fetch of root fields. */
export type RootStep = Step &
  Waited & {
    readonly kind: 'root'
    /** Its place in `run.roots`. */
    readonly position: number
    readonly writeBody: WriteRootBody
  }

/** A fetch of entities. */
export type EntityStep = Step &
  Waited & {
    readonly kind: 'entities'
    readonly text: StepText
    readonly writeBody: WriteEntityBody
    readonly echo: KeyEcho
    /** Fills the step's part of `run.collected`. Throws what `isUnusual` knows. */
    readonly collect: (run: RunState) => void
    /** Alias and field by which an entity of a type is recognised; null where that takes more than one plain field. */
    readonly plainKeys: ReadonlyMap<string, PlainKey | null>
  }

/** A field that alone is a key, and the alias under which an entity says it. */
export type PlainKey = { readonly field: string; readonly alias: string }

/** What compiling needs to know of a supergraph. */
export type CompilerOptions = {
  /** As clients see it. */
  readonly answerSchema: GraphQLSchema
  /** With all types. */
  readonly fullSchema: GraphQLSchema
  /** By the name of an interface: the subgraphs that have it as an `@interfaceObject`. */
  readonly interfaceObjects: ReadonlyMap<string, ReadonlySet<string>>
  readonly fits: Fits
  readonly keysOf: KeysOf
  readonly responseName: (field: FieldNode) => string
}

/** A program and its size, or why there is none. */
export type Compiled =
  | { readonly program: Program; readonly bytes: number }
  | { readonly program: null; readonly bytes: 0; readonly reason: string }

/** Compiles a plan for its operation, whose conditions are all decided. */
export const compileOperation = (plan: Plan, decided: DocumentNode, options: CompilerOptions): Compiled => {
  try {
    return compile(plan, decided, options)
  } catch (thrown) {
    if (thrown instanceof NotCoveredError) return { program: null, bytes: 0, reason: thrown.message }
    throw thrown
  }
}

const compile = (plan: Plan, document: DocumentNode, options: CompilerOptions): Compiled => {
  const { answerSchema, fullSchema, interfaceObjects, fits, keysOf, responseName } = options
  const steps = readSteps(plan)
  const rootType = rootTypeOf(document, answerSchema)
  const layout = createLayout({ steps, rootType, schema: fullSchema, fits, interfaceObjects })
  const code = generateCode()
  const reader = createObjectReader({ code, layout, steps, fits })
  const echoes = steps.map(({ node }) => (node.requires ? keyEcho(node, keysOf) : null))
  const objectTypes = Object.values(fullSchema.getTypeMap()).flatMap(type => (isObjectType(type) ? [type.name] : []))
  const plainKeys = steps.map(({ node }, index) => {
    const echo = echoes[index]
    const types = echo ? objectTypes.filter(type => requiredOf(node, type, fits).length > 0) : []
    return new Map(types.map(type => [type, plainKeyOf(echo!, type, fits)]))
  })
  const writer = generateWriter({ code, layout, reader, steps, document, schema: answerSchema, fits, responseName })
  const plainKey = (step: number, typename: string) => plainKeys[step]?.get(typename)?.field ?? null
  const collectors = steps.map(step =>
    step.node.requires ? generateCollector(step, { code, layout, reader, steps, fits, plainKey }) : 'undefined',
  )
  if (code.length > maxCodeLength) return notCovered(`${code.length} characters of code`)
  const [write, ...collect] = code.evaluate([writer, ...collectors])
  let roots = 0
  const program: Program = {
    write: write as Program['write'],
    steps: steps.map((step, index): ProgramStep => {
      const { node } = step
      const echo = echoes[index]
      const next = steps.flatMap(other => (other.after.includes(index) ? [other.index] : []))
      const text: StepText = {
        query: echo?.operation ?? node.operation,
        operationName: node.operationName,
        variables: node.variableUsages ?? [],
      }
      if (!echo) return { ...step, next, kind: 'root', position: roots++, writeBody: prepareRootBody(text) }
      return {
        ...step,
        next,
        kind: 'entities',
        text,
        writeBody: prepareEntityBody(text),
        echo,
        collect: collect[index] as EntityStep['collect'],
        plainKeys: plainKeys[index]!,
      }
    }),
  }
  return { program, bytes: code.length * bytesPerCharacter }
}

// Types that include each other many times over, seldom asked and costly to compile.
const maxCodeLength = 500_000

// Source text, syntax tree, byte code and machine code of generated functions.
const bytesPerCharacter = 10

const rootTypeOf = (document: DocumentNode, schema: GraphQLSchema): string => {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    return schema.getRootType(definition.operation)?.name ?? notCovered(`a ${definition.operation}`)
  }
  return notCovered('a document without an operation')
}

const plainKeyOf = ({ asked }: KeyEcho, typename: string, fits: Fits): PlainKey | null => {
  const applicable = asked.filter(({ condition }) => fits(typename, condition))
  const [only] = applicable
  const [key] = only?.keys ?? []
  const [part] = key ?? []
  if (applicable.length !== 1 || only?.keys.length !== 1 || key?.length !== 1 || !part || part.field.below) return null
  return { field: part.field.name, alias: part.alias }
}
