import type { FastifyInstance } from 'fastify'

/** Makes a server read bodies that are JSON in UTF-8, and no others. */
export const readJsonBodies = (app: FastifyInstance): void => {
  app.removeContentTypeParser(['text/plain', 'application/json'])
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const text = isUtf8(request.headers['content-type']) ? decode(body) : null
    if (text === null) return done(refusal(415, 'The body is not plain JSON in UTF-8.'), undefined)
    parse(request, text, (error, value) => {
      // Fastify's own sentence does not say what is wrong.
      if (error) done(refusal(400, faultOf(text)), undefined)
      else done(null, value)
    })
  })
}

const refusal = (statusCode: number, message: string): Error => Object.assign(new Error(message), { statusCode })

const isUtf8 = (contentType: string | undefined): boolean => {
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8'
  return /^utf-?8$/i.test(charset)
}

// A replaced character could make two names one, so bytes that are not UTF-8 are refused rather than repaired.
const utf8 = new TextDecoder('utf-8', { fatal: true })
const decode = (body: Buffer): string | null => {
  try {
    return utf8.decode(body)
  } catch {
    return null
  }
}

const faultOf = (text: string): string => {
  if (text === '') return 'The body is empty, expected JSON such as {"query": "{ __typename }"}.'
  try {
    JSON.parse(text)
    return 'The body has a key "__proto__" or "constructor", which is not taken.'
  } catch (cause) {
    // Some of the engine's sentences quote the text, and with it what may be nobody's business.
    const [what] = /^[^"]* in JSON at position .*$/.exec((cause as Error).message) ?? []
    return what ? `The body is no valid JSON: ${what}.` : 'The body is no valid JSON.'
  }
}
