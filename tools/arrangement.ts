import { type Engine, type EngineName, type Kafka, startKafka, startMariadb, startMongo, startPostgres } from './engines/index.ts'

/** Where the processes of a system keep their things, and how they hear of each other. */
export interface Arrangement {
  /** The databases that run, by name. */
  readonly databases: ReadonlyMap<EngineName, Engine>
  /** Undefined: events go from process to process by HTTP. */
  readonly kafka: Kafka | undefined
  /** What every process is told. */
  readonly settings: readonly string[]
  /** By context the database, as an audit asks for it. */
  readonly stores: ReadonlyMap<string, string>
  stop(): Promise<void>
}
type Database = Exclude<EngineName, 'kafka'>
const start: { readonly [name in Database]: () => Promise<Engine> } = { postgres: startPostgres, mariadb: startMariadb, mongo: startMongo }

/** The databases that the originals' teams chose for themselves; everybody else's is PostgreSQL. */
const chosen: { readonly [system: string]: { readonly [context: string]: Database } } = {
  cafeteria: { order: 'mariadb', customercenter: 'mongo' },
  bread: { customer: 'mongo' },
  air: { reservationmgmt: 'mariadb', reservationhist: 'mongo' },
  delivery: { ordering: 'mongo' },
  cars: { purchase: 'mariadb', dashboard: 'mongo' },
}
export const arrangements = ['embedded', 'postgres', 'polyglot'] as const
export type ArrangementName = (typeof arrangements)[number]

/** By context the engine that it is on; under '' that of all others. */
const enginesOf = (name: ArrangementName, system: string): { readonly [context: string]: Database } =>
  name === 'embedded' ? {} : { '': 'postgres', ...(name === 'polyglot' ? chosen[system] : {}) }
/** What must be here for an arrangement. */
export const neededFor = (name: ArrangementName, system: string): readonly EngineName[] => {
  const databases = new Set(Object.values(enginesOf(name, system)))
  return databases.size ? [...databases, 'kafka'] : []
}

/** Starts the engines of an arrangement; `embedded` needs none. */
export const arrange = async (name: ArrangementName, system: string): Promise<Arrangement> => {
  const contexts = Object.entries(enginesOf(name, system))
  const databases = new Map<EngineName, Engine>()
  for (const database of new Set(contexts.map(([, database]) => database))) databases.set(database, await start[database]())
  const kafka = databases.size ? await startKafka() : undefined
  const stores = new Map(contexts.map(([context, database]) => [context, databases.get(database)!.url]))
  return {
    databases,
    kafka,
    stores,
    settings: [
      ...[...stores].flatMap(([context, url]) => ['--store', context ? `${context}=${url}` : url]),
      ...(kafka ? ['--bus', kafka.url] : []),
    ],
    stop: async () => void (await Promise.all([...databases.values(), ...(kafka ? [kafka] : [])].map(engine => engine.stop()))),
  }
}
