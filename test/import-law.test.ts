// The import law: where a file stands says what it may know. A law is a pure function over a file; it is asked about
// every file of this repository, and about planted ones that break it, so that no law passes by seeing nothing.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { test } from 'node:test'

/** What the systems share, by its name in the package of the systems. */
const blocks = new Set(['externals', 'paid-at-once', 'payable', 'paying', 'sandboxes', 'stocked', 'talk', 'vocabulary'])

type File = { path: string; text: string }
type Law = { says: string; broken: (file: File) => string[]; planted: Record<string, string> }

const token = /\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`/g
const withoutComments = (text: string) => text.replace(token, t => (t.startsWith('/') ? ' ' : t))
const onlyCode = (text: string) => text.replace(token, t => (t.startsWith('`') ? (t.match(/\$\{[^}]*\}/g) ?? []).join(' ') : "''"))

const importing =
  /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*['"]([^'"]+)['"]|\bimport\s*\(\s*(?:['"]([^'"]+)['"])?/g
/** What a file imports: a package by name, a file by its path in the repository, '?' for `import(…)` of something computed. */
const imports = ({ path, text }: File) =>
  [...withoutComments(text).matchAll(importing)]
    .map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '?')
    .map(to =>
      to.startsWith('.')
        ? posix.join(posix.dirname(path), to)
        : to.replace(/^@jumun\/systems\/(.*)$/, (_, to) => (blocks.has(to) ? `systems/${to}.ts` : `systems/${to}/system.ts`)),
    )

const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const inTests =
  /^(node:.*|fast-check|oxc-parser|scslre|tools\/engines\/index\.ts|@jumun\/(core\/.*|board|testing(\/(cast|promises|scene|sequences))?|http(\/(testing|peer))?|host|store-[^/]+|systems))$/

const model = /^(@jumun\/core\/model|packages\/core\/src\/model\/.*)$/
const core = /^(@jumun\/core\/.*|packages\/core\/src\/(model|runtime)\/.*)$/
/** Stories, contracts and what plays them: for tests and for what only tests import. */
const testing = /^@jumun\/testing(\/(cast|promises|scene|sequences))?$/
const typebox = /^typebox(\/.*)?$/
const onDisk = /^node:(fs|path|os|url)(\/.*)?$/
const externals = '(psp|kakao|bank)' // the folders of systems that are not ours; a new one is added here
const external = RegExp(`^systems/([^/]+/){0,2}${externals}/`)
/** Where a system is put on stage: stories, what was promised, what is known to break it. */
const stage = /^(systems|examples)\/([^/]+\/)?(story|promises|museum|audit|cast|day)\.ts$/

/** Every place of the repository: what its files may import besides their own folder, and a file that breaks it. */
const places: [says: string, folder: RegExp, may: RegExp[], planted: Record<string, string>][] = [
  [
    'core/model imports nothing but TypeBox',
    /^packages\/core\/src\/model\//,
    [typebox],
    {
      'packages/core/src/model/a.ts': "import { readFile } from 'node:fs'",
      'packages/core/src/model/b.ts': "export * from '../runtime/node.ts'",
      'packages/core/src/model/c.ts': "import {\n  fastify,\n} from 'fastify'",
    },
  ],
  [
    'core/runtime imports the model and TypeBox, whose compiler is loaded when it is first needed: no edge, no store, no system, nothing else of Node',
    /^packages\/core\/src\/runtime\//,
    [model, typebox, /^node:module$/],
    {
      'packages/core/src/runtime/a.ts': "import { DatabaseSync } from 'node:sqlite'",
      'packages/core/src/runtime/b.ts': "import { http } from '@jumun/http'",
      'packages/core/src/runtime/c.ts': "import { air } from '@jumun/systems/air'",
    },
  ],
  [
    'testing imports core and the tools of tests',
    /^packages\/testing\/src\//,
    [core, typebox, /^node:(test|assert|events|net)(\/.*)?$/, /^fast-check$/],
    { 'packages/testing/src/a.ts': "import { store } from '@jumun/store-sqlite'" },
  ],
  [
    'board imports the model',
    /^packages\/board\/src\//,
    [model, typebox],
    { 'packages/board/src/a.ts': "import { run } from '@jumun/core/runtime'" },
  ],
  [
    'store-sql imports core, Kysely, and each driver where its server is spoken to',
    /^packages\/store-sql\/src\//,
    [core, testing, /^node:(crypto|fs|test)$/, /^(kysely|pg|mysql2)$/],
    { 'packages/store-sql/src/a.ts': "import { openSqlite } from '@jumun/store-sqlite'" },
  ],
  [
    'store-mongo imports core and its one driver',
    /^packages\/store-mongo\/src\//,
    [core, /^(mongodb|node:crypto)$/],
    { 'packages/store-mongo/src/a.ts': "import { openSqlite } from '@jumun/store-sqlite'" },
  ],
  [
    'store-sqlite imports core and its one driver',
    /^packages\/store-sqlite\/src\//,
    [core, onDisk, /^node:(sqlite|crypto)$/],
    {
      'packages/store-sqlite/src/a.ts': "const pg = await import('pg')",
      'packages/store-sqlite/src/b.ts': "import '../../board/src/index.ts'",
    },
  ],
  [
    'messages imports core and what mail is sent with: no system, no host',
    /^packages\/messages\/src\//,
    [core, /^(nodemailer|smtp-server|node:(crypto|fs|http|net|os|path|child_process))$/],
    { 'packages/messages/src/a.ts': "import { Host } from '@jumun/host'" },
  ],
  [
    'bus-http imports core and how peers are reached',
    /^packages\/bus-http\/src\//,
    [core, /^@jumun\/http\/peer$/],
    {
      'packages/bus-http/src/a.ts': "import { request } from 'node:http'",
      'packages/bus-http/src/b.ts': "import { Kafka } from '@platformatic/kafka'",
    },
  ],
  [
    'bus-kafka imports core and its one driver',
    /^packages\/bus-kafka\/src\//,
    [core, /^@platformatic\/kafka$/],
    {
      'packages/bus-kafka/src/a.ts': "import { readFile } from 'node:fs'",
      'packages/bus-kafka/src/b.ts': "import { peer } from '@jumun/http/peer'",
    },
  ],
  [
    'http imports core, Fastify and its tools: no store, no system',
    /^packages\/http\/src\//,
    [core, testing, typebox, /^(node:(?!sqlite).*|@jumun\/instruments|fastify|@fastify\/.*|jose|pino|prom-client)$/],
    {
      'packages/http/src/a.ts': "import { store } from '@jumun/store-sqlite'",
      'packages/http/src/b.ts': "import { air } from '@jumun/systems/air'",
    },
  ],
  [
    'grpc imports the model, the door that REST has, and what speaks the protocol: no runtime, no store, no system',
    /^packages\/grpc\/src\//,
    [
      model,
      /^(node:(fs|http|net|tls)|@jumun\/http|@grpc\/.*|grpc-health-check|light-my-request|pino|protobufjs(\/.*)?|google\/protobuf\/.*)$/,
    ],
    {
      'packages/grpc/src/a.ts': "import { Node } from '@jumun/core/runtime'",
      'packages/grpc/src/b.ts': "import { cafeteria } from '@jumun/systems/cafeteria'",
    },
  ],
  [
    'identity imports the spelling of core, its provider, the look of the web app, and Node: no system, no store of theirs, no edge',
    /^packages\/identity\/src\//,
    [/^(@jumun\/core\/model|oidc-provider|@node-rs\/argon2|jose|node:.*)$/],
    {
      'packages/identity/src/a.ts': "import { air } from '@jumun/systems/air'",
      'packages/identity/src/b.ts': "import { gateway } from '@jumun/http'",
    },
  ],
  [
    'instruments import the model and what carries numbers, lines and traces away: nothing of what they measure',
    /^packages\/instruments\/src\//,
    [model, /^(node:(?!sqlite).*|pino|@opentelemetry\/.*)$/],
    {
      'packages/instruments/src/a.ts': "import { Node } from '@jumun/core/runtime'",
      'packages/instruments/src/b.ts': "import { gateway } from '@jumun/http'",
    },
  ],
  [
    'payments speak to providers: Node, one official SDK, and nothing of the systems',
    /^packages\/payments\/(src|testing)\//,
    [/^(node:(?!sqlite).*|stripe)$/, /^packages\/payments\//],
    {
      'packages/payments/src/a.ts': "import { cafeteria } from '@jumun/systems/cafeteria'",
      'packages/payments/testing/b.ts': "import { Host } from '@jumun/host'",
    },
  ],
  [
    'the host puts the packages together by their names',
    /^packages\/host\/src\//,
    [
      /^(@jumun\/(core\/(model|runtime)|board|http(\/peer)?|grpc|identity|instruments(\/traces)?|store-(sqlite|sql|mongo)|bus-(http|kafka)|messages|payments)|node:.*|fastify|pino|\?)$/,
    ],
    {
      'packages/host/src/a.ts': "import { Node } from '../../core/src/runtime/node.ts'",
      'packages/host/src/b.ts': "import { stage } from '@jumun/testing'",
      'packages/host/src/c.ts': "import { air } from '@jumun/systems/air'",
    },
  ],
  [
    'the web app imports what runs in a browser: of the product only what is its own',
    /^packages\/web\/src\//,
    [
      /^(react(-dom)?(\/client)?|@mantine\/core|@tanstack\/react-query|wouter(\/.*)?|i18next|openapi-fetch|oauth4webapi|@xyflow\/react|uplot(\/.*)?|pretendard\/.*)$/,
    ],
    {
      'packages/web/src/a.tsx': "import { cafeteria } from '@jumun/systems/cafeteria'",
      'packages/web/src/b.ts': "import { readFile } from 'node:fs'",
    },
  ],
  [
    'what builds and hands out the web app imports Node, its tools, and the addresses of its pages',
    /^packages\/web\/(server\/|vite\.config\.ts$)/,
    [/^(node:.*|vite|openapi-typescript)$/, /^packages\/web\/src\/app\/(paths|settings)\.ts$/],
    { 'packages/web/server/a.ts': "import { Host } from '@jumun/host'" },
  ],
  [
    'what tries the web app in a browser starts the product and a browser',
    /^packages\/web\/testing\//,
    [
      /^(node:.*|@jumun\/(host|web|systems|identity\/testing|core\/(model|testing))|playwright-core|@sparticuz\/chromium|axe-core|typescript)$/,
      /^packages\/web\/(src|server)\//,
      /^systems\//,
    ],
    { 'packages/web/testing/a.ts': "import { shop } from '@jumun/http'" },
  ],
  [
    'an external imports core and what is said to it: only here systems do input and output',
    external,
    [core, /^node:(?!sqlite).*$/, /^systems\/(.*\/)?(events|commands|vocabulary)\.ts$/, external],
    { 'systems/air/payment/psp/a.ts': "import { Payment } from '../payment.ts'" },
  ],
  [
    'what shows that a system keeps its promises imports core, what plays it, and the system',
    stage,
    [core, testing, typebox, /^(systems|examples)\//],
    { 'systems/air/story.ts': "import { store } from '@jumun/store-sqlite'" },
  ],
  [
    'the list of systems is their folders, and says no name',
    /^systems\/index\.ts$/,
    [model, /^@jumun\/host$/, /^node:path$/],
    { 'systems/index.ts': "import { air } from './air/system.ts'" },
  ],
  [
    'a system imports the model and its own files: no package that does anything, nothing of Node',
    /^(systems|examples)\/([^/]+\/){0,2}[^/]+\.ts$/,
    [model, typebox, /^(systems|examples)\//],
    {
      'systems/air/seat/a.ts': "import { randomUUID } from 'node:crypto'",
      'systems/air/seat/b.ts': "import { run } from '@jumun/core/runtime'",
      'systems/air/system.ts': 'export const seat = await import(name)',
    },
  ],
  [
    'what starts the rest imports packages by their names',
    /^([^/]+\.ts$|(tools|bench|test)\/)/,
    [/^(?!packages\/)/],
    { 'run.ts': "import { node } from './packages/core/src/runtime/node.ts'" },
  ],
]
const placeOf = (path: string) => places.find(([, folder]) => folder.test(path))

const contextOf = (path: string) => (external.test(path) ? undefined : path.match(/^(systems|examples)\/[^/]+\/[^/]+\//)?.[0])
const systemOf = (path: string) => path.match(`^(systems|examples)/(?!${externals}/)[^/]+/`)?.[0]

const laws: Law[] = [
  ...places.map(
    (place): Law => ({
      says: place[0],
      broken: file => {
        if (placeOf(file.path) !== place) return []
        const [, folder, may] = place
        const own = file.path.match(folder)?.[0] ?? ''
        return imports(file).filter(to => !to.startsWith(own) && ![...may, ...(isTest(file.path) ? [inTests] : [])].some(m => m.test(to)))
      },
      planted: place[3],
    }),
  ),
  {
    says: 'a context knows of another only its events and its commands',
    broken: file => {
      const [ours, system] = [contextOf(file.path), systemOf(file.path)]
      if (!ours || !system) return []
      const foreign = imports(file).filter(to => to.startsWith(system) && contextOf(to) && contextOf(to) !== ours)
      return foreign.filter(to => !/^(systems|examples)\/[^/]+\/[^/]+\/([a-z]+-)*(events|commands)\.ts$/.test(to))
    },
    planted: {
      'systems/air/seat/seat.ts': "import { Payment } from '../payment/payment.ts'",
      'systems/air/seat/seat.test.ts': "import * as payment from '../payment/index.ts'",
      'systems/air/seat/policies.ts': "export { x } from '../payment/old/events.ts'",
    },
  },
  {
    says: 'one system never imports another',
    // a test of what they share asks them all
    broken: file =>
      /^(systems|examples)\//.test(file.path) && !/^systems\/[^/]+\.test\.ts$/.test(file.path)
        ? imports(file).filter(to => systemOf(to) && systemOf(to) !== systemOf(file.path))
        : [],
    planted: {
      'systems/air/seat/policies.ts': "import { Ordered } from '../../cafeteria/order/events.ts'",
      'systems/air/system.ts': "import type { cafeteria } from '@jumun/systems/cafeteria'",
      'systems/money.ts': "import { Won } from './cafeteria/vocabulary.ts'",
      'examples/hotel/guest/stay-view.ts': "import { Won } from '@jumun/systems/cafeteria'",
    },
  },
  {
    says: 'outside its externals a system does not wait, has no clock, no chance and no network',
    broken: ({ path, text }) =>
      /^(systems|examples)\//.test(path) && path !== 'systems/index.ts' && !isTest(path) && !external.test(path) && !stage.test(path)
        ? (onlyCode(text).match(/\b(async|await|Date|fetch|process|setTimeout|Math\.random)\b/g) ?? [])
        : [],
    planted: {
      'systems/air/seat/a.ts': "const s = 'no await' // nor async\nexport const at = () => new Date()",
      'systems/air/seat/b.ts': 'export const c = () => `SEAT-${Math.random()}`',
      'systems/air/seat/c.ts': 'export const f = async () => 1',
      'systems/air/seat/d.ts': "export const g = fetch('/')",
      'systems/air/seat/e.ts': 'export const e = process.env',
      'systems/air/vocabulary.ts': 'setTimeout(() => {}, 1)',
    },
  },
  {
    says: 'a file that no law covers does not belong',
    broken: ({ path }) => (placeOf(path) ? [] : ['no place']),
    planted: { 'packages/core/src/a.ts': '', 'packages/odds/src/ends.ts': '', 'src/index.ts': '', 'systems/air/seat/parts/a.ts': '' },
  },
  {
    says: 'a name says what is inside',
    broken: ({ path }) => path.split('/').filter(name => /^(utils|helpers|common|base|manager|service|impl|types)(\.|$)/.test(name)),
    planted: { 'systems/air/common/events.ts': '', 'packages/http/src/utils.ts': '', 'packages/core/src/model/types.test.ts': '' },
  },
]

const root = join(import.meta.dirname, '..')
const repository = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules', 'data', 'dist', 'build'] }).map(
  (path): File => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }),
)

for (const law of laws) {
  test(law.says, () =>
    assert.deepEqual(
      repository.flatMap(file => law.broken(file).map(what => `${file.path}: ${what}`)),
      [],
    ),
  )
  test(`${law.says}, and a breach is seen`, () => {
    for (const [path, text] of Object.entries(law.planted)) assert.equal(law.broken({ path, text }).length, 1, `${path}: ${text}`)
  })
}

test('what the laws allow is not a breach', () => {
  const allowed: Record<string, string> = {
    'packages/core/src/model/event.ts': "import Type from 'typebox'\nimport { x } from './message.ts' // not from 'pg'",
    'packages/core/src/runtime/node.ts': "import type { Event } from '../model/index.ts'\nimport Type from 'typebox'",
    'packages/store-sqlite/src/index.test.ts': "import { test } from 'node:test'\nimport { storeContract } from '@jumun/testing'",
    'systems/air/seat/policies.ts':
      "import { Paid } from '../payment/events.ts'\nimport { Won } from '../vocabulary.ts'\nimport { due } from '../../money.ts'",
    'systems/air/seat/seat.ts': "/* await */ const s = 'async', from = `Date`\nexport const SeatDate = { from: 'nothing' }",
    'systems/air/payment/psp/toss.ts': "import { Approve } from '../commands.ts'\nexport const ask = async () => fetch('/')",
    'systems/air/promises.test.ts': "import { simulate } from '@jumun/testing'\nawait import('./system.ts')",
    'run.ts': "import { http } from '@jumun/http'\nawait import(`@jumun/systems/${name}`)",
  }
  for (const [path, text] of Object.entries(allowed))
    for (const law of laws) assert.deepEqual(law.broken({ path, text }), [], `${law.says}: ${path}`)
})
