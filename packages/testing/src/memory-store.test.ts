import { memoryStore } from './memory-store.ts'
import { storeContract } from './store-contract.ts'

storeContract('the memory store', async tables => {
  const store = memoryStore(tables)
  return { store, close: () => store.close() }
})
