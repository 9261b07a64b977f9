import { createRequire } from 'node:module'
import type { TSchema } from 'typebox'
import type { Compile, Validator } from 'typebox/compile'
import type { Event } from '../model/index.ts'

const load = createRequire(import.meta.url)
let compiler: { readonly Compile: typeof Compile } | undefined

/** The check of a schema, compiled when it is first used: to start, a process needs neither the compiler nor what it makes of a hundred schemas. */
export const checking = (schema: TSchema): (() => Validator) => {
  let made: Validator | undefined
  return () => (made ??= (compiler ??= load('typebox/compile') as NonNullable<typeof compiler>).Compile(schema) as Validator)
}

const validators = new WeakMap<Event, () => Validator>()

/**
 * What is wrong about the data of an event, in words for an operator: which field, and what it must be. Undefined: it has the declared shape.
 * Fields that are not declared do no harm.
 */
export const misfit = (event: Event, data: unknown): string | undefined => {
  let validator = validators.get(event)
  if (!validator) validators.set(event, (validator = checking(event.schema)))
  if (validator().Check(data)) return undefined
  const errors = validator().Errors(data)
  const { instancePath, message, params } = errors.find(e => e.keyword !== 'anyOf') ?? errors[0]!
  const missing = (params as { readonly requiredProperties?: readonly string[] }).requiredProperties
  const field = instancePath.slice(1).replaceAll('/', '.')
  return `${event.type} does not have its declared shape: ${missing ? `it lacks ${missing.join(', ')}` : `${field || 'it'} ${message}`}`
}
