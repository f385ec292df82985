import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const gateway = 'http://127.0.0.1:4000'
const proxy = { '/graphql': gateway, '/operations': gateway }

/**
 * The playground, at "/playground/". Its assets have names of their content, so a browser may keep them for ever.
 * `vite` and `vite preview` ask a gateway on this machine; the built page asks where it came from.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/playground/',
  plugins: [react()],
  // Monaco's workers import each other's parts, which only modules can.
  worker: { format: 'es' },
  server: { proxy },
  preview: { proxy },
  build: {
    outDir: '../dist/playground',
    emptyOutDir: true,
    // No file as a data: URL: the policy of the page lets scripts and fonts come from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Monaco is one big file by nature; it is loaded after the page stands.
    chunkSizeWarningLimit: 4000,
    // GraphiQL is compiled for React's compiler; its "use no memo" means nothing to a bundler.
    rolldownOptions: { onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning) },
  },
})
