import { edgeOptions } from './edge-settings.ts'
import { identityOptions } from './identity-settings.ts'
import { messageOptions } from './message-settings.ts'
import { paymentOptions } from './payment-settings.ts'

/** One setting, as the command line, the environment, `--help` and docs/operating/settings.md know it. */
export interface Declared {
  /** What stands behind its name on the command line: `DIR`, `N`, `MS`. */
  readonly takes: string
  /** What counts where nothing is said, in words. */
  readonly otherwise: string
  /** What a number counts. */
  readonly unit?: string
  /** For a person, in one or two sentences. */
  readonly meaning: string
  /** It may be given more than once; in the environment with blanks between. */
  readonly multiple?: true
}
export type Declarations = { readonly [name: string]: Declared }

const places = {
  data: { takes: 'DIR', otherwise: 'data', meaning: 'where the embedded stores lie' },
  backups: { takes: 'DIR', otherwise: 'backups', meaning: 'where npm run backup puts copies' },
  messages: {
    takes: 'FILE',
    otherwise: 'messages.log under --data',
    meaning: 'where messages to people are written; - is where the product itself is heard',
  },
  store: {
    takes: 'URL',
    otherwise: 'files under --data',
    multiple: true,
    meaning: 'a database instead: postgres://…, mariadb://…, mongodb://…; order=URL for one context, more than once',
  },
  config: { takes: 'FILE', otherwise: 'none', meaning: 'settings in lines like JUMUN_DATA=/var/lib/jumun' },
} as const satisfies Declarations

const processes = {
  port: {
    takes: 'N',
    otherwise: '8088',
    meaning: "the gateway's port, or that of the one context that runs here; 0: any that is free",
  },
  grpc: {
    takes: 'N',
    otherwise: 'none: only REST',
    meaning: 'a port at which the same is asked by gRPC; 0: any that is free',
  },
  host: { takes: 'ADDRESS', otherwise: '127.0.0.1', meaning: 'where to listen; anything but loopback needs guarded access' },
  bus: {
    takes: 'BUS',
    otherwise: 'http',
    meaning:
      'how events get from process to process: http, or kafka://host:port,host:port; with a login kafka://user:password@…, encrypted ' +
      'kafka+tls://…; …/prefix before the names of topics and groups, and ?mechanism=PLAIN or SCRAM-SHA-256 or -512, ca=FILE, ' +
      'cert=FILE&key=FILE, partitions=12, replicas=3, min-in-sync=2',
  },
  classic: {
    takes: 'A,B',
    otherwise: 'only Jumun speaks',
    meaning: 'on Kafka, speak with services of the original systems: those in the place of these contexts, or "none" that only listen',
  },
  'classic-time': { takes: 'FORM', otherwise: 'text', meaning: 'how they write a moment: text or milliseconds' },
  peers: {
    takes: 'A=URL,…',
    otherwise: 'their ports on this machine',
    multiple: true,
    meaning: 'where the contexts of other processes are, a name twice for two replicas; http://{context}:8080 for all of them',
  },
  'system-secret': {
    takes: 'FILE',
    otherwise: 'system.key under --data',
    meaning:
      'what the processes of one installation share, where access is guarded: each makes its tokens for the others from it; lines of at least ' +
      '32 letters, of which the first makes tokens and all are good',
  },
  'fault-switch': {
    takes: 'FILE',
    otherwise: 'none',
    meaning:
      'for trying out what replaces a process that is ill: while this file is there, it says that it does not live; never in earnest',
  },
  'system-token': { takes: 'FILE', otherwise: 'one of their own making', meaning: 'a token of the provider that is shown to them instead' },
} as const satisfies Declarations

const payment = {
  ...paymentOptions,
  'payment-delay': { takes: 'A-B', otherwise: 'as fast as it goes', unit: 'ms', meaning: 'every payment of the sandbox takes A to B' },
} as const satisfies Declarations

const seen = {
  log: { takes: 'LEVEL', otherwise: 'info', meaning: 'what is written down: silent, error, warn, info, debug' },
  traces: {
    takes: 'URL',
    otherwise: 'none',
    meaning: 'who takes traces by OTLP/HTTP, such as http://localhost:4318; ' + 'without it nothing is done for them',
  },
  'traces-share': { takes: 'N', otherwise: '1', meaning: 'which share of all traces is told, from 0 to 1; the same in every process' },
  banner: { takes: 'text|json', otherwise: 'text', meaning: 'what is said when everything runs: for people, or a line of JSON' },
} as const satisfies Declarations

/**
 * Every setting of the product, by what it is about. A new one is declared here (or in the file of its area, which is named here) and
 * read in settings.ts by its name: the command line, the environment, `--help` and the table of the documentation follow.
 */
export const settingGroups = [
  { title: 'Where things lie', settings: places },
  { title: 'Processes', settings: processes },
  { title: 'Who gets in', settings: identityOptions },
  { title: 'The edge', settings: edgeOptions },
  { title: 'Payment', settings: payment },
  { title: 'Messages', settings: messageOptions },
  { title: 'What is seen', settings: seen },
] as const satisfies readonly { readonly title: string; readonly settings: Declarations }[]

/** Every setting of a process, as it is declared. */
export const declared = { ...places, ...processes, ...identityOptions, ...edgeOptions, ...payment, ...messageOptions, ...seen } as const
export type SettingName = keyof typeof declared

/** What the seed of a context reads from the environment at its first start, under the name that its original published. */
export const seedVariables = {
  BREAD_AUTO_CONFIRM: {
    takes: 'BOOL',
    otherwise: 'true',
    meaning: 'bread: whether the bakery of a new installation takes orders by itself; false, 0, off or no: a baker does',
  },
} as const satisfies Declarations

/** The name of a setting in the environment. */
export const variableOf = (name: string): string => `JUMUN_${name.toUpperCase().replaceAll('-', '_')}`

const column = 24
const wide = 88
const wrapped = (text: string, width: number): readonly string[] => {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!
    if (last && last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = last ? `${last} ${word}` : word
  }
  return lines
}
const helpOf = ([name, { takes, otherwise, unit, meaning }]: readonly [string, Declared]): string => {
  const head = `  --${name} ${takes}`
  const lines = wrapped(`${meaning}${unit ? `, in ${unit}` : ''} (${otherwise})`, wide - column)
  const rest = lines.map(l => ' '.repeat(column) + l)
  return (head.length < column ? [head.padEnd(column) + lines[0], ...rest.slice(1)] : [head, ...rest]).join('\n')
}
/** The settings as `--help` shows them. */
export const settingsHelp = (): string =>
  settingGroups.map(({ title, settings }) => `  ${title}\n${Object.entries(settings).map(helpOf).join('\n')}`).join('\n\n')

const cell = (text: string): string => text.replaceAll('|', '\\|')
/** docs/operating/settings.md. */
export const settingsPage = (): string => {
  const rows = (settings: Declarations) =>
    Object.entries(settings).map(
      ([name, { takes, otherwise, unit = '', meaning, multiple }]) =>
        `| \`--${name} ${cell(takes)}\` | \`${variableOf(name)}\` | ${cell(otherwise)} | ${unit} | ${cell(meaning)}${multiple ? ' (several: more than once, in the environment with blanks between)' : ''} |`,
    )
  const tables = settingGroups.map(({ title, settings }) =>
    [`## ${title}`, '', '| setting | in the environment | default | unit | meaning |', '|---|---|---|---|---|', ...rows(settings)].join(
      '\n',
    ),
  )
  return `# Settings

<!-- Written from packages/host/src/declared.ts by npm run docs. -->

\`npm start -- --help\` shows the same. The command line comes first, then the environment, then the file of \`--config\`, then the default.

${tables.join('\n\n')}

## Only in the environment, at the first start

| variable | default | meaning |
|---|---|---|
${Object.entries(seedVariables)
  .map(([name, { otherwise, meaning }]) => `| \`${name}\` | ${otherwise} | ${meaning} |`)
  .join('\n')}
`
}
