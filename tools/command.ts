import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Refusal } from '@jumun/host'
import { systems } from '@jumun/systems'

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

export type SystemName = keyof typeof systems
const isSystem = (name: string): name is SystemName => Object.hasOwn(systems, name)

/** The systems that are named, or those given where none is. Throws a Refusal that lists them where there is no such system. */
export const systemsNamed = (names: readonly string[], otherwise: readonly string[] = Object.keys(systems)): readonly SystemName[] =>
  (names.length ? names : otherwise).map(name => {
    if (!isSystem(name)) throw new Refusal(`There is no system "${name}". There are: ${Object.keys(systems).join(', ')}.`)
    return name
  })

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
