// What is said of the settings: on the command line, else in the environment, else in a file of the same form.
import { readFileSync } from 'node:fs'
import { parseArgs, parseEnv } from 'node:util'
import { declared, type SettingName, settingsHelp, variableOf } from './declared.ts'
import { Refusal } from './refusal.ts'

const options = {
  ...(Object.fromEntries(
    Object.entries(declared).map(([name, d]) => [name, { type: 'string', ...('multiple' in d ? { multiple: true } : {}) }]),
  ) as { readonly [name in SettingName]: { readonly type: 'string'; readonly multiple?: boolean } }),
  help: { type: 'boolean' },
} as const

/** What `npm start -- --help` says. */
export const usage = `npm start [what …] -- [settings]

  What to run: nothing said is all systems; "cafeteria" one system; "cafeteria/order" one of its
  contexts in a process of its own; "cafeteria/gateway" the way in to contexts of other processes.

${settingsHelp()}

Each is also read from the environment: JUMUN_DATA, JUMUN_PUBLIC_BASE, ….
The command line comes first, then the environment, then the file.`

export interface Said {
  /** The words that name what to run. */
  readonly words: readonly string[]
  /** Every value of a setting; none where it is not said. */
  all(name: SettingName): readonly string[]
  optional(name: SettingName): string | undefined
  read(name: SettingName, fallback: string): string
  /** A whole number of at most so much; throws a Refusal where it is none. */
  number(name: SettingName, most: number): number | undefined
  /** Whether the command line says it. */
  isTyped(name: SettingName): boolean
}

/** Reads what is said. Throws a Refusal where a setting is unknown or a file cannot be read, and where help is asked for. */
export const saidOf = (argv: readonly string[], environment: NodeJS.ProcessEnv): Said => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${usage}`)
  }
  const { values, positionals } = parsed
  if (values.help) throw new Refusal(usage)
  const config = (values.config as string | undefined) ?? environment[variableOf('config')]
  const file = config === undefined ? {} : fromFile(config)
  const all = (name: SettingName): readonly string[] => {
    const given = values[name]
    if (given !== undefined) return Array.isArray(given) ? given : [String(given)]
    const variable = variableOf(name)
    const said = environment[variable] ?? file[variable]
    return said === undefined ? [] : options[name].multiple ? said.split(/\s+/).filter(Boolean) : [said]
  }
  const optional = (name: SettingName): string | undefined => all(name)[0]
  return {
    words: positionals,
    all,
    optional,
    read: (name, fallback) => optional(name) ?? fallback,
    number: (name, most) => {
      const text = optional(name)
      if (text === undefined) return undefined
      const n = Number(text)
      if (!/^\d+$/.test(text) || n > most) throw new Refusal(`--${name} takes a whole number from 0 to ${most}, not "${text}".`)
      return n
    },
    isTyped: name => values[name] !== undefined,
  }
}
const parse = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
const fromFile = (file: string): NodeJS.Dict<string> => {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Refusal(`The settings of --config ${file} could not be read: ${(error as Error).message}`)
  }
}
