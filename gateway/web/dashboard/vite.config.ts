import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The dashboard, at "/". Its assets have names of their content, so a browser may keep them for ever. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  // No file as a data: URL: the policy of the page lets scripts and fonts come from files only.
  build: { outDir: '../dist/dashboard', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
})
