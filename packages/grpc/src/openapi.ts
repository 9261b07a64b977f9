/** As much of a JSON Schema as the documents of our interfaces use. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly time?: unknown
  readonly const?: unknown
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly patternProperties?: { readonly [pattern: string]: Schema }
  readonly additionalProperties?: Schema
}
interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly schema: Schema
}
export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: { readonly [status: string]: Partial<Content> }
}
interface Content {
  readonly content: { readonly 'application/json': { readonly schema: Schema } }
}
interface Path {
  readonly parameters?: readonly Parameter[]
  readonly get?: Operation
  readonly post?: Operation
  readonly patch?: Operation
  readonly delete?: Operation
}
/** The document of a system's REST interface, as it is drawn from the model. */
export interface Document {
  readonly paths: { readonly [path: string]: Path }
  readonly components: {
    readonly schemas: { readonly [name: string]: Schema }
    readonly parameters: { readonly [name: string]: Parameter }
  }
}

/** The parameters of a query, by name. */
export const queryOf = (document: Document, { parameters = [] }: Operation): { readonly [name: string]: Schema } =>
  Object.fromEntries(
    parameters
      .map(p => (p.$ref === undefined ? p : document.components.parameters[p.$ref.slice(p.$ref.lastIndexOf('/') + 1)]!))
      .flatMap(p => (p.in === 'query' ? [[p.name, p.schema] as const] : [])),
  )
export const bodyOf = ({ requestBody }: Operation): Schema | undefined => requestBody?.content['application/json'].schema
/** What is answered where all goes well. */
export const answerOf = ({ responses }: Operation): Schema | undefined =>
  (responses[200] ?? responses[201])?.content?.['application/json'].schema
