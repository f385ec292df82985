import type { TestProject } from 'vitest/node'
import { findChromium, howToInstall } from './find-chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The program of a Chromium; null where the machine has none. */
    chromium?: string | null
  }
}

/** Tells the vitest project "browser" which Chromium it drives; says once what to do where there is none. */
export const setup = (project: TestProject): void => {
  const chromium = findChromium(process.env)
  project.provide('chromium', chromium)
  const verdict = process.env.REQUIRE_BROWSER === '1' ? 'fail, as REQUIRE_BROWSER=1 asks' : 'are skipped'
  if (chromium === null) console.warn(`${howToInstall} Until then these tests ${verdict}.`)
}
