import openapiTypes, { astToString } from 'openapi-typescript'

/** The types of a system's API, written from its OpenAPI document: what src/api/generated/ holds. */
export const shapesOf = async (openapi: string): Promise<string> => {
  // without its name each operation is written where its path is
  const document = JSON.parse(openapi, (key, value: unknown) => (key === 'operationId' ? undefined : value)) as object
  const written = astToString(await openapiTypes(document as never, { silent: true }))
  // what never is, is left out: half of the lines
  return `// Written from the OpenAPI document: npm run docs\n${written.replaceAll(/^ *\w+\?: never;\n/gm, '')}`
}
