import { createRequire } from 'node:module'
import type { TSchema } from 'typebox'
import type { Compile, Validator } from 'typebox/compile'

const load = createRequire(import.meta.url)
let compiler: { readonly Compile: typeof Compile } | undefined

/** The check of a schema, compiled when it is first used: to start, a process needs neither the compiler nor what it makes of a hundred schemas. */
export const checking = (schema: TSchema): (() => Validator) => {
  let made: Validator | undefined
  return () => (made ??= (compiler ??= load('typebox/compile') as NonNullable<typeof compiler>).Compile(schema) as Validator)
}
