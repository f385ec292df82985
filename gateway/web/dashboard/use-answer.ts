import { useEffect, useState } from 'react'
import { type Answer, AskError, ask, type OperationName, type VariablesOf } from './ask.ts'
import { currentSession, useSession } from './session.ts'

/** How far a question is. `answer` is the last one while the next is on its way, so that a page does not flicker. */
export type Asked<Name extends OperationName> =
  | { readonly state: 'loading'; readonly answer: Answer<Name> | null }
  | { readonly state: 'answered'; readonly answer: Answer<Name>; readonly retry: () => void }
  | { readonly state: 'failed'; readonly answer: null; readonly error: AskError; readonly retry: () => void }

/**
 * Asks a saved operation whenever its name, its variables or the session change. Panels that ask the same at the same
 * time share one request. Null variables ask nothing yet.
 */
export const useAnswer = <Name extends OperationName>(name: Name, variables: VariablesOf<Name> | null): Asked<Name> => {
  const { token } = useSession()
  const [tries, setTries] = useState(0)
  const [kept, setKept] = useState<Kept<Name>>({ key: '', asked: { state: 'loading', answer: null } })
  // Variables are made anew at each rendering: what they say is compared, not which object they are.
  const key = `${name} ${JSON.stringify(variables)}`
  const setAsked = (asked: Asked<Name>): void => setKept({ key, asked })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the variables, the tries for a wish to ask again
  useEffect(() => {
    if (variables === null) return
    let isOver = false
    setKept(before => ({ key, asked: { state: 'loading', answer: before.asked.answer } }))
    share(name, variables, token).then(
      answer => {
        if (!isOver) setAsked({ state: 'answered', answer, retry: () => setTries(tries + 1) })
      },
      (cause: unknown) => {
        const error = cause instanceof AskError ? cause : new AskError('UNKNOWN', 'The answer could not be read.')
        if (!isOver) setAsked({ state: 'failed', answer: null, error, retry: () => setTries(tries + 1) })
      },
    )
    return () => {
      isOver = true
    }
  }, [key, token, tries])
  // Between new variables and the effect that asks anew, the answer at hand is one to another question.
  return kept.key === key ? kept.asked : { state: 'loading', answer: kept.asked.answer }
}

/** What is known, and of which question. */
type Kept<Name extends OperationName> = { readonly key: string; readonly asked: Asked<Name> }

const underWay = new Map<string, Promise<unknown>>()
// Each is taken once, so that nobody is shown later what was true when the page was opened.
const askedAhead = new Map<string, Promise<unknown>>()

/** Asks at once what a part of the page will ask as soon as its script has come and was run. */
export const askAhead = <Name extends OperationName>(name: Name, variables: VariablesOf<Name>): void => {
  const { token } = currentSession()
  const answer = share(name, variables, token)
  // Whoever takes the answer hears of a failure.
  answer.catch(() => {})
  askedAhead.set(keyOf(name, variables, token), answer)
}

const keyOf = (name: OperationName, variables: unknown, token: string | null): string =>
  JSON.stringify([name, variables, token])

const share = <Name extends OperationName>(
  name: Name,
  variables: VariablesOf<Name>,
  token: string | null,
): Promise<Answer<Name>> => {
  const key = keyOf(name, variables, token)
  const before = (askedAhead.get(key) ?? underWay.get(key)) as Promise<Answer<Name>> | undefined
  askedAhead.delete(key)
  if (before) return before
  const promise = ask(name, variables, { token }).finally(() => underWay.delete(key))
  underWay.set(key, promise)
  return promise
}
