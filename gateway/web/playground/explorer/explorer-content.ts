import '@graphiql/plugin-explorer/style.css'
import { explorerPlugin } from '@graphiql/plugin-explorer'

/** What the explorer's own plugin shows; a default export, because React.lazy loads no other. */
export default explorerPlugin({ showAttribution: false }).content
