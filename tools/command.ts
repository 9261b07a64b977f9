import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Cast, House, Wares } from '@jumun/testing/cast'
import { type Business, type Businesses, partIn, Refusal } from '@jumun/host'
import { nameable, product } from '@jumun/systems'

/** How a command ends: it found nothing wrong; it found something wrong, or could not do it; it was asked in a way that it does not understand. */
export const exitCodes = { fine: 0, wrong: 1, notUnderstood: 2 } as const

export const endings = `Exit codes: ${exitCodes.fine} fine, ${exitCodes.wrong} something is wrong or could not be done, ${exitCodes.notUnderstood} not understood.`

type Options = NonNullable<ParseArgsConfig['options']>
type Given<O extends Options> = ReturnType<typeof parseArgs<{ options: O & typeof help; allowPositionals: true }>>
const help = { help: { type: 'boolean', short: 'h' } } as const

/**
 * Runs a command of this repository: reads its arguments, answers `--help` with the usage, says in words what was not understood, and ends the
 * process with the code that `run` gives (fine, where it gives none). Until `run` is done the process stays, also where only a timer that would
 * keep nobody alive is waited for: a command always ends with a verdict.
 */
export const command = async <const O extends Options>(
  usage: string,
  options: O,
  run: (values: Given<O>['values'], positionals: readonly string[]) => Promise<number | undefined | void>,
): Promise<never> => {
  const awake = setInterval(() => {}, 60_000)
  let code: number
  try {
    const { values, positionals } = understood(options)
    if ('help' in values && values.help) {
      console.log(`${usage}\n\n${endings}`)
      process.exit(exitCodes.fine)
    }
    code = (await run(values, positionals)) ?? exitCodes.fine
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(`${error.message}\n\n${usage}`)
    code = exitCodes.notUnderstood
  } finally {
    clearInterval(awake)
  }
  process.exit(code)
}
const understood = <O extends Options>(options: O): Given<O> => {
  try {
    return parseArgs({ options: { ...options, ...help }, allowPositionals: true }) as Given<O>
  } catch (error) {
    throw new Refusal((error as Error).message)
  }
}

/** Every system that a command may name: those of the product, and the examples. */
export const businesses: Businesses = nameable

/** The system of this name, with what is around it. Throws a Refusal that lists them where there is none. */
export const businessOf = (name: string): Business => {
  const found = Object.hasOwn(businesses, name) ? businesses[name] : undefined
  if (!found) throw new Refusal(`There is no system "${name}". There are: ${Object.keys(businesses).join(', ')}.`)
  return found
}

/** The systems that are named, or those given where none is. Throws a Refusal that lists them where there is no such system. */
export const systemsNamed = (names: readonly string[], otherwise: readonly string[] = Object.keys(product)): readonly string[] =>
  (names.length ? names : otherwise).map(name => businessOf(name).system.name)

/** A file of a system's folder, such as its `story`. Throws a Refusal where it has none. */
export const partOf = async (name: string, part: string): Promise<{ readonly [exported: string]: any }> => {
  const { folder = '' } = businessOf(name)
  const found = await partIn(folder, part)
  if (!found) throw new Refusal(`${name} has no ${part}: write ${folder}/${part}.ts.`)
  return found
}
/** The people who work in a system, and who come; and what is ordered where its breaker is tried. */
export const castOf = (name: string) => partOf(name, 'cast') as Promise<{ readonly cast: (house: House) => Cast; readonly wares: Wares }>

/** A whole number from `least` on. Throws a Refusal that names the setting. */
export const whole = (name: string, text: string, least = 1): number => {
  const n = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(n) || n < least)
    throw new Refusal(`${name} takes a whole number from ${least}, not "${text}".`)
  return n
}
/** A number above zero. Throws a Refusal that names the setting. */
export const positive = (name: string, text: string): number => {
  const n = Number(text)
  if (!(n > 0) || !Number.isFinite(n)) throw new Refusal(`${name} takes a number above 0, not "${text}".`)
  return n
}
