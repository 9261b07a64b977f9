import { describe, it } from 'node:test'
import type { Store, Table } from '@jumun/core/runtime'
import { commitsContract } from './store-commits-contract.ts'
import { consumerContract } from './store-consumer-contract.ts'
import { itemsContract } from './store-items-contract.ts'
import { listsContract } from './store-lists-contract.ts'
import { logContract } from './store-log-contract.ts'
import { moveContract } from './store-move-contract.ts'
import { timersContract } from './store-timers-contract.ts'
import { viewsContract } from './store-views-contract.ts'
import { contractTables } from './store-sample.ts'

/** An opened store; `reopen` closes it and opens the same data again, where there is something that outlives it. */
export interface Opened {
  readonly store: Store
  readonly reopen?: () => Promise<Store>
  close(): Promise<void>
}
/** With what each part of the contract is written. */
export interface Bench {
  /** A test on an empty store of its own. */
  on(sentence: string, test: (store: Store, opened: Opened) => Promise<void>): void
  /** The same, with everything read again after the store was closed and opened, where that can be. */
  lasting(sentence: string, write: (store: Store) => Promise<void>, read: (store: Store) => Promise<void>): void
  /** Marks of units with events are kept as long as these are. */
  readonly marksLast: boolean
  /** What is left of a mark beside an event that may be forgotten. */
  readonly left: null | undefined
}

/**
 * What every Store promises, as tests. `open` makes an empty store with the contract's tables. `marksLast`: marks of units with events are kept as
 * long as these are.
 */
export const storeContract = (
  name: string,
  open: (tables: readonly Table[]) => Promise<Opened>,
  { marksLast = false }: { readonly marksLast?: boolean } = {},
): void => {
  const left = marksLast ? null : undefined
  const on = (sentence: string, test: (store: Store, opened: Opened) => Promise<void>): void => {
    it(sentence, async () => {
      const opened = await open(contractTables)
      try {
        await test(opened.store, opened)
      } finally {
        await opened.close()
      }
    })
  }
  const lasting = (sentence: string, write: (store: Store) => Promise<void>, read: (store: Store) => Promise<void>): void => {
    on(sentence, async (store, { reopen }) => {
      await write(store)
      await read(store)
      if (reopen) await read(await reopen())
    })
  }

  describe(`${name} keeps the promises of a store`, () => {
    const bench: Bench = { on, lasting, marksLast, left }
    itemsContract(bench)
    commitsContract(bench)
    logContract(bench)
    timersContract(bench)
    listsContract(bench)
    viewsContract(bench)
    consumerContract(bench)
    moveContract(on, open)
  })
}
