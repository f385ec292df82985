import { createHash } from 'node:crypto'

/** The style of the page of operations; colours are those of the dashboard. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f4ef, #11171a); --card: light-dark(#ffffff, #192125); --sunken: light-dark(#f1eee8, #131a1e);
  --line: light-dark(#e0dbd2, #2c373d); --line-strong: light-dark(#857f74, #7a8890);
  --ink: light-dark(#1b2226, #e9edee); --ink-soft: light-dark(#50585c, #a9b5bb);
  --accent: light-dark(#14506b, #83c8e4); --on-accent: light-dark(#ffffff, #0c1a21); --focus: light-dark(#0b6e99, #9ad8f2);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif }
.page { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem }
h1, h2 { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "DejaVu Serif", Georgia, serif; line-height: 1.2; text-wrap: balance }
h1 { font-size: 2.2rem; margin: 0 0 .5rem }
h2 { font-size: 1.4rem; margin: 0 }
p { max-width: 46rem; margin: .5rem 0; overflow-wrap: anywhere }
a { color: var(--accent) }
code { font: .9em ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px }
.names { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; margin: 1.5rem 0 2rem }
.names a { display: block; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); text-decoration: none }
.names a:hover { border-color: var(--accent) }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.5rem 1.5rem; margin: 0 0 1.25rem; scroll-margin-top: 1rem }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0 }
.links a { padding: .5rem 0 }
form { background: var(--sunken); border-radius: 8px; padding: 1rem; margin-top: 1rem }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .9rem 1.1rem; align-items: start }
label span { display: block; font-weight: 600; font-size: .9rem; overflow-wrap: anywhere }
label small { display: block; color: var(--ink-soft) }
input, select { width: 100%; min-height: 2.75rem; padding: .4rem .6rem; font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line-strong); border-radius: 6px }
button { min-height: 2.75rem; padding: .4rem 1.2rem; font: inherit; font-weight: 600; border-radius: 6px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer }
button.second { background: transparent; color: var(--accent) }
.send { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1rem }
summary { cursor: pointer; padding: .6rem 0; color: var(--accent) }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-top: 1px solid var(--line) }
th { color: var(--ink-soft); font-weight: 600 }
.columns { line-height: 2 }
.columns code { background: var(--sunken); border-radius: 4px; padding: .1rem .4rem }
@media print { form, .names, .links { display: none } section { break-inside: avoid } }
`

/** What the policy of the page has to allow: this style and no other. */
export const styleSource = `'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`
