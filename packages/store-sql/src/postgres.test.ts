import { needs, startPostgres } from '../../../tools/engines/index.ts'
import { keepsContract, keepsReplicasContract, type On } from './contract.ts'
import { postgres } from './postgres.ts'

const on: On = { name: 'PostgreSQL', start: startPostgres, engine: postgres, isCommit: message => message.includes('COMMIT\0') }
if (needs(['postgres'], 'a store on PostgreSQL')) {
  keepsContract(on)
  keepsReplicasContract(on)
}
