import './nonce.ts'
import './workers.ts'
import '@graphiql/react/style.css'
import '@graphiql/plugin-doc-explorer/style.css'
import '@graphiql/plugin-history/style.css'
import 'graphiql/graphiql.css'
import './look/theme.css'
import './look/frame.css'
import './look/controls.css'
import './look/graphiql.css'
import './look/panels.css'
import './look/phone.css'
import { createRoot } from 'react-dom/client'
import { forgetWhenLeft } from '../forget-when-left.ts'
import { Playground } from './playground.tsx'
import { currentToken } from './session/session.ts'

forgetWhenLeft(() => currentToken() !== null, window)
createRoot(document.querySelector('#page') as HTMLElement).render(<Playground />)
