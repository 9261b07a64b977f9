import { type DatabaseConnection, type Driver, Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Shared } from './lines.ts'

/** Kysely over our lines: it makes the statements that are not asked a thousand times a second. */
export const kyselyOf = (engine: Engine, lines: Shared): Kysely<any> => {
  const connection: DatabaseConnection = {
    async executeQuery(query) {
      const { columns, rows, affected } = await lines.use(line => line.ask(query))
      return {
        rows: rows.map(row => Object.fromEntries(row.map((value, i) => [columns[i]!, value]))) as any[],
        numAffectedRows: BigInt(affected),
      }
    },
    // oxlint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('a page at a time')
    },
  }
  const alone = async (): Promise<never> => {
    throw new Error('a transaction has a line of its own')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: alone,
    commitTransaction: alone,
    rollbackTransaction: alone,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely<any>({
    dialect: {
      createAdapter: () => engine.adapter,
      createDriver: () => driver,
      createQueryCompiler: () => engine.compiler,
      createIntrospector: () => {
        throw new Error('the schema is known')
      },
    },
  })
}
