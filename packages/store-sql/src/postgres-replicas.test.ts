import { needs, startPostgres } from '../../../tools/engines/index.ts'
import { keepsReplicasContract } from './contract.ts'
import { postgres } from './postgres.ts'

if (needs(['postgres'], 'replicas on PostgreSQL'))
  keepsReplicasContract({ name: 'PostgreSQL', start: startPostgres, engine: postgres }, message => message.includes('COMMIT\0'))
