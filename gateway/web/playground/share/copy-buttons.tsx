import { pick, ToolbarButton, useGraphiQL } from '@graphiql/react'
import { CurlIcon, LinkIcon } from '../look/icons.tsx'
import { notice } from '../notices.tsx'
import { currentToken } from '../session/session.ts'
import { curlCommand } from './curl.ts'
import { linkFragment } from './link.ts'

/** Beside GraphiQL's own tools: the request as a command, and as a link. Neither ever holds the token. */
export const CopyButtons = () => {
  const { queryEditor, variableEditor, headerEditor, operationName } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'operationName'),
  )
  const query = () => queryEditor?.getValue() ?? ''
  const variables = () => variableEditor?.getValue() ?? ''
  const copyCurl = () =>
    copy(
      curlCommand({
        url: new URL('/graphql', window.location.href).href,
        query: query(),
        variables: variables(),
        headers: headerEditor?.getValue() ?? '',
        operationName: operationName ?? null,
        signedIn: currentToken() !== null,
      }),
      'Copied as a cURL command. A token is not in it: put yours into the variable TOKEN.',
    )
  const copyLink = () => {
    const shared = { query: query(), variables: variables(), ...(operationName ? { operationName } : {}) }
    const address = new URL(linkFragment(shared), new URL('/playground/', window.location.href)).href
    return copy(
      address,
      'Copied as a link with operation and variables. Neither your token nor your headers are in it.',
    )
  }
  return (
    <>
      <ToolbarButton label="Copy as cURL" onClick={copyCurl}>
        <span className="graphiql-toolbar-icon">
          <CurlIcon />
        </span>
      </ToolbarButton>
      <ToolbarButton label="Copy link" onClick={copyLink}>
        <span className="graphiql-toolbar-icon">
          <LinkIcon />
        </span>
      </ToolbarButton>
    </>
  )
}

const copy = async (text: string, said: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text)
    notice.set(said)
  } catch {
    notice.set('The browser does not let this page write to the clipboard. Allow it for this address, and try again.')
  }
}
