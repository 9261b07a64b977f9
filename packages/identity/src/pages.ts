import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Language } from './people.ts'
import { say } from './words.ts'

/** Text that is HTML already. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
type Part = string | number | Html | undefined | false | readonly Part[]
const written = (part: Part): string => {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(written).join('')
  return String(part).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
}
/** HTML in which everything that is put in is text, but for other HTML. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((s, i) => s + (i < parts.length ? written(parts[i]) : '')).join(''))

const own = `
.id-page{min-height:100dvh;display:flex;flex-direction:column;align-items:center;gap:var(--s-5);padding:var(--s-5) var(--gutter)}
.id-page header{width:100%;max-width:480px;display:flex;align-items:center}
.id-page main{width:100%;max-width:480px;display:grid;gap:20px;align-content:start}
.id-page .card{padding:var(--s-5);display:grid;gap:20px}
.id-page form{display:grid;gap:18px}
.id-page select{font:inherit;color:inherit;background:none;border:0;flex:1;min-width:0;min-height:52px}
.id-page option{color:#2a2420;background:#fffefb}
.id-page .link{overflow-wrap:anywhere;user-select:all}
`
/** The look of the product: its tokens and components, in the theme of the browser, since here no script chooses one. */
const styled = (): string => {
  const read = (file: string): string => readFileSync(fileURLToPath(file), 'utf8')
  const tokens = read(import.meta.resolve('@jumun/web/design/tokens.css'))
  const base = read(import.meta.resolve('@jumun/web/design/base.css'))
  const components = read(import.meta.resolve('@jumun/web/design/components.css'))
  const dark = /\[data-theme="dark"\] \{([^}]*)\}/.exec(tokens)?.[1] ?? ''
  return `${tokens}\n@media (prefers-color-scheme: dark){:root{${dark}}}\n${base}\n${components}\n${own}`
}
let made: { readonly text: string; readonly name: string } | undefined
/** The style of all pages here; its name changes with it. */
export const style = (): { readonly text: string; readonly name: string } =>
  (made ??= (text => ({ text, name: `style.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.css` }))(styled()))

const logo = new Html(
  '<svg viewBox="0 0 48 48" aria-hidden="true"><path d="M6 6h36v26L32 42H6z" fill="var(--note-aggregate)"/><path d="M42 32H32v10z" fill="var(--note-aggregate-fold)"/>' +
    '<path d="M14 24l7 7 13-15" fill="none" stroke="var(--note-ink)" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)

export interface Page {
  readonly language: Language
  readonly title: string
  readonly body: Html
  /** Where these pages begin: the path of the issuer. */
  readonly at: string
  /** The address of the same page in the other language; left out: there is none. */
  readonly other?: string | undefined
}
export const pageOf = ({ language, title, body, at, other }: Page): string => {
  const to = language === 'ko' ? 'en' : 'ko'
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title} · Jumun</title><link rel="stylesheet" href="${at}/${style().name}"></head>
<body class="id-page"><header><a class="logo" href="/">${logo}${language === 'ko' ? '주문' : 'Jumun'}</a><span class="up"></span>${
    other !== undefined && html`<a class="btn t" lang="${to}" hreflang="${to}" href="${other}">${say(language, 'otherLanguage')}</a>`
  }</header>
<main id="main"><h1>${title}</h1>
${body}
</main></body></html>
`.text
}

/** What went wrong, said where it is heard first. */
export const trouble = (text: string | undefined): Html | undefined =>
  text === undefined ? undefined : html`<div class="banner trouble" role="alert" id="trouble"><div>${text}</div></div>`
export const good = (text: string): Html => html`<div class="banner done" role="status"><div>${text}</div></div>`

interface Field {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'password'
  readonly value?: string | undefined
  readonly help?: string
  readonly autocomplete: string
  readonly inputmode?: 'numeric' | 'email'
  readonly optional?: boolean
  /** The rest may be filled in by a browser; this one has the cursor. */
  readonly first?: boolean
}
export const field = (f: Field): Html =>
  html`<div class="field"><label for="${f.name}">${f.label}</label><div class="inp"><input id="${
    f.name
  }" name="${f.name}" type="${f.type ?? 'text'}" value="${f.value ?? ''}" autocomplete="${f.autocomplete}" maxlength="${
    f.type === 'password' ? 1024 : 200
  }"${f.inputmode ? html` inputmode="${f.inputmode}"` : ''}${f.optional ? '' : html` required`}${f.first ? html` autofocus` : ''}${
    f.help === undefined ? '' : html` aria-describedby="${f.name}-help"`
  } autocapitalize="none" spellcheck="false"></div>${f.help !== undefined && html`<p class="sm q" id="${f.name}-help">${f.help}</p>`}</div>`
export const button = (text: string, kind: 'p' | 'o' | 'x' = 'p'): Html => html`<button class="btn ${kind} l w">${text}</button>`
export const link = (to: string, text: string): Html => html`<a class="btn t" href="${to}">${text}</a>`
export const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`
export const form = (to: string, body: Html): Html => html`<form method="post" action="${to}" class="card">${body}</form>`
