import type { Fetcher } from '@graphiql/toolkit'
import { latestAnswer, schemaState } from './answer.ts'
import { type Request, withOwnOperationName } from './own-operation-name.ts'
import type { PlanView } from './plan/plan-view.ts'
import { currentToken, session, signOuts } from './session/session.ts'

/** An answer of the gateway, or what stands in its place. */
type Answer = {
  data?: unknown
  errors?: { message: string; extensions?: { code?: string } }[]
  extensions?: { queryPlan?: PlanView } & Record<string, unknown>
}

type Headers = Record<string, string>

const closedSchema =
  'The schema is told only to those who are signed in with the scope "schema:read". Sign in above with such a token. ' +
  'Without it you can still run operations that you know, for example the saved ones.'

/**
 * Creates what GraphiQL asks with. A new one makes GraphiQL read the schema again, so there is one for each session. The
 * plan goes to its panel and is taken out of the answer that is shown.
 */
export const createAsk =
  (): Fetcher =>
  async (request, options): Promise<never> => {
    const isIntrospection = request.operationName === 'IntrospectionQuery'
    const headers = (options?.headers ?? {}) as Headers
    return (isIntrospection ? await readSchema(request, headers) : await runOperation(request, headers)) as never
  }

const runOperation = async (asked: Request, headers: Headers): Promise<Answer> => {
  const request = withOwnOperationName(asked)
  const startedAt = performance.now()
  const signOutsBefore = signOuts.get()
  const { answer, status } = await post(request, { 'x-include-query-plan': '1', ...headers })
  // Whoever has signed out meanwhile wants to see nothing of what the token opened.
  if (signOuts.get() !== signOutsBefore) return { data: null }
  const { queryPlan = null, ...extensions } = answer.extensions ?? {}
  const { extensions: _, ...shown } = answer
  latestAnswer.set({
    operationName: request.operationName ?? null,
    data: answer.data ?? null,
    errorCount: answer.errors?.length ?? 0,
    browserMs: performance.now() - startedAt,
    plan: queryPlan,
  })
  if (status === 401) loseToken(answer)
  return Object.keys(extensions).length > 0 ? { ...shown, extensions } : shown
}

const readSchema = async (request: object, headers: Headers): Promise<Answer> => {
  try {
    const { answer } = await post(request, headers)
    if (answer.data) {
      schemaState.set('told')
      return answer
    }
    schemaState.set('closed')
  } catch (cause) {
    schemaState.set('away')
    throw cause
  }
  throw new Error(closedSchema)
}

const post = async (request: object, headers: Headers): Promise<{ answer: Answer; status: number }> => {
  const sent = new Headers({
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
  })
  const token = currentToken()
  if (token !== null) sent.set('authorization', `Bearer ${token}`)
  // What is written under "Headers" wins: whoever writes there wants to see what it does.
  for (const [name, value] of Object.entries(headers)) sent.set(name, String(value))
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: sent,
    body: JSON.stringify(request),
    cache: 'no-store',
  })
  return { answer: await readAnswer(response), status: response.status }
}

const readAnswer = async (response: Response): Promise<Answer> => {
  try {
    return (await response.json()) as Answer
  } catch {
    throw new Error(
      `The gateway answered with status ${response.status} and no JSON. Look whether it runs, and try again.`,
    )
  }
}

/** An expired token stays expired: sending it again would only hide what a reader without one can see. */
const loseToken = (answer: Answer): void => {
  const now = session.get()
  if (now.state !== 'signed-in') return
  session.set({ state: 'refused', viewer: now.viewer, reason: answer.errors?.[0]?.message ?? 'The token was refused.' })
}
