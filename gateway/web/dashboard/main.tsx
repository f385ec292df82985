import { createRoot } from 'react-dom/client'
import { forgetWhenLeft } from '../forget-when-left.ts'
import { readAddress } from './address.ts'
import { App } from './app.tsx'
import { applyTheme, savedTheme } from './frame/theme.ts'
import { programFilter } from './program-filter.ts'
import { currentSession } from './session.ts'
import './styles/tokens.css'
import './styles/frame.css'
import './styles/forms.css'
import './styles/panel.css'
import './styles/table.css'
import './styles/overview.css'
import './styles/charts.css'
import './styles/pages.css'
import './styles/print.css'
import { askAhead } from './use-answer.ts'

applyTheme(savedTheme())
forgetWhenLeft(() => currentSession().token !== null, window)
// The key figures are what a first view waits for: they are asked while the script of the page is still on its way.
const address = readAddress(location.pathname, location.search)
if (address?.page === '/') askAhead('network-figures', { filter: programFilter(address) })
const page = document.getElementById('page')
if (!page) throw new Error('The page has no element "page", which index.html should give it.')
createRoot(page).render(<App />)
