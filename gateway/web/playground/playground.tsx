import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import { GraphiQL } from 'graphiql'
import { useMemo, useState } from 'react'
import { createAsk } from './ask.ts'
import { editorThemes } from './editor-look.ts'
import { EditorLook } from './editor-look-effect.tsx'
import { exampleTabs } from './example-tabs.ts'
import { explorer } from './explorer/explorer-plugin.tsx'
import { Header, HeaderTools } from './header.tsx'
import { MendedRoles } from './mended-roles.ts'
import { Notices } from './notices.tsx'
import { planPlugin } from './plan/plan-plugin.tsx'
import { savedPlugin } from './saved/saved-plugin.tsx'
import { useKept } from './session/kept-value.ts'
import { session, signOuts } from './session/session.ts'
import { CopyButtons } from './share/copy-buttons.tsx'
import { LinkOpener } from './share/link-opener.tsx'
import { storageWithoutHeaders } from './storage.ts'
import { tablePlugin } from './table/table-plugin.tsx'

const plugins = [explorer, savedPlugin, planPlugin, tablePlugin, HISTORY_PLUGIN]
const storage = storageWithoutHeaders(window.localStorage)
const isFirstVisit = storage.getItem('graphiql:tabState') === null
// A panel beside the editors leaves a small screen nothing to type in.
const isWide = window.matchMedia('(min-width: 75rem)').matches

/** The page: GraphiQL with our panels, in our frame. */
export const Playground = () => {
  const who = useKept(session)
  const timesSignedOut = useKept(signOuts)
  const [tools, setTools] = useState<HTMLElement | null>(null)
  // After a sign-out GraphiQL finds the tabs it has kept.
  const isNew = isFirstVisit && timesSignedOut === 0
  const token = who.state === 'signed-in' ? who.token : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new token may read more of the schema, so it is read anew.
  const ask = useMemo(createAsk, [token])
  return (
    <>
      <Header toolsRef={setTools} />
      <Notices />
      <main className="playground" aria-label="Playground">
        <h1 className="unseen">Exchange Network playground</h1>
        <GraphiQL
          // After a sign-out all editors are made anew: no answer stays in them or in what they can undo.
          key={timesSignedOut}
          fetcher={ask}
          storage={storage}
          plugins={plugins}
          {...(isNew ? { initialVariables: exampleTabs[0]?.variables ?? '' } : {})}
          {...(isNew && isWide ? { visiblePlugin: planPlugin } : {})}
          defaultTabs={[...exampleTabs]}
          defaultQuery=""
          defaultEditorToolsVisibility="variables"
          editorTheme={editorThemes}
          maxHistoryLength={50}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>
            <span className="unseen">Exchange Network</span>
          </GraphiQL.Logo>
          <GraphiQL.Toolbar>
            {({ prettify, merge, copy }) => (
              <>
                {prettify}
                {merge}
                {copy}
                <CopyButtons />
              </>
            )}
          </GraphiQL.Toolbar>
          <EditorLook />
          <MendedRoles />
          <LinkOpener />
          <HeaderTools slot={tools} />
        </GraphiQL>
      </main>
    </>
  )
}
