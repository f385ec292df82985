import { type Html, html } from './html.ts'
import type { ListedOperation } from './listed-operation.ts'
import { pageStyle, styleSource } from './page-style.ts'
import { rules } from './rules.ts'

/** The content security policy of the page: its own style, its own forms, and nothing else. */
export const pagePolicy = `default-src 'none'; style-src ${styleSource}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** Writes the page that lists the operations for people; it works without script. */
export const writePage = (operations: readonly ListedOperation[], hasAgenda: boolean): string =>
  `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Saved operations</title>
<style>${{ html: pageStyle }}</style>
</head>
<body>
<main class="page">
<h1>Ask by a URL</h1>
<p>${String(operations.length)} questions that a spreadsheet, a dashboard or a script can ask without GraphQL. Fill in a form, or copy an address. Programs read the same as <a href="/operations/openapi.json">OpenAPI</a>.</p>
<nav aria-label="Operations"><ul class="names">${operations.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>
${operations.map(section)}
${hasAgenda ? agenda : null}
<section aria-labelledby="rules"><h2 id="rules">Rules</h2>${rules.map(rule => html`<p>${rule}</p>`)}</section>
</main>
</body>
</html>
`.html
  }`

const agenda = html`<section aria-labelledby="agenda.ics"><h2 id="agenda.ics">Agenda as a calendar</h2>
<p><code>/programs/&lt;slug&gt;/agenda.ics</code> is a program's agenda for a calendar application, with what everybody may see.</p></section>
`

type ListedParameter = ListedOperation['parameters'][number]

const section = ({ name, description, parameters, columns, rows, json, csv, example }: ListedOperation): Html => html`
<section aria-labelledby="${name}">
<h2 id="${name}">${name}</h2>
<p>${description}</p>
${parameters.some(({ isRequired }) => isRequired) ? null : html`<p class="links"><a href="${json}">${json}</a><a href="${csv}">${csv}</a></p>`}
<p>For example ${example.includes('...') ? html`<code>${example}</code>` : html`<a href="${example}"><code>${example}</code></a>`}</p>
${form(name, csv, json, parameters)}
${parameters.length === 0 ? null : table(parameters)}
<details><summary>Columns of the CSV file: ${String(columns.length)}</summary>
<p>One line for each item of ${rows.map(row => html`<code>${row === '' ? 'the answer' : row}</code> `)}</p>
<p class="columns">${columns.map(column => html`<code>${column}</code> `)}</p></details>
</section>
`

const form = (name: string, csv: string, json: string, parameters: readonly ListedParameter[]): Html => {
  // An object's parts have fields of their own.
  const isObject = ({ name }: ListedParameter): boolean => parameters.some(one => one.name.startsWith(`${name}.`))
  const fields = parameters.filter(one => !isObject(one))
  const main = fields.filter(one => !one.name.includes('.'))
  const parts = fields.filter(one => one.name.includes('.'))
  return html`<form method="get" action="${csv}" aria-label="${name}">
${main.length === 0 ? null : html`<div class="fields">${main.map(field)}</div>`}
${parts.length === 0 ? null : html`<details><summary>Filter and order</summary><div class="fields">${parts.map(field)}</div></details>`}
<div class="send"><button>Download CSV</button><button class="second" formaction="${json}">Show JSON</button></div>
</form>`
}

const field = (
  one: ListedParameter,
): Html => html`<label><span>${one.name}${one.isRequired ? ' (needed)' : null}</span>${control(one)}<small>${one.meaning}</small></label>
`

const control = ({ name, words, isList, isRequired, typeName, default: standard }: ListedParameter): Html => {
  const required = isRequired ? html` required` : null
  if (words) {
    const options = words.map(word => html`<option>${word}</option>`)
    if (isList) return html`<select name="${name}" multiple size="4"${required}>${options}</select>`
    return html`<select name="${name}"${required}><option value="">${standard ?? ''}</option>${options}</select>`
  }
  const type = /^Int!?$/.test(typeName) ? 'number' : 'text'
  return html`<input type="${type}" name="${name}" placeholder="${standard ?? ''}" autocomplete="off"${required}>`
}

const table = (
  parameters: readonly ListedParameter[],
): Html => html`<details><summary>Parameters: ${String(parameters.length)}</summary>
<div class="wide" tabindex="0" role="region" aria-label="Parameters"><table><thead><tr><th scope="col">Parameter</th><th scope="col">Type</th><th scope="col">Default</th><th scope="col">Meaning</th><th scope="col">Takes</th></tr></thead>
<tbody>${parameters.map(
  one => html`<tr><td><code>${one.name}</code>${one.isRequired ? ' (needed)' : null}</td><td><code>${one.typeName}</code></td><td>${one.default === null ? null : html`<code>${one.default}</code>`}</td><td>${one.meaning}</td><td>${one.expected}</td></tr>
`,
)}</tbody></table></div></details>`
