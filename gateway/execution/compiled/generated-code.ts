import * as runtime from './runtime.ts'

/**
 * Source text in the making. Nothing of a client or a subgraph gets into it but GraphQL names and text constants, both
 * as JSON text; all else is handed over as a constant.
 */
export type GeneratedCode = {
  /** Adds a function and answers its name. `write` may add more; functions find each other whatever their order. */
  addFunction(parameters: readonly string[], write: () => string): string
  /**
   * Adds a function that is called from outside, with the run as its argument. It must end before another one starts,
   * so what it keeps of the run can stand in variables of all functions.
   */
  addEntry(write: () => string): string
  /** Keeps the value of an expression over `run` from the start of the entry that is being written; answers its name. */
  keep(expression: string): string
  /** Keeps a new list from the start of the entry that is being written; answers its name. */
  list(): string
  /** Hands a value over to the code and answers the name that it has there. */
  constant(value: unknown): string
  /** A name that nothing else in the code has. */
  variable(): string
  /** Characters of the code so far. */
  readonly length: number
  /** Makes the functions of these names. */
  evaluate(names: readonly string[]): readonly ((run: unknown) => unknown)[]
}

/** Starts code; every function may use what runtime.ts exports. */
export const generateCode = (): GeneratedCode => {
  const functions: string[] = []
  const constants = new Map<unknown, string>()
  const keeping: string[] = []
  let kept = new Map<string, string>()
  let lists: string[] = []
  let names = 0
  let length = 0
  const addFunction: GeneratedCode['addFunction'] = (parameters, write) => {
    const name = `f${names++}`
    const text = `function ${name}(${parameters.join(',')}){${write()}}`
    functions.push(text)
    length += text.length
    return name
  }
  return {
    addFunction,
    addEntry: write => {
      kept = new Map()
      lists = []
      const inner = addFunction(['run'], write)
      const all = [...kept.values(), ...lists]
      keeping.push(...all)
      const values = [...kept.keys(), ...lists.map(() => '[]')]
      const enter = all.map((name, index) => `${name}=${values[index]};`).join('')
      // What is kept must not outlive the request.
      const leave = all.map(name => `${name}=undefined;`).join('')
      return addFunction(['run'], () => `${enter}try{return ${inner}(run)}finally{${leave}}`)
    },
    keep: expression => {
      const name = kept.get(expression) ?? `k${names++}`
      kept.set(expression, name)
      return name
    },
    list: () => {
      const name = `k${names++}`
      lists.push(name)
      return name
    },
    constant: value => {
      const name = constants.get(value) ?? `c${constants.size}`
      constants.set(value, name)
      return name
    },
    variable: () => `v${names++}`,
    get length() {
      return length
    },
    evaluate: wanted => {
      const variables = keeping.length > 0 ? `let ${keeping.join(',')};` : ''
      const body = `"use strict";${variables}${functions.join('\n')}\nreturn [${wanted.join(',')}]`
      const make = new Function(...Object.keys(runtime), ...constants.values(), body)
      return make(...Object.values(runtime), ...constants.keys())
    },
  }
}

/** Writes a text constant as code. */
export const literal = (text: string): string => JSON.stringify(text)

/** Reads a property. Names that every object inherits are refused before this. */
export const property = (object: string, key: string): string => `${object}[${literal(key)}]`

/** An expression that is true where all are null. */
export const areNull = (variables: readonly string[]): string =>
  variables.map(variable => `${variable}===null`).join('&&')

/** A statement that ends the program where only some are null: one source has an object, another one has not. */
export const refuseUneven = (variables: readonly string[]): string =>
  variables.length > 1 ? `if(${variables.map(variable => `${variable}===null`).join('||')})return unusual();` : ''

/** A statement that ends the program where something else than objects stands. */
export const refuseOtherThanObjects = (variables: readonly string[]): string =>
  `if(${variables.map(variable => `typeof ${variable}!=="object"`).join('||')})return unusual();`

/** A statement that ends the program where something else than lists of one length stands. */
export const refuseOtherThanLists = (variables: readonly string[]): string => {
  const [first] = variables
  const checks = variables.map(list => `!isArray(${list})${list === first ? '' : `||${list}.length!==${first}.length`}`)
  return `if(${checks.join('||')})return unusual();`
}
