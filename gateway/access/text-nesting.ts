import { Lexer, Source, type Token, TokenKind } from 'graphql'

/**
 * Brackets inside each other in the text of a request, of every kind. The parser and several rules of validation
 * recurse, and from about 2,000 on they exhaust the stack; people's operations stay below 40.
 */
export const maxTextNesting = 400

/** Tells whether a text is nested too deeply to be parsed. Text that is no GraphQL is left to the parser. */
export const isNestedTooDeeply = (text: string, maxTokens: number): boolean => {
  if (!hasManyBrackets(text)) return false
  const lexer = new Lexer(new Source(text))
  let nesting = 0
  for (let count = 0; count <= maxTokens; count++) {
    const token = nextToken(lexer)
    if (!token || token.kind === TokenKind.EOF) return false
    if (opening.has(token.kind)) nesting++
    if (closing.has(token.kind)) nesting--
    if (nesting > maxTextNesting) return true
  }
  // The parser ends at as many tokens.
  return false
}

// Nearly all texts have fewer than may stand inside each other, and then nothing has to be read; those in strings and
// comments count here, which only leads to a closer look.
const hasManyBrackets = (text: string): boolean => {
  let brackets = 0
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index)
    if (character === 0x7b || character === 0x5b || character === 0x28) brackets++
  }
  return brackets > maxTextNesting
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

const nextToken = (lexer: Lexer): Token | null => {
  try {
    return lexer.advance()
  } catch {
    return null
  }
}
