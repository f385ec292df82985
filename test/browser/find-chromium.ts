import { existsSync } from 'node:fs'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** What a person does about a machine without a browser. */
export const howToInstall =
  'No Chromium was found for the tests in a browser. Install one, on Debian by "apt-get install --no-install-recommends chromium fonts-dejavu-core", or set CHROMIUM_PATH to the program of a Chromium or Chrome.'

/** Finds the system's Chromium or Chrome: CHROMIUM_PATH alone where it is set, else the usual places. Null where there is none. */
export const findChromium = (env: Readonly<Record<string, string | undefined>>): string | null => {
  const places = env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : usualPlaces
  return places.find(place => existsSync(place)) ?? null
}
