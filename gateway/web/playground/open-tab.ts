import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useCallback } from 'react'

/** What a new tab starts with. */
export type NewTab = { query: string; variables: string; operationName?: string | undefined }

/** Opens tabs from outside the editors; null until the editors stand. Nothing is run. */
export const useOpenTab = (): ((tab: NewTab) => void) | null => {
  const { addTab, updateActiveTabValues, setOperationName } = useGraphiQLActions()
  const { queryEditor, variableEditor } = useGraphiQL(pick('queryEditor', 'variableEditor'))
  const open = useCallback(
    ({ query, variables, operationName }: NewTab) => {
      addTab()
      queryEditor?.setValue(query)
      variableEditor?.setValue(variables)
      // The editors tell the tab after a pause of theirs; who changes tabs before that would lose the text.
      updateActiveTabValues({ query, variables })
      if (operationName !== undefined) setOperationName(operationName)
      queryEditor?.focus()
    },
    [addTab, updateActiveTabValues, setOperationName, queryEditor, variableEditor],
  )
  return queryEditor && variableEditor ? open : null
}
